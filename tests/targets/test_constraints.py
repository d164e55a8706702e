"""What the database itself refuses of schemes, targets and plans."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from otop_portal import clock, money
from sales.models import Officer
from sales.transitions.producers import register_product
from targets.models import (
    Evaluation,
    MissionReport,
    OnlineProduct,
    Plan,
    Scheme,
    SchemeLevel,
    SchemePart,
    SchemeVersion,
    Setting,
    SettingEvent,
    Target,
    TargetFigure,
)
from tests import factories
from tests.targets.factories import scheme

pytestmark = pytest.mark.django_db

CONSTRAINTS = {
    constraint.name: constraint
    for model in apps.get_app_config("targets").get_models()
    for constraint in model._meta.constraints
}
TOO_MUCH, TOO_LITTLE = money.MAX_BAHT + Decimal("0.01"), Decimal("-0.01")
OCTOBER, NOVEMBER = date(2022, 10, 1), date(2022, 11, 1)

# A row of each model beside which another one stands.
GOOD = {
    SchemeVersion: {"number": 2, "reason": "แก้ไข", "measure": "sales", "first_month": OCTOBER, "last_month": NOVEMBER},
    SchemeLevel: {"position": 2, "slug": "high", "name": "ระดับสูง", "percent": Decimal(5)},
    SchemePart: {"level_slug": "target"},
    Target: {"district_id": "4301", "province_id": "43", "base": Decimal(5)},
    TargetFigure: {"level": "high", "amount": Decimal(5)},
    Plan: {"district_id": "4301", "province_id": "43", "offline": Decimal(1), "online": Decimal(2)},
    Setting: {"scheme": None, "fiscal_year": 2566, "province_id": "43"},
    SettingEvent: {"action": "type"},
    Evaluation: {"province_id": "43", "edition": 2, "at": clock.now()},
    MissionReport: {"district_id": "4301", "amount": 5},
    OnlineProduct: {"district_id": "4317", "normalised_name": "เสื้อ", "fiscal_year": 2566, "first_month": OCTOBER},
}
ITS_DISTRICT = {"district_id": "4317", "province_id": "43"}
ITS_PROVINCE, THE_COUNTRY = {"district_id": None}, {"district_id": None, "province_id": None}
OUT_OF_RANGE = (TOO_MUCH, TOO_LITTLE)
# Who confirmed at each level, by his user name.
BY_DISTRICT = {"district_confirmed_by": "admin", "district_confirmed_at": clock.now()}
BY_PROVINCE = {"province_confirmed_by": "admin", "province_confirmed_at": clock.now()}
OUT_OF_STAGE = [
    {"stage": "country"},
    {"stage": "district"},
    {"stage": "province", **BY_DISTRICT},
    BY_DISTRICT,
    BY_DISTRICT | BY_PROVINCE,
]


def _stages(name: str, model: type[models.Model]) -> dict[str, tuple]:
    return {
        f"{name}_district_confirmed": (model, [{"stage": "district", "district_confirmed_at": clock.now()}]),
        f"{name}_province_confirmed": (
            model,
            [{"stage": "province", **BY_DISTRICT, "province_confirmed_at": clock.now()}],
        ),
        f"{name}_confirmed_at_its_stage": (model, OUT_OF_STAGE),
    }


# By constraint: changes of the good row that are refused.
REFUSED = {
    "scheme_version_unique": (SchemeVersion, [{"number": 1}]),
    "scheme_version_has_reason": (SchemeVersion, [{"reason": ""}, {"number": 0}]),
    "scheme_measure_known": (SchemeVersion, [{"measure": "smiles"}]),
    "scheme_area_level_known": (SchemeVersion, [{"area_level": "village"}]),
    "scheme_percentage_known": (SchemeVersion, [{"percentage": "half"}]),
    "scheme_deciding_known": (SchemeVersion, [{"deciding": "lot"}]),
    "scheme_places_at_most_two": (SchemeVersion, [{"places": 3}]),
    "scheme_months_in_order": (
        SchemeVersion,
        [
            {"first_month": date(2022, 12, 1)},
            {"first_month": date(2022, 10, 2)},
            {"last_month": date(2022, 11, 30)},
        ],
    ),
    "scheme_base_months_in_order": (
        SchemeVersion,
        [
            {"base_first_month": OCTOBER},
            {"base_last_month": OCTOBER},
            {"base_first_month": NOVEMBER, "base_last_month": OCTOBER},
            {"base_first_month": date(2022, 10, 31), "base_last_month": NOVEMBER},
        ],
    ),
    "scheme_registered_years_in_order": (
        SchemeVersion,
        [{"registered_from": 2557}, {"registered_to": 2563}, {"registered_from": 2563, "registered_to": 2557}],
    ),
    "scheme_announced_by_letter": (SchemeVersion, [{"letter_date": OCTOBER}]),
    "scheme_level_unique": (SchemeLevel, [{"slug": "target"}]),
    "scheme_level_position_unique": (SchemeLevel, [{"position": 1}]),
    "scheme_level_floor_is_lowest": (SchemeLevel, [{"is_floor": True}]),
    "scheme_level_percent_in_range": (SchemeLevel, [{"percent": Decimal("-100.01")}, {"percent": Decimal("10000.01")}]),
    "scheme_part_unique": (SchemePart, [{"part": "half-year"}]),
    "target_one_per_district": (Target, [ITS_DISTRICT]),
    "target_one_per_province": (Target, [ITS_PROVINCE]),
    "target_one_per_country": (Target, [THE_COUNTRY]),
    "target_district_has_province": (Target, [{"province_id": None}]),
    "target_base_in_range": (Target, [{"base": amount} for amount in OUT_OF_RANGE]),
    "target_figure_unique": (TargetFigure, [{"level": "target"}]),
    "target_figure_in_range": (TargetFigure, [{"amount": amount} for amount in OUT_OF_RANGE]),
    "plan_one_per_district": (Plan, [ITS_DISTRICT]),
    "plan_one_per_province": (Plan, [ITS_PROVINCE]),
    "plan_one_per_country": (Plan, [THE_COUNTRY]),
    "plan_district_has_province": (Plan, [{"province_id": None}]),
    "plan_offline_in_range": (Plan, [{"offline": amount} for amount in OUT_OF_RANGE]),
    "plan_online_in_range": (Plan, [{"online": amount} for amount in OUT_OF_RANGE]),
    "plan_printed_total_in_range": (Plan, [{"printed_total": amount} for amount in OUT_OF_RANGE]),
    "plan_printed_sum_in_range": (Plan, [{"printed_sum": amount} for amount in OUT_OF_RANGE]),
    "plan_offline_and_online": (Plan, [{"offline": None}, {"online": None, "printed_total": Decimal(1)}]),
    "plan_says_something": (Plan, [{"offline": None, "online": None}]),
    "setting_of_scheme_or_year": (Setting, [{"fiscal_year": None}, {"scheme_id": 1}]),
    "setting_one_per_scheme": (Setting, [{"scheme_id": 1, "fiscal_year": None}]),
    "setting_one_of_country": (Setting, [{"scheme_id": 1, "fiscal_year": None, "province_id": None}]),
    "setting_one_per_year": (Setting, [{"fiscal_year": 2567}]),
    "setting_one_year_of_country": (Setting, [{"fiscal_year": 2567, "province_id": None}]),
    "setting_locked_by_letter": (
        Setting,
        [{"letter_date": OCTOBER}, {"letter_date": OCTOBER, "locked_by_id": 1, "locked_at": clock.now()}],
    ),
    "setting_event_action_known": (SettingEvent, [{"action": "guess"}]),
    "setting_event_undone_once": (SettingEvent, [{"action": "undo", "undoes_id": 1}]),
    "setting_event_undo_of_import": (SettingEvent, [{"undoes_id": 1}, {"action": "undo"}]),
    "evaluation_once_per_edition": (Evaluation, [{"edition": 1}]),
    **_stages("mission_report", MissionReport),
    "mission_report_unique": (
        MissionReport,
        [{"district_id": "4317", "stage": "province", **BY_DISTRICT, **BY_PROVINCE}],
    ),
    "mission_report_one_open": (MissionReport, [{"district_id": "4317", "number": 2}]),
    "mission_report_number_or_day": (
        MissionReport,
        [{"amount": None}, {"handed_in_on": OCTOBER}, {"condition": "แผน"}, {"condition": "แผน", "amount": None}],
    ),
    **_stages("online_product", OnlineProduct),
    "online_product_once_a_year": (OnlineProduct, [{"normalised_name": "ผ้า", "first_month": date(2023, 4, 1)}]),
    "online_product_first_of_month": (OnlineProduct, [{"first_month": date(2022, 10, 2)}]),
    "online_product_channel_known": (OnlineProduct, [{"channel": "radio"}]),
    "online_product_sales_in_range": (OnlineProduct, [{"sales": amount} for amount in OUT_OF_RANGE]),
}
CASES = [(name, model, change) for name, (model, changes) in REFUSED.items() for change in changes]


@pytest.fixture
def parents() -> dict[type[models.Model], dict]:
    """In the database: one row of everything, and what a further row of each model belongs to."""
    for code in ("4301", "4317"):
        factories.district(code)
    version, month = scheme(announced=False), factories.month(OCTOBER)
    level, by = version.levels.get(), {"source": "ทดสอบ", "set_by": factories.administrator()}
    areas = [ITS_DISTRICT, ITS_DISTRICT | ITS_PROVINCE, THE_COUNTRY]
    targets = [Target.objects.create(scheme=version.scheme, **area, **by) for area in areas]
    for area in areas:
        Plan.objects.create(month=month, printed_total=Decimal(1), **area, **by)
    TargetFigure.objects.create(target=targets[0], level="target", amount=Decimal(1))
    SchemePart.objects.create(level=level, part=version.scheme, level_slug="target")
    first = _settings(version.scheme)
    signed = {"version": version, "by": by["set_by"]}
    Evaluation.objects.create(**GOOD[Evaluation] | {"edition": 1}, **signed)
    MissionReport.objects.create(scheme=version.scheme, district_id="4317", amount=1)
    maker = factories.producer()
    named = {"name": "ผ้า", "product_type": "cloth", "registered_on": None}
    product = register_product(producer=maker, by=factories.district_officer(), **named)
    made = {"product": product, "producer": maker}
    OnlineProduct.objects.create(**made, **GOOD[OnlineProduct] | {"normalised_name": "ผ้า"})
    return {
        SchemeVersion: {"scheme": version.scheme},
        SchemeLevel: {"version": version},
        SchemePart: {"level": level, "part": Scheme.objects.create(slug="b", name="b", fiscal_year=2566)},
        Target: {"scheme": version.scheme, **by},
        TargetFigure: {"target": targets[0]},
        Plan: {"month": month, **by},
        Setting: {},
        SettingEvent: {"setting": first, "by": by["set_by"]},
        Evaluation: signed,
        MissionReport: {"scheme": version.scheme},
        OnlineProduct: made,
    }


def _settings(of: Scheme) -> Setting:
    """Of a scheme and of a year, in a province and of the country; what the first says was imported and undone."""
    of_all = [{"scheme": of}, {"fiscal_year": 2567}]
    first, *_ = [Setting.objects.create(province_id=code, **what) for what in of_all for code in ("43", None)]
    by = factories.administrator()
    imported = SettingEvent.objects.create(setting=first, by=by, action="import")
    SettingEvent.objects.create(setting=first, by=by, action="undo", undoes=imported)
    return first


# What a change names as 1 is the first there is.
FIRST = {
    "scheme_id": lambda: Setting.objects.exclude(scheme=None).first().scheme_id,
    "undoes_id": lambda: SettingEvent.objects.first().pk,
    "locked_by_id": lambda: factories.administrator().pk,
}


def add(parents, model: type[models.Model], **changes) -> models.Model:
    if "part" in changes:
        changes["part"] = Scheme.objects.get(slug=changes["part"])
    for name, first in FIRST.items():
        if name in changes:
            changes[name] = first()
    for name in {"district_confirmed_by", "province_confirmed_by"} & changes.keys():
        changes[name] = Officer.objects.get(username=changes[name])
    with transaction.atomic():
        return model.objects.create(**({**parents[model], **GOOD[model]} | changes))


def test_every_constraint_has_its_case():
    assert set(REFUSED) == set(CONSTRAINTS)


@pytest.mark.parametrize("model", GOOD, ids=lambda model: model.__name__)
def test_a_good_row_stands_beside_the_first(parents, model):
    assert add(parents, model).pk


@pytest.mark.parametrize(("name", "model", "change"), CASES)
def test_the_database_refuses(parents, name, model, change):
    # SQLite names the columns of a unique constraint, not the constraint.
    unnamed = connection.vendor == "sqlite" and isinstance(CONSTRAINTS[name], models.UniqueConstraint)
    with pytest.raises(IntegrityError, match="UNIQUE" if unnamed else name):
        add(parents, model, **change)
