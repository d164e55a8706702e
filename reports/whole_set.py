"""รายงานทั้งชุด: all reports of an area and month, or the signed form of every district, as one file with a cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from otop_portal import fiscal, thai
from sales.models import District

from .definitions import REPORTS, SIGNED_FORM, around
from .definitions.report import Content, Report
from .periods import NEWEST_MONTH, WHOLE_YEAR
from .selection import Selection, default_unit
from .sheet_filters import readable
from .table import Table, build

# A month and an area are asked; of the answer only the heading is its own.
WHOLE_SET = Report(
    "set",
    "รายงานยอดจำหน่ายสินค้า OTOP ทั้งชุด",
    (),
    lambda selection: Content((), around.heading(selection)),
    filters=("year", "period", "area"),
    period=NEWEST_MONTH,
    menu="รายงานทั้งชุด",
)


@dataclass(frozen=True)
class WholeSet:
    """`selection` is the month and area asked for; `missing` says what could not be put in."""

    slug: str
    title: str
    selection: Selection
    tables: Sequence[Table]
    missing: str = ""

    @property
    def heading(self) -> tuple[str, ...]:
        return around.heading(self.selection)

    def name_of(self, table: Table) -> str:
        """In the contents."""
        return f"{table.report.mark} {table.selection.area}" if table.is_form else table.title

    def short_name_of(self, table: Table) -> str:
        """Of its worksheet."""
        return table.selection.area.name_th if table.is_form else table.report.slug


def asked_of(report: Report, asked: Selection) -> Selection:
    """Those of months over their whole fiscal year, the others of the month; in the officer's usual unit."""
    is_of_the_year = report.period in ("", WHOLE_YEAR)
    months = fiscal.months_of(asked.year) if is_of_the_year else asked.months
    return replace(asked, months=months, unit=default_unit(asked.officer))


def all_reports(asked: Selection) -> WholeSet:
    tables = [build(report, asked_of(report, asked)) for report in REPORTS.values()]
    return WholeSet("reports", WHOLE_SET.title, asked, tables)


def signed_forms(asked: Selection) -> WholeSet:
    """Of every district of the area that the officer may read; the department those that are confirmed."""
    districts = District.objects.visible_to(asked.officer).within(asked.area).reporting().select_related("province")
    found = list(readable(asked.officer, districts, asked.month))
    missing = [str(district) for district in districts if district not in found]
    tables = [build(SIGNED_FORM, replace(asked, area=district)) for district in found]
    words = f"ยังไม่มีแบบของ: {thai.join(missing)}" if missing else ""
    return WholeSet("rt2", f"{SIGNED_FORM.mark} ของทุกอำเภอ", asked, tables, words)


SETS: dict[str, Callable[[Selection], WholeSet]] = {"reports": all_reports, "rt2": signed_forms}
