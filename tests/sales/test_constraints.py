"""What the database itself refuses, whoever writes to it."""

from copy import copy
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from otop_portal import money
from sales import transitions
from sales.models import (
    CHANNELS,
    Announcement,
    CheckSetting,
    Contact,
    CorrectionRequest,
    District,
    Draft,
    DueDate,
    Explanation,
    ExplanationReason,
    Mail,
    Message,
    Officer,
    Producer,
    Product,
    ReportingMonth,
    Role,
    Sale,
    Sheet,
    SheetEvent,
    Stage,
    Tally,
)
from tests import factories
from tests.factories import AUGUST, JULY
from tests.sales.checks.laid import explanation
from tests.sales.corrections.asking import waiting
from tests.sales.due_dates.days import FIFTH, given
from tests.sales.inbox.messages import announcement, contact, message

pytestmark = pytest.mark.django_db

CONSTRAINTS = {
    constraint.name: constraint
    for model in apps.get_app_config("sales").get_models()
    for constraint in model._meta.constraints
}
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SATANG, TENTH = Decimal("0.01"), date(2023, 9, 10)
NO_READERS = dict.fromkeys(["for_district", "for_chief", "for_province", "for_department"], False)
UNANSWERED = dict.fromkeys(CHANNELS)

# What lets a second row of a model stand beside the first.
BESIDE = {
    District: {"code": "4399", "name_th": "อื่น"},
    ReportingMonth: {"month": date(2023, 9, 1)},
    Officer: {"username": "another"},
    Producer: {"normalised_name": "another", "is_collecting": False},
    Product: {},
    Sheet: {"month_id": JULY},
    Sale: {"product_type": "drink"},
    Draft: {"month_id": JULY},
    SheetEvent: {"number": 2, "submission": UUID(int=2)},
    DueDate: {"kind": "online"},
    CheckSetting: {"slug": "another"},
    Mail: {"day": JULY},
    Message: {"key": "another"},
    Contact: {"name": "อีกคน"},
    Announcement: {},
    ExplanationReason: {"label": "another"},
    Explanation: {},
    Tally: {"until": datetime(2099, 1, 1, tzinfo=UTC)},
    CorrectionRequest: {"row": 987654321, "product_type": "herb"},
}


def draft_row() -> Sale:
    return factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 2, 3, 4))).sales.get()


def district_row() -> Sale:
    return factories.confirm_by_district(draft_row().sheet).sheet.sales.get()


def province_row() -> Sale:
    return factories.confirm_by_province(district_row().sheet).sheet.sales.get()


def sheet() -> Sheet:
    return Sheet.objects.create(district=factories.district(), month=factories.month())


def event() -> SheetEvent:
    by, line = factories.district_officer(), factories.new_row("กลุ่มทอผ้า", amounts=(1, 0, 0, 0))
    month = factories.month().pk
    return transitions.save_rows(district=by.district, month=month, by=by, new=[line], submission=uuid4()).event


def tally() -> Tally:
    return province_row().sheet.tallies.get()


def correction() -> CorrectionRequest:
    return waiting(province_row())


def collecting_entry() -> Producer:
    Producer.objects.filter(pk=factories.producer().pk).update(is_collecting=True)
    return Producer.objects.get()


def product() -> Product:
    return Product.objects.create(producer=factories.producer(), name="ผ้าไหม", product_type="cloth")


def typing() -> Draft:
    officer = factories.district_officer()
    return Draft.objects.create(officer=officer, district=officer.district, month=factories.month())


def failed_mail() -> Mail:
    return Mail.objects.create(to=factories.district_officer(), day=AUGUST, error="refused")


def countrys_due_date() -> DueDate:
    return given(TENTH)


def provinces_due_date() -> DueDate:
    return given(FIFTH, factories.province())


def check_setting() -> CheckSetting:
    return CheckSetting.objects.create(slug="swing", name="ยอดเปลี่ยนแปลงมาก", baht=1)


def countrys_reason() -> ExplanationReason:
    return ExplanationReason.objects.create(label="เทศกาล")


def provinces_reason() -> ExplanationReason:
    return ExplanationReason.objects.create(label="เทศกาล", province=factories.province())


def explained_row() -> Explanation:
    return explanation(draft_row())


def extension() -> DueDate:
    return given(TENTH, factories.district())


