"""What a province signs is evaluated; until then a scheme is in force for whoever sees its targets."""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction

from otop_portal import clock
from sales.models import Province
from sales.transitions.refusals import NotAllowed, Refused
from targets import sentences
from targets.models import Evaluation, Target
from targets.standings import in_force_for
from targets.transitions.evaluations import evaluate
from targets.transitions.schemes import announce, prepare_version
from targets.transitions.targets import undo_import
from tests import factories
from tests.personas import OFFICERS
from tests.targets import settings
from tests.targets.factories import scheme, target

pytestmark = pytest.mark.django_db

MORNING = datetime(2023, 10, 9, 9, tzinfo=clock.BANGKOK)
MAY_SIGN = {"province"}


@pytest.fixture(autouse=True)
def in_october():
    with clock.at(MORNING):
        yield


@pytest.fixture
def version():
    """Of July and August; 4301 and 4317 have targets of it."""
    made = scheme("2566-sales")
    for code in ("4301", "4317"):
        target(made, 100, code=code)
    return made


def sign(version, code: str = "43", *, by=None, edition: int = 7):
    by = by or factories.province_officer(code)
    province = Province.objects.get(pk=code)
    return evaluate(version=version, province=province, edition=edition, at=clock.now(), by=by)


def signed() -> list[tuple[str, str, int]]:
    rows = Evaluation.objects.order_by("version")
    return [(each.version.scheme.slug, each.province_id, each.edition) for each in rows]


def in_force(officer) -> list[str]:
    return [each.scheme.slug for each in in_force_for(officer)]


@pytest.mark.parametrize("persona", OFFICERS)
def test_a_province_signs_its_own_results_and_nobody_else_does(version, persona):
    by = OFFICERS[persona]()
    if persona in MAY_SIGN:
        sign(version, by=by)
        assert signed() == [("2566-sales", "43", 7)]
    else:
        with pytest.raises(NotAllowed):
            sign(version, by=by)
        assert signed() == []


def test_a_grade_is_signed_with_its_parts(version):
    other = scheme("2566-shops", measure="shops")
    part = {"slug": "a", "name": "ระดับ A", "parts": {"2566-sales": "target", "2566-shops": "target"}}
    sign(scheme("2566-grade", part, measure="parts"))
    assert signed() == [(slug, "43", 7) for slug in ("2566-sales", other.scheme.slug, "2566-grade")]


def test_results_are_signed_from_the_last_month_on(version):
    with clock.at(MORNING.replace(month=7, day=31)), pytest.raises(Refused, match="วัดถึงสิงหาคม 2566"):
        sign(version)
    with clock.at(MORNING.replace(month=8, day=1)):
        sign(version)
    assert len(signed()) == 1


def test_a_scheme_is_in_force_from_its_announcement_until_it_is_evaluated(version):
    readers = [factories.district_officer(), OFFICERS["chief"](), factories.province_officer()]
    readers += [factories.department_officer(), factories.administrator()]
    for day in (date(2023, 5, 31), date(2023, 6, 1), date(2025, 6, 1)):
        with clock.at(MORNING.replace(year=day.year, month=day.month, day=day.day)):
            assert [in_force(each) for each in readers] == [["2566-sales"] * (day >= date(2023, 6, 1))] * 5
    sign(version)
    assert [in_force(each) for each in readers] == [[]] * 5


def test_for_the_department_a_scheme_is_in_force_until_all_provinces_have_signed(version):
    target(version, 100, code="42")
    target(version, 100, code="4201")
    sign(version)
    assert [in_force(factories.department_officer()), in_force(factories.province_officer("42"))] == [
        ["2566-sales"]
    ] * 2
    assert in_force(factories.province_officer()) == []
    sign(version, "42")
    assert in_force(factories.department_officer()) == in_force(factories.province_officer("42")) == []


def test_the_countrys_own_target_waits_for_no_province(version):
    Target.objects.filter(district="4301").update(province=None, district=None)
    sign(version)
    assert in_force(factories.department_officer()) == []


def test_a_new_version_is_in_force_again(version):
    sign(version)
    admin = factories.administrator()
    second = prepare_version(scheme=version.scheme, reason="หนังสือเปลี่ยนเกณฑ์", by=admin)
    assert in_force(factories.province_officer()) == []
    announce(version=second, seen=0, letter_number="มท 1", letter_date=clock.today(), by=admin)
    assert in_force(factories.province_officer()) == ["2566-sales"]


def test_a_grade_is_in_force_while_its_parts_have_targets_and_it_is_not_signed_itself(version):
    part = {"slug": "a", "name": "ระดับ A", "parts": {"2566-sales": "target"}}
    grade = scheme("2566-grade", part, measure="parts")
    sign(version)
    assert in_force(factories.district_officer()) == ["2566-grade"]
    sign(grade, edition=8)
    assert in_force(factories.district_officer()) == []


def test_an_import_stays_once_results_were_signed_on_it():
    factories.district("4317")
    version, by = scheme("2566-sales"), factories.province_officer()
    before = settings.targets(version, base=100, action="import").events[0]
    sign(version)
    with pytest.raises(Refused, match=sentences.EVALUATED_SINCE_IMPORT):
        undo_import(event=before, by=by)
    with clock.at(MORNING.replace(day=10)):
        after = settings.targets(version, base=200, action="import").events[0]
        undo_import(event=after, by=by)


def test_the_database_keeps_what_was_signed(version):
    (row,) = sign(version)
    for change in (row.save, row.delete, lambda: Evaluation.objects.update(edition=9)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_an_import_of_another_scheme_or_province_is_undone_all_the_same():
    for code in ("4201", "4317"):
        factories.district(code)
    version, other = scheme("2566-sales"), scheme("2566-other")
    events = [
        settings.targets(other, base=1, action="import").events[0],
        settings.targets(version, "4201", base=1, action="import", by=factories.province_officer("42")).events[0],
    ]
    sign(version)
    for event in events:
        undo_import(event=event, by=factories.administrator())
