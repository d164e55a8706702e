"""Every stage × action × officer: what is not in the table is refused, and the database stays as it was.

Derived from the enums, so that a new stage, action or role fails here until it is decided.
"""

from decimal import Decimal

import pytest
from django.db import transaction

from sales import transitions
from sales.models import CorrectionRequest, Officer, Producer, Role, Sale, Sheet, Stage
from sales.transitions.imports import ImportedRow
from sales.transitions.producers import close_producer
from sales.transitions.register_moves import carry_rows
from sales.transitions.table import ABSENT, TABLE, Action
from tests import factories
from tests.contents import Contents, ledger_contents
from tests.factories import AUGUST, JULY
from tests.personas import HOLDERS, OFFICERS

pytestmark = pytest.mark.django_db

LINE = ("กลุ่มทอผ้า", "cloth", (1, 2, 3, 4))
REFUSED = "refused"
ANSWERS = {Action.ACCEPT_CORRECTION, Action.REFUSE_CORRECTION, Action.WITHDRAW_CORRECTION}
STAYS = "กลุ่มทอผ้า หมู่ 2"
# Another type or producer is the row gone and a new one, an accepted correction what was asked for: this is the second
# half, nothing that can be done alone.
REPLACING = (Action.CHANGE_TYPE, Action.MERGE)
SECOND_HALF = [(ABSENT, action) for action in (*REPLACING, Action.ACCEPT_CORRECTION)]


def at_stage(stage: Stage | None) -> Sheet | None:
    """A sheet whose only row is at the stage; none where there is no row."""
    factories.month()
    if stage is ABSENT:
        return None
    sheet = factories.sheet(LINE)
    if stage != Stage.DRAFT:
        factories.confirm_by_district(sheet)
    if stage == Stage.PROVINCE:
        factories.confirm_by_province(sheet)
    return sheet


def empty_at_stage(stage: Stage) -> Sheet:
    """A sheet without rows: one that lost them, one that the district declared, one that the province confirmed."""
    by = factories.district_officer()
    where = {"district": by.district, "month": factories.month().pk}
    if stage == Stage.DRAFT:
        return act(Action.DELETE, factories.sheet(LINE), by).sheet
    sheet = transitions.declare_nothing(**where, by=by).sheet
    if stage == Stage.PROVINCE:
        act(Action.CONFIRM_BY_PROVINCE, sheet, factories.province_officer())
    return Sheet.objects.get()


def prepare(action: Action) -> None:
    """What an action needs around the sheet."""
    if action == Action.COPY:
        factories.sheet(LINE, of=JULY)
    if action in {Action.IMPORT, Action.REQUEST_CORRECTION, *ANSWERS}:
        factories.producer("ร้านเก่า")
    if action == Action.MERGE:
        factories.producer(STAYS)
    if action == Action.DECLARE_NOTHING:
        for producer in Producer.objects.all():
            close_producer(producer=producer, by=factories.district_officer(), on=AUGUST, reason="เลิกผลิต")


def ask_before(action: Action, sheet: Sheet | None) -> None:
    """What an answer answers: nothing can be asked before the province has confirmed."""
    if action in ANSWERS and sheet and Sheet.objects.get(pk=sheet.pk).stage == Stage.PROVINCE:
        act(Action.REQUEST_CORRECTION, sheet, factories.district_officer())


def wanted(row: Sale | None) -> transitions.Wanted:
    amounts = (Decimal(7),) * 4
    if row:
        return transitions.Wanted(row.producer_id, row.product_type, amounts, row.pk, row.version)
    return transitions.Wanted(Producer.objects.get(name="ร้านเก่า").pk, "food", amounts)


def waiting() -> CorrectionRequest:
    found = CorrectionRequest.objects.waiting().first()
    if found is None:
        raise transitions.Refused("nothing was asked")
    return found