# By constraint: a good row, and changes of it that are refused. For a unique constraint: twins that are.
REFUSED = {
    "district_name_unique_in_province": (factories.district, [{"code": "4399"}]),
    "reporting_month_is_a_first_day": (factories.month, [{"month": date(2023, 8, 2)}]),
    "reporting_month_gregorian": (
        factories.month,
        [{"month": date(2568, 10, 1)}, {"month": date(2014, 12, 1)}, {"month": date(2100, 1, 1)}],
    ),
    "reporting_month_entry_mode_known": (factories.month, [{"entry_mode": "paper"}]),
    "due_date_kind_known": (countrys_due_date, [{"kind": "paper"}]),
    "due_date_level_known": (countrys_due_date, [{"level": "chief"}]),
    "due_date_gregorian": (countrys_due_date, [{"due_on": date(2566, 9, 5)}, {"due_on": date(2014, 12, 31)}]),
    "due_date_of_one_area": (extension, [{"province_id": "43"}]),
    "due_date_extension_says_why": (extension, [{"reason": ""}, {"level": "province"}]),
    "due_date_unique_in_country": (countrys_due_date, [{"due_on": FIFTH}]),
    "due_date_unique_in_province": (provinces_due_date, [{"due_on": TENTH}]),
    "due_date_unique_in_district": (extension, [{"due_on": FIFTH}]),
    "check_setting_baht_in_range": (check_setting, [{"baht": -SATANG}, {"baht": money.MAX_BAHT + SATANG}]),
    "explanation_reason_unique_in_country": (countrys_reason, [{"is_seasonal": True}]),
    "explanation_reason_unique_in_province": (provinces_reason, [{"is_seasonal": True}]),
    "explanation_of_a_row_or_a_sheet": (
        explained_row,
        [{"producer_id": None}, {"product_type": ""}, {"product_type": "car"}],
    ),
    "officer_role_known": (factories.district_officer, [{"role": "minister"}]),
    "officer_area_matches_role": (
        factories.district_officer,
        [
            {"district_id": None},
            {"province_id": "43"},
            {"role": Role.PROVINCE},
            {"role": Role.DEPARTMENT},
            {"role": Role.ADMIN},
            {"role": Role.CHIEF, "district_id": None, "province_id": "43"},
        ],
    ),
    "producer_name_unique_in_district": (factories.producer, [{"code": "another"}, {"status": "requested"}]),
    "producer_one_collecting_entry": (collecting_entry, [{"normalised_name": "another"}]),
    "producer_status_known": (factories.producer, [{"status": "asleep"}]),
    "producer_type_known": (factories.producer, [{"producer_type": "company"}]),
    "product_type_known": (product, [{"product_type": "car"}]),
    "sheet_unique": (sheet, [{"version": 7}]),
    "sheet_stage_known": (sheet, [{"stage": "sent"}]),
    "sheet_submitted_by_and_at": (sheet, [{"submitted_at": LONG_AGO}]),
    "sale_unique": (draft_row, [{"position": 7}]),
    "sale_product_type_known": (draft_row, [{"product_type": "car"}]),
    "sale_stage_known": (draft_row, [{"stage": "sent", "producer_type": "sme"}]),
    "sale_producer_type_known": (draft_row, [{"producer_type": "company"}]),
    **{
        f"sale_{channel}_in_range": (draft_row, [{channel: -SATANG}, {channel: money.MAX_BAHT + SATANG}])
        for channel in CHANNELS
    },
    "sale_answered_or_not": (draft_row, [{channel: None} for channel in CHANNELS]),
    "sale_confirmed_only_when_answered": (district_row, [UNANSWERED, {"producer_type": ""}]),
    "sale_district_confirmed_by_and_at": (district_row, [{"district_confirmed_by_id": None}]),
    "sale_province_confirmed_by_and_at": (province_row, [{"province_confirmed_by_id": None}]),
    "sale_stage_matches_confirmations": (
        province_row,
        [
            {"stage": Stage.DRAFT},
            {"stage": Stage.DISTRICT},
            {"district_confirmed_by_id": None, "district_confirmed_at": None},
            {"province_confirmed_by_id": None, "province_confirmed_at": None},
        ],
    ),
    "draft_unique": (typing, [{"content": {"1": "2"}}]),
    "sheet_event_number_unique": (event, [{"submission": UUID(int=2)}]),
    "sheet_event_submission_once": (event, [{"number": 2}]),
    "mail_once_a_day": (failed_mail, [{"attempts": 7}]),
    "mail_sent_or_failed": (failed_mail, [{"sent_at": LONG_AGO}]),
    "message_kind_known": (message, [{"kind": "advert"}]),
    "message_told_once": (message, [{"body": "อีกครั้ง"}]),
    "contact_unique_in_province": (contact, [{"duty": "อีกหน้าที่"}]),
    "announcement_ends_after_it_begins": (announcement, [{"until_on": date(2023, 8, 31)}]),
    "announcement_for_somebody": (announcement, [NO_READERS]),
    "correction_kind_known": (correction, [{"kind": "wish"}]),
    "correction_state_known": (correction, [{"state": "lost", "answered_by_id": 1, "answered_at": LONG_AGO}]),
    "correction_product_type_known": (correction, [{"product_type": "car"}]),
    **{
        f"correction_{channel}_in_range": (correction, [{channel: -SATANG}, {channel: money.MAX_BAHT + SATANG}])
        for channel in CHANNELS
    },
    "correction_row_and_version": (correction, [{"row_version": None}]),
    "correction_of_a_row_or_a_missing_one": (
        correction,
        [{"kind": "missing"}, {"row": None, "row_version": None}],
    ),
    "correction_answered_by_and_at": (correction, [{"state": "refused", "answered_at": LONG_AGO}]),
    "correction_waits_or_is_answered": (correction, [{"state": "refused"}]),
    "correction_one_waiting_for_a_row": (correction, [{"product_type": "herb"}]),
    "correction_one_waiting_for_a_key": (correction, [{"row": 987654321}]),
    "tally_one_current_line": (tally, [{"rows": 7}]),
    "tally_until_after_since": (tally, [{"until": LONG_AGO}]),
}
CASES = [(name, start, change) for name, (start, changes) in REFUSED.items() for change in changes]


