"""Events in words: {ชื่อ} แก้ไขขายออฟไลน์ในประเทศ 12,000.00 → 13,500.00."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from otop_portal import money, thai

from ..models import CHANNELS, District, Officer, ProductType, Role, SheetEvent, Stage
from ..transitions.table import Action
from .changes import Change, History, Snapshot

_CHANNEL_WORDS = {
    "domestic_offline": "ขายออฟไลน์ในประเทศ",
    "domestic_online": "ขายออนไลน์ในประเทศ",
    "foreign_offline": "ขายออฟไลน์ต่างประเทศ",
    "foreign_online": "ขายออนไลน์ต่างประเทศ",
}
_CONFIRMATIONS = (Action.CONFIRM_BY_DISTRICT, Action.CONFIRM_BY_PROVINCE, Action.IMPORT)
_FROM_ELSEWHERE = (Action.COPY, Action.IMPORT)
_MASKED = "ไม่แสดงตัวเลขที่จังหวัดยังไม่ยืนยัน"


@dataclass(frozen=True)
class Line:
    """One thing that happened to one row."""

    words: str
    row: int
    name: str


@dataclass(frozen=True)
class Entry:
    """One action: who, what, when, why or from where, and what it did."""

    event: SheetEvent
    words: str
    reason: str
    lines: tuple[Line, ...]


def entries(history: History, reader: Officer) -> list[Entry]:
    names = _names(history, reader)
    return [_entry(event, changes, names, reader) for event, changes in history]


def _names(history: History, reader: Officer) -> dict[int, str]:
    """By the way of their districts: the department reads no register, but the names of what was confirmed."""
    producers = {change.named["producer_id"] for _, changes in history for change in changes}
    districts = District.objects.visible_to(reader).filter(producers__in=producers)
    return dict(districts.values_list("producers", "producers__name"))


def _entry(event: SheetEvent, changes: Sequence[Change], names: dict[int, str], reader: Officer) -> Entry:
    action = Action(event.action)
    count = f" {thai.count(len(changes))} รายการ" if changes else ""
    lines = [
        Line(words, change.row, _row_name(change.named, names))
        for change in changes
        for words in _words(action, event.officer, change)
    ]
    return Entry(event, f"{event.officer} {action.label}{count}", _reason(event, changes, reader), tuple(lines))


def _reason(event: SheetEvent, changes: Sequence[Change], reader: Officer) -> str:
    """The department reads it only of what it had seen: a reason may name figures."""
    hidden = reader.role == Role.DEPARTMENT and all(change.masked for change in changes)
    if not event.reason or hidden:
        return ""
    return f"{'ที่มา' if event.action in _FROM_ELSEWHERE else 'เหตุผล'}: {event.reason}"


def _row_name(row: Snapshot, names: dict[int, str]) -> str:
    return f"{names[row['producer_id']]} ({ProductType(row['product_type']).label})"


def _words(action: Action, officer: Officer, change: Change) -> Iterator[str]:
    """Everything that the action did to the row, one sentence each."""
    before, after = change.before, change.after
    if change.masked:
        yield f"{officer} {action.label} {_MASKED}"
    elif action == Action.RETURN:
        yield f"{officer} ส่งคืน ยอดรวม {_total(before)} บาท"
    elif after is None:
        yield f"{officer} ลบรายการ ยอดรวม {_total(before)} บาท"
    elif action in _CONFIRMATIONS:
        yield f"{officer} {action.label} ยอดรวม {_total(after)} บาท"
        yield from _amounts(before, after)
    else:
        yield from _edits(officer, before, after)


def _edits(officer: Officer, before: Snapshot | None, after: Snapshot) -> Iterator[str]:
    if before is None:
        yield f"{officer} เพิ่มรายการ"
    elif before["product_type"] != after["product_type"]:
        kinds = (ProductType(row["product_type"]).label for row in (before, after))
        yield f"{officer} เปลี่ยนประเภทผลิตภัณฑ์ {' → '.join(map(str, kinds))}"
    verb = "แก้ไข" if _answered(before) else "กรอก"
    for words in _amounts(before, after):
        yield f"{officer} {verb}{words}"
    if before and before["stage"] == Stage.DISTRICT and after["stage"] == Stage.DRAFT:
        yield f"{officer} แก้ไขรายการที่อำเภอยืนยันแล้ว จึงต้องยืนยันใหม่"


def _amounts(before: Snapshot | None, after: Snapshot) -> Iterator[str]:
    """ขายออฟไลน์ในประเทศ 12,000.00 → 13,500.00; of a row answered for the first time what is not nought."""
    if not _answered(before):
        filled = [f"{_CHANNEL_WORDS[channel]} {_baht(after, channel)}" for channel in CHANNELS if after[channel]]
        yield from filled or (["ไม่มียอด (0.00)"] if _answered(after) else [])
        return
    for channel in CHANNELS:
        if before[channel] != after[channel]:
            yield f"{_CHANNEL_WORDS[channel]} {_baht(before, channel)} → {_baht(after, channel)}"


def _answered(row: Snapshot | None) -> bool:
    return row is not None and row[CHANNELS[0]] is not None


def _baht(row: Snapshot, channel: str) -> str:
    return thai.baht(None if row[channel] is None else money.baht(row[channel]))


def _total(row: Snapshot | None) -> str:
    return thai.baht(money.baht(sum(row[channel] or 0 for channel in CHANNELS)) if row else None)
