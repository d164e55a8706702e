"""A district's month in which every action finds something to do, as often as a race needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sales import transitions
from sales.models import CorrectionRequest, Officer, Producer, Sale, Sheet, SheetEvent, Tally
from sales.transitions.imports import ImportedRow
from sales.transitions.producers import change_producer, close_producer
from tests import factories
from tests.factories import AUGUST, JULY

DRAFT, CONFIRMED, SENT = ("กลุ่มทอผ้า", "cloth"), ("ร้านปลาส้ม", "food"), ("สวนไผ่", "utensil")
ONLY_BEFORE = ("โรงน้ำผึ้ง", "drink")
OLD = (Decimal(9),) * 4


@dataclass(frozen=True)
class Round:
    """One district with a sheet of three rows, one at each stage; or with an empty month and no producer."""

    code: str
    empty: bool = False

    @property
    def district_officer(self) -> Officer:
        return factories.district_officer(self.code)

    @property
    def province_officer(self) -> Officer:
        return factories.province_officer(self.code[:2])

    @property
    def where(self) -> dict:
        return {"district": factories.district(self.code), "month": AUGUST}

    @property
    def sheet(self) -> Sheet | None:
        return Sheet.objects.filter(**self.where).first()

    def row(self, key: tuple[str, str]) -> Sale | None:
        return Sale.objects.of(*self.where.values()).filter(producer__name=key[0], product_type=key[1]).first()

    def start(self) -> "Round":
        factories.months(JULY, AUGUST)
        self.province_officer  # noqa: B018 the threads find him there
        by = self.district_officer
        if self.empty:
            return self
        lines = [(*key, (1, 2, 3, 4)) for key in (DRAFT, CONFIRMED, SENT, ONLY_BEFORE)]
        factories.sheet(lines[3], by=by, of=JULY)
        sheet = factories.sheet(*lines[:3], by=by)
        confirmed, sent = self.row(CONFIRMED), self.row(SENT)
        transitions.confirm_by_district(**self.where, by=by, seen={confirmed.pk: 1, sent.pk: 1})
        transitions.confirm_by_province(**self.where, by=self.province_officer, seen={sent.pk: 2})
        assert sheet.sales.count() == 3
        return self

    def outcome(self) -> tuple:
        """All that the month has come to, by names instead of numbers, and without moments."""
        return (
            [*Sheet.objects.filter(**self.where).values_list("stage", "version", "confirmed_version")],
            [*SheetEvent.objects.filter(sheet__district=self.code).values_list("action", "totals__after")],
            sorted(
                (row.producer.name, row.product_type, row.amounts, row.stage, row.producer_type, row.carried_over)
                for row in Sale.objects.of(*self.where.values()).select_related("producer")
            ),
            [
                *Tally.objects.filter(district=self.code, until=None).values_list(
                    "total", "rows", "complete", "producers"
                )
            ],
            sorted(Producer.objects.filter(district=self.code).values_list("name", "status", "producer_type")),
            sorted(CorrectionRequest.objects.filter(sheet__district=self.code).values_list("kind", "state")),
        )


def _save(at: Round) -> Callable:
    row = at.row(DRAFT)
    edits = [factories.edit(row, domestic_offline=70)] if row else []
    return lambda **more: transitions.save_rows(**at.where, by=at.district_officer, edits=edits, **more)


def _change_confirmed(at: Round) -> Callable:
    row = at.row(CONFIRMED)
    edits = [factories.edit(row, foreign_online=80)] if row else []
    return lambda **more: transitions.save_rows(**at.where, by=at.district_officer, edits=edits, **more)


def _add(at: Round) -> Callable:
    line = factories.new_row("ร้านใหม่", "herb", (5, 5, 5, 5))
    return lambda **more: transitions.save_rows(**at.where, by=at.district_officer, new=[line], **more)


def _delete(at: Round) -> Callable:
    rows = [row.pk for row in (at.row(DRAFT), at.row(CONFIRMED)) if row]
    return lambda **more: transitions.delete_rows(
        **at.where, by=at.district_officer, rows=rows, reason="เลิกผลิต", **more
    )


def _change_type(at: Round) -> Callable:
    row = at.row(DRAFT)
    number = row.pk if row else 0
    return lambda **more: transitions.change_product_type(
        **at.where, by=at.district_officer, row=number, product_type="herb", **more
    )


def _sync(at: Round) -> Callable:
    return lambda **more: transitions.copy_previous_month(**at.where, by=at.district_officer, **more)


def _declare(at: Round) -> Callable:
    return lambda **more: transitions.declare_nothing(**at.where, by=at.district_officer, **more)


def _confirm_by_district(at: Round) -> Callable:
    seen = factories.seen(at.sheet) if at.sheet else {}
    return lambda **more: transitions.confirm_by_district(**at.where, by=at.district_officer, seen=seen, **more)


def _confirm_by_province(at: Round) -> Callable:
    seen, version = (factories.seen(at.sheet), at.sheet.version) if at.sheet else ({}, 1)
    return lambda **more: transitions.confirm_by_province(
        **at.where, by=at.province_officer, seen=seen, sheet_version=version, **more
    )


def _send_back(at: Round) -> Callable:
    return lambda **more: transitions.return_to_district(
        **at.where, by=at.province_officer, rows=None, reason="ยอดไม่ตรง", **more
    )


def _book_old(at: Round) -> Callable:
    by = factories.system_officer()
    producer = factories.producer("ร้านเก่า", by=at.district_officer) if not at.empty else None
    rows = [ImportedRow(1, producer, "food", "sme", OLD)] if producer else []
    return lambda: transitions.import_confirmed(**at.where, by=by, rows=rows, source="ไฟล์เก่า")


def _rename(at: Round) -> Callable:
    row = at.row(DRAFT)
    producer = row.producer if row else factories.producer("ร้านเดิม", by=at.district_officer)
    return lambda: change_producer(producer=producer, by=at.province_officer, name="ชื่อใหม่", producer_type="sme")


def _close(at: Round) -> Callable:
    row = at.row(DRAFT)
    producer = row.producer if row else factories.producer("ร้านเดิม", by=at.district_officer)
    return lambda: close_producer(producer=producer, by=at.district_officer, on=AUGUST, reason="เลิกผลิต")


# Each reads its page first and gives back what the officer then does.
ACTIONS: dict[str, Callable[[Round], Callable]] = {
    "save": _save,
    "change confirmed": _change_confirmed,
    "add": _add,
    "delete": _delete,
    "change type": _change_type,
    "sync": _sync,
    "declare": _declare,
    "confirm by district": _confirm_by_district,
    "confirm by province": _confirm_by_province,
    "send back": _send_back,
    "book old": _book_old,
    "rename": _rename,
    "close": _close,
}


def _wanted(at: Round) -> transitions.Wanted:
    row = at.row(SENT)
    return transitions.Wanted(row.producer_id, row.product_type, (Decimal(70),) * 4, row.pk, row.version)


def _ask(at: Round) -> Callable:
    wanted = _wanted(at)
    return lambda **more: transitions.request_correction(
        **at.where, by=at.district_officer, wanted=wanted, reason="พิมพ์ผิด", **more
    )


def _asked(at: Round) -> CorrectionRequest:
    """The one that waits; two officers find the same."""
    waiting = CorrectionRequest.objects.waiting().filter(sheet=at.sheet)
    if not waiting:
        _ask(at)()
    return waiting.get()


def _accept(at: Round) -> Callable:
    request = _asked(at)
    return lambda: transitions.accept_correction(request=request, by=at.province_officer)


def _refuse(at: Round) -> Callable:
    request = _asked(at)
    return lambda: transitions.refuse_correction(request=request, by=at.province_officer, answer="ตรงแล้ว")


def _withdraw(at: Round) -> Callable:
    request = _asked(at)
    return lambda: transitions.withdraw_correction(request=request, by=at.district_officer)


# After the lock, of the row that was sent.
CORRECTIONS: dict[str, Callable[[Round], Callable]] = {
    "ask": _ask,
    "accept": _accept,
    "refuse": _refuse,
    "withdraw": _withdraw,
}
