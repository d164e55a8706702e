"""Who sees which rows of which model: the one scope from which every view starts."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from otop_portal import clock
from sales.models import (
    Announcement,
    CheckSetting,
    Contact,
    CorrectionRequest,
    DemoClock,
    District,
    Draft,
    DueDate,
    DueDateEvent,
    Explanation,
    ExplanationReason,
    Mail,
    Message,
    Officer,
    OfficerEvent,
    Producer,
    ProducerEvent,
    Product,
    Province,
    ReportingMonth,
    Sale,
    Sheet,
    SheetEvent,
    Stage,
    Tally,
)
from sales.transitions.officers import unlock_officer
from sales.transitions.producers import register_product
from tests import factories
from tests.factories import AUGUST
from tests.personas import OFFICERS
from tests.sales.checks.laid import explanation
from tests.sales.corrections.asking import waiting
from tests.sales.inbox.messages import message

pytestmark = pytest.mark.django_db

COUNTRY = {"4201", "4301", "4317"}
NOBODY = ("anonymous", "system", "district, closed account", "province, closed account", "admin, closed account")
AREAS = {
    **{name: set() for name in NOBODY},
    "district": {"4317"},
    "district of the same province": {"4301"},
    "district of another province": {"4201"},
    "chief": {"4317"},
    "chief of another district": {"4301"},
    "province": {"4301", "4317"},
    "another province": {"4201"},
    "department": COUNTRY,
    "admin": COUNTRY,
}
OF_A_DISTRICT = [
    District,
    Producer,
    Product,
    ProducerEvent,
    Sheet,
    Sale,
    SheetEvent,
    Tally,
    Explanation,
    CorrectionRequest,
]
NOT_FOR_THE_DEPARTMENT = [CorrectionRequest, Producer, Product, ProducerEvent]
# His own.
OF_ONE_OFFICER = [Message, Mail]
# The country's, a province's or a district's: tests.sales.due_dates, tests.sales.checks.
OF_ANY_AREA = [DueDate, DueDateEvent, ExplanationReason]
# A province's contacts, and what is announced to roles: tests.sales.inbox.test_notices.
OF_NOTICE = [Contact, Announcement]
OF_NO_AREA = [ReportingMonth, DemoClock, CheckSetting]
OF_PEOPLE = {"province": {"d4317", "d4301", "c4317", "c4301", "x4317"}, "another province": {"d4201"}}


@pytest.fixture(autouse=True)
def ledger():
    """In each district a row at every stage, a product, and an account with a history."""
    for make in OFFICERS.values():
        make()
    for code in COUNTRY:
        by = factories.district_officer(code)
        sheet = factories.sheet(*((name, "food", (1, 0, 0, 0)) for name in ("ก", "ข", "ค")), by=by)
        first, second, _ = sheet.sales.all()
        seen = {first.pk: 1, second.pk: 1}
        where = {"district": sheet.district, "month": sheet.month_id}
        factories.transitions.confirm_by_district(**where, by=by, seen=seen)
        factories.transitions.confirm_by_province(**where, by=factories.province_officer(code[:2]), seen={first.pk: 2})
        waiting(Sale.objects.get(pk=first.pk))
        register_product(producer=first.producer, by=by, name="ผ้า", product_type="cloth", registered_on=None)
        Draft.objects.keep(officer=by, month=sheet.month, content={"rows": {}})
        explanation(first)
        unlock_officer(officer=by, by=factories.administrator())


def reader(persona: str):
    return AnonymousUser() if persona == "anonymous" else OFFICERS[persona]()


def test_every_model_is_scoped_but_those_that_belong_to_no_area():
    models = set(apps.get_app_config("sales").get_models())
    scoped = {model for model in models if hasattr(model.objects.all(), "visible_to")}
    assert scoped == {*OF_A_DISTRICT, Province, Officer, OfficerEvent, Draft, *OF_ANY_AREA, *OF_ONE_OFFICER, *OF_NOTICE}
    assert models - scoped == set(OF_NO_AREA)


@pytest.mark.parametrize("persona", AREAS)
@pytest.mark.parametrize("model", OF_A_DISTRICT)
def test_an_officer_sees_the_rows_of_his_area_and_no_other(model, persona):
    everything = model.objects.all()
    assert {*everything.values_list(everything.district, flat=True)} == COUNTRY
    hidden = persona == "department" and model in NOT_FOR_THE_DEPARTMENT
    found = everything.visible_to(reader(persona)).values_list(everything.district, flat=True)
    assert {*found} == (set() if hidden else AREAS[persona])


def test_the_department_sees_confirmed_rows_and_everybody_else_those_of_every_stage():
    assert {row.stage for row in Sale.objects.visible_to(reader("department"))} == {Stage.PROVINCE}
    for persona in AREAS.keys() - NOBODY - {"department"}:
        assert {row.stage for row in Sale.objects.visible_to(reader(persona))} == {*Stage}


@pytest.mark.parametrize("persona", AREAS)
def test_an_officer_sees_his_own_province(persona):
    assert {each.pk for each in Province.objects.visible_to(reader(persona))} == {code[:2] for code in AREAS[persona]}


@pytest.mark.parametrize("persona", AREAS)
def test_an_officer_sees_the_accounts_he_looks_after_or_his_own(persona):
    officer = reader(persona)
    everybody = {*Officer.objects.values_list("username", flat=True)}
    own = {officer.username} if persona not in NOBODY else set()
    expected = everybody if persona == "admin" else OF_PEOPLE.get(persona, own)
    assert {each.username for each in Officer.objects.visible_to(officer)} == expected
    told = {event.officer.username for event in OfficerEvent.objects.visible_to(officer)}
    assert told == expected & {"d4317", "d4301", "d4201"}


@pytest.mark.parametrize("persona", AREAS)
def test_a_draft_is_its_officers_own(persona):
    districts = {"district", "district of the same province", "district of another province"}
    drafts = Draft.objects.visible_to(reader(persona))
    assert {each.district_id for each in drafts} == (AREAS[persona] if persona in districts else set())


def test_a_colleague_does_not_see_the_draft_nor_its_officer_once_he_has_left_the_district():
    officer = factories.district_officer()
    assert not Draft.objects.visible_to(factories.officer("e4317", "district", factories.district())).exists()
    officer.district = factories.district("4301")
    officer.save()
    assert not Draft.objects.visible_to(officer).exists()


@pytest.mark.parametrize("persona", AREAS)
def test_a_message_is_its_readers_own_and_only_the_administrator_sees_whose_mail_failed(persona):
    for officer in Officer.objects.all():
        mail = Mail.objects.create(to=officer, day=AUGUST)
        message(officer, mail=mail)
    own = set() if persona in NOBODY else {reader(persona).username}
    assert {each.to.username for each in Message.objects.visible_to(reader(persona))} == own
    everybodys = {officer.username for officer in Officer.objects.all()} if persona == "admin" else own
    assert {each.to.username for each in Mail.objects.visible_to(reader(persona))} == everybodys


def test_the_tally_of_any_moment_keeps_to_the_area():
    for moment in (None, clock.now() + timedelta(days=1)):
        lines = Tally.objects.visible_to(reader("district")).at(moment)
        assert {line.district_id for line in lines} == {"4317"}
