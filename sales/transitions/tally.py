"""The tally of a locked sheet: computed from its province-confirmed rows, written only where it changed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from otop_portal import clock

from ..bulk import insert
from ..models import CHANNELS, Sheet, Stage, Tally
from ..models.tally import AMOUNT_COLUMNS, producer_counts
from ..sheet_rows import SheetRow
from .locking import Row


def keep_tally(sheet: Sheet, rows: Iterable[Row], *, was_confirmed: bool) -> bool:
    """Close the sheet's current line and begin the next where the figures differ; tells whether they did."""
    confirmed = [row for row in rows if row.stage == Stage.PROVINCE]
    if not (was_confirmed or confirmed or sheet.stage == Stage.PROVINCE):
        return False
    figures = tally_figures(sheet, confirmed)
    current = Tally.objects.current_of(sheet.pk) if was_confirmed else None
    if current and figures and all(getattr(current, name) == value for name, value in figures.items()):
        return False
    moment = clock.now()
    if current:
        Tally.objects.filter(pk=current.pk).update(until=moment)
    if figures:
        line = Tally(
            sheet=sheet,
            district_id=sheet.district_id,
            province_id=sheet.district.province_id,
            month_id=sheet.month_id,
            since=moment,
            **figures,
        )
        insert(line)
    return bool(current or figures)


def tally_figures(sheet: Sheet, confirmed: list[Row]) -> dict[str, Any]:
    """The line of these province-confirmed rows by column; empty when the sheet has nothing to show the country."""
    if not confirmed and sheet.stage != Stage.PROVINCE:
        return {}
    amounts: dict[str, Decimal] = dict.fromkeys(AMOUNT_COLUMNS.values(), Decimal(0))
    for row in confirmed:
        for channel in CHANNELS:
            amounts[AMOUNT_COLUMNS[row.product_type, row.producer_type, channel]] += getattr(row, channel)
    return {
        "complete": sheet.stage == Stage.PROVINCE,
        "rows": len(confirmed),
        "total": sum(amounts.values(), Decimal(0)),
        **amounts,
        **producer_counts(_counted(confirmed)),
    }


def _counted(confirmed: list[Row]) -> Iterator[tuple[int, str, str, bool]]:
    """An entry that only collects imported sums is no producer."""
    for row in confirmed:
        if not _is_collecting(row):
            yield row.producer_id, row.product_type, row.producer_type, any(row.amounts)


def _is_collecting(row: Row) -> bool:
    # A new row brings its producer, one that was read what the register says of it.
    return row.collecting if isinstance(row, SheetRow) else row.producer.is_collecting
