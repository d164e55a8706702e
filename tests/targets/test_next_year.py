"""With a fiscal year the schemes of the last announced one open: copied, prepared, not announced."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from otop_portal import clock
from targets.models import Scheme, SchemeVersion
from tests import factories
from tests.clients import signed_in
from tests.targets.factories import scheme

pytestmark = pytest.mark.django_db

YEAR_2567 = {"year": 2567, "entry_mode": "save_confirms"}
BASE = {"base_name": "ปีก่อน", "base_first_month": date(2022, 7, 1), "base_last_month": date(2022, 8, 1)}


@pytest.fixture(autouse=True)
def schemes_of_2566():
    factories.months(date(2022, 10, 1), date(2023, 9, 1))
    with clock.at(datetime(2023, 11, 3, 9, tzinfo=clock.BANGKOK)):
        scheme("2566-r2-sales", {"slug": "low", "name": "ต้น", "percent": Decimal("2.5")}, **BASE)
        grade = {"slug": "d", "name": "D", "parts": {"2566-r2-sales": "low"}}
        scheme("2566-r2-grade", grade, measure="parts")
        scheme("half-year")
        scheme("never-announced", announced=False)
        yield


@pytest.fixture
def admin():
    return signed_in(factories.administrator())


def prepared(slug: str) -> SchemeVersion:
    return SchemeVersion.objects.with_rule().get(scheme__slug=slug, scheme__fiscal_year=2567, number=1)


def test_the_page_says_which_before_the_year_is_opened(admin):
    page = admin.get("/fiscal-years/").content.decode()
    for slug in ("2567-r2-sales", "2567-r2-grade", "half-year-2567"):
        assert f"<li>{slug} · " in page
    assert "never-announced" not in page
    assert not Scheme.objects.filter(fiscal_year=2567).exists()


def test_they_are_prepared_with_their_months_a_year_later(admin):
    admin.post("/fiscal-years/open", YEAR_2567)
    copy = prepared("2567-r2-sales")
    assert (copy.first_month, copy.last_month) == (date(2024, 7, 1), date(2024, 8, 1))
    assert (copy.base_first_month, copy.base_last_month) == (date(2023, 7, 1), date(2023, 8, 1))
    assert [(level.slug, level.percent) for level in copy.rule.levels] == [("low", Decimal("2.5"))]
    assert not copy.is_announced
    assert Scheme.objects.filter(fiscal_year=2567).count() == 3


def test_a_grade_is_made_of_the_copies(admin):
    admin.post("/fiscal-years/open", YEAR_2567)
    (level,) = prepared("2567-r2-grade").rule.levels
    assert dict(level.parts) == {"2567-r2-sales": "low"}


def test_what_has_been_copied_before_stays_as_it_is(admin):
    made = scheme("2567-r2-sales", announced=False, places=0)
    admin.post("/fiscal-years/open", YEAR_2567)
    assert SchemeVersion.objects.get(scheme=made.scheme).places == 0
    assert Scheme.objects.filter(slug="half-year-2567").exists()


def test_a_year_without_schemes_passes_on_those_before_it(admin):
    admin.post("/fiscal-years/open", YEAR_2567)
    admin.post("/fiscal-years/open", YEAR_2567 | {"year": 2568})
    copied = SchemeVersion.objects.get(scheme__slug="2568-r2-sales")
    assert (copied.first_month, copied.scheme.fiscal_year) == (date(2025, 7, 1), 2568)