def act(action: Action, sheet: Sheet | None, by: Officer) -> transitions.Outcome:
    """The action on the sheet's only row, or on a sheet without one."""
    row = sheet.sales.first() if sheet else None
    seen = {row.pk: row.version} if row else {}
    where = {"district": factories.district(), "month": AUGUST, "by": by}
    match action:
        case Action.SAVE if row:
            return transitions.save_rows(**where, edits=[factories.edit(row, domestic_offline=7)])
        case Action.SAVE:
            return transitions.save_rows(**where, new=[factories.new_row(*LINE)])
        case Action.DELETE:
            return transitions.delete_rows(**where, rows=[*seen], reason="เลิกผลิต")
        case Action.CHANGE_TYPE:
            return transitions.change_product_type(**where, row=row.pk if row else 0, product_type="herb")
        case Action.COPY:
            return transitions.copy_previous_month(**where)
        case Action.DECLARE_NOTHING:
            return transitions.declare_nothing(**where)
        case Action.CONFIRM_BY_DISTRICT:
            return transitions.confirm_by_district(**where, seen=seen)
        case Action.CONFIRM_BY_PROVINCE:
            return transitions.confirm_by_province(**where, seen=seen, sheet_version=sheet and sheet.version)
        case Action.RETURN:
            return transitions.return_to_district(**where, rows=None, reason="ยอดไม่ตรง")
        case Action.IMPORT:
            producer, kind = (row.producer, row.product_type) if row else (Producer.objects.get(name="ร้านเก่า"), "food")
            line = ImportedRow(1, producer, kind, "sme", (Decimal(9),) * 4)
            return transitions.import_confirmed(**where, rows=[line], source="ไฟล์เก่า")
        case Action.MERGE:
            producer = row.producer if row else Producer.objects.get(name=STAYS)
            return carry_rows(**where, producer=producer, into=Producer.objects.get(name=STAYS), reason="จดซ้ำ")
        case Action.REQUEST_CORRECTION:
            return transitions.request_correction(**where, wanted=wanted(row), reason="พิมพ์ผิด")
        case Action.ACCEPT_CORRECTION:
            return transitions.accept_correction(request=waiting(), by=by)
        case Action.REFUSE_CORRECTION:
            return transitions.refuse_correction(request=waiting(), by=by, answer="ตรงกับใบเสร็จ")
        case Action.WITHDRAW_CORRECTION:
            return transitions.withdraw_correction(request=waiting(), by=by)
    raise AssertionError(f"{action} has no case here")


def reached() -> Stage | None:
    """The stage of the row, or of an empty sheet that has one of its own."""
    sheet = Sheet.objects.filter(month=AUGUST).first()
    row = sheet and sheet.sales.first()
    if row is None and (sheet is None or sheet.stage == Stage.DRAFT):
        return ABSENT
    return Stage((row or sheet).stage)


def effect(action: Action, sheet: Sheet | None, by: Officer, before: Contents) -> Stage | str | None:
    """Tries it and takes it back: the stage reached, or REFUSED; then nothing may have changed."""
    with transaction.atomic():
        try:
            changed = act(action, sheet, by).event is not None
        except transitions.Refused:
            changed = False
        after = reached() if changed else REFUSED
        assert changed or ledger_contents() == before, f"{action} was refused to {by} and left a trace"
        transaction.set_rollback(True)
    return after


def effects(action: Action, sheet: Sheet | None) -> dict[str, Stage | str | None]:
    """Who was let through, and where to."""
    before = ledger_contents()
    tried = {name: effect(action, sheet, officer(), before) for name, officer in OFFICERS.items()}
    return {name: stage for name, stage in tried.items() if stage != REFUSED}


def holders(stage: Stage | None, action: Action, to: Stage | None) -> dict[str, Stage | None]:
    return dict.fromkeys([name for role in TABLE[stage, action].roles for name in HOLDERS[role]], to)


@pytest.fixture(autouse=True)
def officers():
    for make in OFFICERS.values():
        make()


@pytest.mark.parametrize("stage", [ABSENT, *Stage])
@pytest.mark.parametrize("action", Action)
def test_a_row_changes_as_the_table_says_or_not_at_all(stage, action):
    prepare(action)
    sheet = at_stage(stage)
    ask_before(action, sheet)

    done = effects(action, sheet)

    if (stage, action) not in TABLE or (stage, action) in SECOND_HALF:
        assert done == {}
    elif action in REPLACING:
        assert done == holders(stage, action, TABLE[ABSENT, action].to)
    else:
        assert done == holders(stage, action, TABLE[stage, action].to)


def empty_sheet_rule(stage: Stage, action: Action) -> Stage | None:
    """From which line of the table an empty sheet moves on: as if absent, or with the stage of its own."""
    if action == Action.DECLARE_NOTHING:
        return ABSENT if stage == Stage.DRAFT else stage
    if action in (Action.CONFIRM_BY_PROVINCE, Action.RETURN):
        return stage
    # A new row in a sheet that the province confirmed is a correction, and no import adds to what a district did.
    return stage if stage == Stage.PROVINCE or action == Action.IMPORT else ABSENT


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("action", Action)
def test_an_empty_sheet_moves_with_a_stage_of_its_own(stage, action):
    sheet = empty_at_stage(stage)
    prepare(action)
    ask_before(action, sheet)
    start = empty_sheet_rule(stage, action)

    done = effects(action, sheet)

    if (start, action) not in TABLE or (start, action) in SECOND_HALF:
        assert done == {}
    else:
        to = TABLE[start, action].to
        # A draft without rows is as good as absent.
        assert done == holders(start, action, ABSENT if action == Action.RETURN else to)


def test_every_role_is_tried():
    assert set(HOLDERS) == set(Role)
    assert {make().role for make in OFFICERS.values()} == set(Role)
