"""A district's month, gone the ordinary way: Sync, the figures, ยืนยันระดับอำเภอ, ยืนยันระดับจังหวัด."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from django.db import connection

from otop_portal import fiscal, money

from ..bulk import copy_rows
from ..demo.amounts import Line, of_channels
from ..demo.moments import moments_of
from ..models import CHANNELS, Officer, Sheet, SheetEvent, Stage, Tally
from ..models.tally import AMOUNT_COLUMNS, producer_counts
from ..transitions.row_state import FIELDS, difference
from ..transitions.table import Action
from .register import Reported

Row = dict[str, Any]
"""FIELDS in their order, amounts in satang."""
Histories = Mapping[int, Sequence[Row]]
"""Of each row, by id: how it was after each step."""

_SATANG_PER_WEIGHT = 1000


@dataclass(frozen=True)
class Step:
    action: Action
    stage: Stage
    by: Officer
    at: datetime


def generate_sheet(
    rng: Random, sheet: Sheet, officers: tuple[Officer, Officer], reported: Sequence[Reported], ids: Iterator[int]
) -> None:
    steps = _steps(rng, sheet, *officers)
    month = sheet.month_id.month
    histories = {
        next(ids): _history(each, position, _amounts(rng, each.line, month), steps)
        for position, each in enumerate(reported, 1)
    }
    confirmed = [history[-1] for history in histories.values()]
    _write_rows(sheet, histories)
    _write_events(sheet, steps, histories, total=_total(confirmed))
    _write_tally(sheet, confirmed, since=steps[-1].at)


def _steps(rng: Random, sheet: Sheet, by: Officer, province: Officer) -> list[Step]:
    moments = moments_of(sheet.month_id, fiscal.add_months(sheet.month_id, 2), rng)
    return [
        Step(Action.COPY, Stage.DRAFT, by, moments.copied),
        Step(Action.SAVE, Stage.DRAFT, by, moments.typed),
        Step(Action.CONFIRM_BY_DISTRICT, Stage.DISTRICT, by, moments.by_district),
        Step(Action.CONFIRM_BY_PROVINCE, Stage.PROVINCE, province, moments.by_province),
    ]


def _amounts(rng: Random, line: Line, month: int) -> dict[str, int]:
    offline = line.weight(rng, month) * _SATANG_PER_WEIGHT
    online = int(offline * line.online / 4) // _SATANG_PER_WEIGHT * _SATANG_PER_WEIGHT
    return dict(zip(CHANNELS, of_channels(line, offline, online), strict=True))


def _history(reported: Reported, position: int, amounts: dict[str, int], steps: Sequence[Step]) -> list[Row]:
    copied = dict.fromkeys(FIELDS) | {
        "producer_id": reported.producer.pk,
        "product_type": reported.product_type,
        "producer_type": "",
        "stage": steps[0].stage.value,
        "position": position,
        "carried_over": True,
        "version": 1,
    }
    typed = copied | amounts | {"version": 2}
    by_district = typed | _confirmed(steps[2], 3) | {"producer_type": reported.producer.producer_type}
    return [copied, typed, by_district, by_district | _confirmed(steps[3], 4)]


def _confirmed(step: Step, version: int) -> Row:
    who, when = f"{step.stage}_confirmed_by_id", f"{step.stage}_confirmed_at"
    return {"stage": step.stage.value, who: step.by.pk, when: step.at, "version": version}


def _write_rows(sheet: Sheet, histories: Histories) -> None:
    rows = ((pk, sheet.pk, *map(_stored, history[-1].values())) for pk, history in histories.items())
    copy_rows(rows, ["id", "sheet_id", *FIELDS])


def _stored(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _write_events(sheet: Sheet, steps: Sequence[Step], histories: Histories, total: int) -> None:
    totals = {Action.COPY: (0, 0), Action.SAVE: (0, total)}
    SheetEvent.objects.bulk_create(
        SheetEvent(
            sheet=sheet,
            number=index + 1,
            action=step.action,
            officer=step.by,
            at=step.at,
            changes=[{"row": pk, **_change(history, index)} for pk, history in histories.items()],
            totals=_totals(*totals.get(step.action, (total, total)), len(histories), step.stage),
        )
        for index, step in enumerate(steps)
    )


def _change(history: Sequence[Row], index: int) -> dict[str, Any]:
    if index == 0:
        return {"before": None, "after": history[0]}
    before, after = history[index - 1 : index + 1]
    return difference(before, after)


def _totals(before: int, after: int, rows: int, stage: Stage) -> dict[str, Any]:
    confirmed = 0 if stage == Stage.DRAFT else rows
    # Every step changes every row.
    return {"before": before, "after": after, "rows": rows, "confirmed": confirmed, "changed": after, "stage": stage}


def _write_tally(sheet: Sheet, confirmed: Sequence[Row], since: datetime) -> None:
    amounts = Counter()
    for row in confirmed:
        for channel in CHANNELS:
            amounts[AMOUNT_COLUMNS[row["product_type"], row["producer_type"], channel]] += row[channel]
    lines = (
        (row["producer_id"], row["product_type"], row["producer_type"], any(row[channel] for channel in CHANNELS))
        for row in confirmed
    )
    Tally.objects.create(
        sheet=sheet,
        district_id=sheet.district_id,
        province_id=sheet.district.province_id,
        month_id=sheet.month_id,
        since=since,
        complete=True,
        rows=len(confirmed),
        total=money.baht(_total(confirmed)),
        **producer_counts(lines),
        **{column: money.baht(amount) for column, amount in amounts.items()},
    )


def _total(rows: Sequence[Row]) -> int:
    return sum(row[channel] for row in rows for channel in CHANNELS)
