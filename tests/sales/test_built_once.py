"""A statement that is built once for a role shows each officer what he may see, and nobody else's."""

import pytest

from sales.built_once import built_once
from sales.models import Draft, DueDate, Officer, Producer, Role, Sheet
from tests import factories

pytestmark = pytest.mark.django_db

SHEETS = ("4301", "4302", "1001")


def sheets(officer):
    return Sheet.objects.visible_to(officer).order_by("pk").select_related("district")


def officers() -> list[Officer]:
    return [
        *(factories.district_officer(code) for code in SHEETS),
        factories.officer("c4302", Role.CHIEF, factories.district("4302")),
        factories.province_officer("43"),
        factories.province_officer("10"),
        factories.department_officer(),
        factories.administrator(),
    ]


def test_each_officer_is_shown_what_he_may_see():
    for code in SHEETS:
        factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), by=factories.district_officer(code))
    asked = built_once(sheets)
    shown = {officer.username: asked(officer) for officer in officers()}
    assert shown == {officer.username: list(sheets(officer)) for officer in officers()}
    assert [len(found) for found in shown.values()] == [1, 1, 1, 1, 2, 1, 3, 3]


def test_a_closed_account_is_shown_nothing():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    officer, asked = factories.district_officer(sheet.district_id), built_once(sheets)
    assert asked(officer) == [sheet]
    officer.is_active = False
    assert asked(officer) == []


def test_what_it_reads_with_a_row_is_read_in_the_same_statement(django_assert_num_queries):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    officer = factories.district_officer(sheet.district_id)
    with django_assert_num_queries(1):
        district = built_once(sheets)(officer)[0].district
    assert str(district) == str(sheet.district)


def test_it_is_built_once_for_a_role_and_what_else_is_asked():
    built = []

    def producers(officer, status):
        built.append((officer.role, status))
        return Producer.objects.visible_to(officer).filter(status=status)

    asked = built_once(producers)
    for officer in officers():
        for _ in range(2):
            asked(officer, "active")
    asked(factories.district_officer("4301"), "closed")
    roles = ["district", "chief", "province", "department", "admin"]
    assert built == [*((role, "active") for role in roles), ("district", "closed")]


@pytest.mark.parametrize(
    "build",
    [
        lambda officer: Sheet.objects.filter(district=officer.district),
        lambda officer: Draft.objects.filter(officer=officer),
        lambda officer: DueDate.objects.filter(reason=str(officer.district_id)),
    ],
    ids=["an area as an object", "the officer himself", "a text made of a code"],
)
def test_nothing_of_an_officer_is_written_into_the_statement(build):
    with pytest.raises(TypeError):
        built_once(build)(factories.district_officer("4301"))