def is_unique(name: str) -> bool:
    return isinstance(CONSTRAINTS[name], models.UniqueConstraint)


def refusal(name: str):
    # SQLite names the columns of a plain unique constraint, not the constraint.
    if is_unique(name) and connection.vendor == "sqlite":
        return pytest.raises(IntegrityError, match="UNIQUE")
    # No area matches an unknown role, and PostgreSQL names the first constraint by the alphabet.
    return pytest.raises(IntegrityError, match="officer_(role|area)" if name == "officer_role_known" else name)


@pytest.fixture(autouse=True)
def months():
    factories.months(JULY, AUGUST)


def insert_beside(row: models.Model, /, **changes) -> models.Model:
    twin = copy(row)
    twin.pk = row.pk if row._meta.pk.name in changes else None
    for name, value in changes.items():
        setattr(twin, name, value)
    with transaction.atomic():
        twin.save(force_insert=True)
    return twin


def update(row: models.Model, /, **changes) -> None:
    with transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**changes)


def test_every_constraint_has_its_case():
    assert set(REFUSED) == set(CONSTRAINTS)


@pytest.mark.parametrize(
    "start", dict.fromkeys(start for start, _ in REFUSED.values()), ids=lambda start: start.__name__
)
def test_a_good_row_stands_beside_the_first(start):
    """The control: what the cases below are refused for is the change, not the row."""
    row = start()
    insert_beside(row, **BESIDE[type(row)])


@pytest.mark.parametrize(("name", "start", "change"), CASES)
def test_the_database_refuses_to_insert_it(name, start, change):
    row = start()
    with refusal(name):
        insert_beside(row, **(change if is_unique(name) else BESIDE[type(row)] | change))


@pytest.mark.parametrize(("name", "start", "change"), [case for case in CASES if case[1] not in (event, explained_row)])
def test_the_database_refuses_to_change_a_row_into_it(name, start, change):
    row = start()
    if is_unique(name):
        key = BESIDE[type(row)]
        change = {field: getattr(row, field) for field in key} | change
        row = insert_beside(row, **key)
    with refusal(name):
        update(row, **change)


@pytest.mark.parametrize("field", ["sheet_id", "producer_id", "product_type", "position"])
def test_a_line_is_never_without_its_key(field):
    with pytest.raises(IntegrityError, match=r"(?i)not.null"):
        update(draft_row(), **{field: None})


@pytest.mark.parametrize("amount", [Decimal(0), SATANG, money.MAX_BAHT])
def test_an_amount_reaches_from_nought_to_the_greatest(amount):
    row = draft_row()
    update(row, foreign_online=amount)
    row.refresh_from_db()
    assert row.foreign_online == amount


def test_an_unanswered_draft_is_a_row_like_any_other():
    row = draft_row()
    update(row, **UNANSWERED)
    row.refresh_from_db()
    assert not row.answered
    assert row.sheet.month_id == AUGUST
