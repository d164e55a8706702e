"""Who sees whose targets and plans."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from otop_portal import clock
from targets.missions.asked import Asked
from targets.models import (
    Evaluation,
    MissionEvent,
    MissionReport,
    OnlineProduct,
    Plan,
    Scheme,
    SchemeEvent,
    SchemeLevel,
    SchemePart,
    SchemeVersion,
    Setting,
    SettingEvent,
    Target,
    TargetFigure,
)
from tests import factories
from tests.personas import OFFICERS
from tests.targets.factories import scheme
from tests.targets.missions.reporting import by_district, confirmed, online, product, report, report_online, shops

pytestmark = pytest.mark.django_db

NOBODY = ("anonymous", "system", "district, closed account", "province, closed account", "admin, closed account")
COUNTRY = {"4201", "4301", "4317", "42", "43", ""}
AREAS = {
    **{name: set() for name in NOBODY},
    "district": {"4317"},
    "district of the same province": {"4301"},
    "district of another province": {"4201"},
    "chief": {"4317"},
    "chief of another district": {"4301"},
    "province": {"43", "4301", "4317"},
    "another province": {"42", "4201"},
    "department": COUNTRY,
    "admin": COUNTRY,
}
OF_AN_AREA = [Target, TargetFigure, Plan]
OF_A_PROVINCE = [Setting, SettingEvent]
SETTINGS = {
    **{name: set() for name in AREAS},
    "province": {"43"},
    "another province": {"42"},
    "department": {"42", "43", ""},
    "admin": {"42", "43", ""},
}
EVALUATIONS = {
    **SETTINGS,
    **{name: {"43"} for name in ("district", "district of the same province", "chief", "chief of another district")},
    "district of another province": {"42"},
    "department": {"42", "43"},
    "admin": {"42", "43"},
}
BY_HAND = [MissionReport, OnlineProduct]
OF_NO_AREA = {Scheme, SchemeLevel, SchemePart, SchemeEvent}


@pytest.fixture(autouse=True)
def figures():
    """A target and a plan of each district, of each province itself, and of the country."""
    of, month, by = scheme().scheme, factories.month(), {"source": "ทดสอบ", "set_by": factories.administrator()}
    for code in COUNTRY:
        district = factories.district(code) if len(code) == 4 else None
        province = factories.province(code[:2]) if code else None
        target = Target.objects.create(scheme=of, province=province, district=district, **by)
        TargetFigure.objects.create(target=target, level="target", amount=Decimal(1))
        Plan.objects.create(month=month, province=province, district=district, printed_total=Decimal(1), **by)
        if not district:
            setting = Setting.objects.create(scheme=of, province=province)
            SettingEvent.objects.create(setting=setting, action="type", by=by["set_by"])
        if province and not district:
            Evaluation.objects.create(version=of.current, province=province, edition=1, at=clock.now(), by=by["set_by"])


def area_of(row) -> str:
    row = getattr(row, "target", row)
    return row.area.pk if row.area else ""


def test_every_model_of_an_area_is_scoped():
    models = set(apps.get_app_config("targets").get_models())
    scoped = {*OF_AN_AREA, *OF_A_PROVINCE, *BY_HAND, MissionEvent, SchemeVersion, Evaluation}
    assert {model for model in models if hasattr(model.objects.all(), "visible_to")} == scoped
    assert models - scoped == OF_NO_AREA


@pytest.mark.parametrize("persona", AREAS)
def test_a_rule_is_everybodys_from_its_letter_on_and_the_administrators_before(persona):
    scheme("tomorrow", letter_date=clock.today() + timedelta(days=1))
    scheme("prepared", announced=False)
    reader = AnonymousUser() if persona == "anonymous" else OFFICERS[persona]()
    seen = set(SchemeVersion.objects.visible_to(reader).values_list("scheme__slug", flat=True))
    announced, prepared = {"half-year"}, {"tomorrow", "prepared"}
    assert seen == set() if persona in NOBODY else seen == announced | (prepared if persona == "admin" else set())


@pytest.mark.parametrize("persona", AREAS)
@pytest.mark.parametrize("model", OF_AN_AREA)
def test_an_officer_sees_the_rows_of_his_area_and_no_other(model, persona):
    assert {area_of(row) for row in model.objects.all()} == COUNTRY
    reader = AnonymousUser() if persona == "anonymous" else OFFICERS[persona]()
    assert {area_of(row) for row in model.objects.visible_to(reader)} == AREAS[persona]


@pytest.mark.parametrize("persona", SETTINGS)
def test_how_targets_are_set_a_province_sees_of_itself_and_no_district(persona):
    reader = AnonymousUser() if persona == "anonymous" else OFFICERS[persona]()
    seen = {each.province_id or "" for each in Setting.objects.visible_to(reader)}
    events = {each.setting.province_id or "" for each in SettingEvent.objects.visible_to(reader)}
    assert (seen, events) == (SETTINGS[persona], SETTINGS[persona])


@pytest.mark.parametrize("persona", EVALUATIONS)
def test_that_results_are_signed_is_read_in_the_whole_province(persona):
    reader = AnonymousUser() if persona == "anonymous" else OFFICERS[persona]()
    seen = {each.province_id for each in Evaluation.objects.visible_to(reader)}
    assert seen == EVALUATIONS[persona]


def test_a_provinces_own_row_comes_after_its_districts_and_the_country_last():
    assert [area_of(row) for row in Target.objects.in_order()] == ["4201", "42", "4301", "4317", "43", ""]


@pytest.fixture
def reported():
    """Of each district a number and a product; only 4301's are confirmed by the province."""
    for version in (shops(), online()):
        Target.objects.create(scheme=version.scheme, source="ทดสอบ", set_by=factories.administrator())
    asked = Asked(Scheme.objects.get(slug="shop").current)
    for code in ("4201", "4301", "4317"):
        rows = [report(asked, 1, code=code), *report_online(product(code=code))]
        for row in rows:
            {"4201": lambda row: None, "4301": confirmed, "4317": by_district}[code](row)


@pytest.mark.parametrize("persona", AREAS)
@pytest.mark.parametrize("model", [*BY_HAND, MissionEvent])
def test_what_is_reported_by_hand_is_its_areas_and_the_department_sees_what_is_confirmed(reported, model, persona):
    reader = AnonymousUser() if persona == "anonymous" else OFFICERS[persona]()
    seen = {code for code in AREAS[persona] if len(code) == 4}
    if persona == "department":
        seen = set() if model is MissionEvent else {"4301"}
    assert {row.district_id for row in model.objects.visible_to(reader)} == seen
