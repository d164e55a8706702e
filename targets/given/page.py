"""กำหนดเป้าหมายและ Road Map (33): the figures of one province, of a scheme or of a plan's year, as a grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from otop_portal import money, thai
from sales.models import District, Officer, Province, ReportingMonth
from sales.transitions.refusals import Problem

from .. import printed, sentences
from ..choices import AreaLevel, Measure
from ..imports.lines import FiguresFile
from ..imports.plans import PlansFile
from ..imports.targets import TargetsFile
from ..models import Plan, SchemeVersion, Setting, SettingEvent, Target
from ..results import Reader
from ..transitions.tables import BASE, PlanTable, Row, Table, TargetTable
from ..transitions.targets import may_set, why_not_undone

PLAN_HEADINGS = {"offline": "รายได้ปกติ", "online": "รายได้ออนไลน์"}
_PRINTED_HEADINGS = {"printed_total": "รวมทั้งสิ้นที่พิมพ์ไว้", "printed_sum": "รวมตั้งแต่ต้นปีที่พิมพ์ไว้"}


@dataclass(frozen=True)
class Column:
    """A column that is typed into; of a plan in a month."""

    name: str
    heading: str
    month: date | None = None
    # Decimals that are shown, and those that may be typed.
    places: int = 0
    decimals: int = 2

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m} {self.name}" if self.month else self.name

    @property
    def words(self) -> str:
        return f"{thai.month_long(self.month)} {self.heading}" if self.month else self.heading

    def text(self, amount: Decimal | None) -> str:
        return "" if amount is None else sentences.figure(amount, self.places)


@dataclass(frozen=True)
class Cell:
    """`read` is what the figure was when it was last read, as the next post says it."""

    name: str
    column: Column
    text: str
    read: str
    problems: Sequence[str] = ()
    # Of a plan's month, beside its last part: both parts as they are saved.
    total: str = ""

    @property
    def why(self) -> str:
        """The id of what is wrong with it."""
        return f"why-{self.name.replace(' ', '-')}"


@dataclass(frozen=True)
class GridRow:
    name: str
    of_district: bool
    cells: Sequence[Cell]
    problems: Sequence[str] = ()


class Given:
    """One province's figures of a scheme."""

    kind = "targets"

    def __init__(self, officer: Officer, province: Province, version: SchemeVersion) -> None:
        self.officer, self.province, self.version = officer, province, version
        self.key, self.title = version.scheme.slug, str(version.scheme)
        self.fiscal_year = version.scheme.fiscal_year

    @property
    def of_setting(self) -> dict:
        return {"scheme": self.version.scheme}

    @cached_property
    def table(self) -> Table:
        return TargetTable(self.version)

    @cached_property
    def columns(self) -> Sequence[Column]:
        places = Measure(self.version.measure).places
        shown = min(self.version.places, places)
        headings = [(BASE, "ฐาน"), *((level.slug, level.name) for level in self.version.rule.levels)]
        return [Column(name, heading, places=shown, decimals=places) for name, heading in headings]

    @cached_property
    def setting(self) -> Setting | None:
        found = Setting.objects.visible_to(self.officer).select_related("province", "scheme")
        return found.filter(province=self.province, **self.of_setting).first()

    @property
    def editable(self) -> bool:
        return may_set(self.officer, self.province.pk) and not (self.setting and self.setting.is_locked)

    @cached_property
    def districts(self) -> Sequence[District]:
        districts = District.objects.visible_to(self.officer).filter(province=self.province)
        return [] if self.of_provinces_only else list(districts.reporting())

    @property
    def of_provinces_only(self) -> bool:
        return self.version.area_level == AreaLevel.PROVINCE

    def row(self, district: District | None, column: Column) -> Row:
        return Row(self.province.pk, district and district.pk, column.month)

    def cell_name(self, district: District | None, column: Column) -> str:
        return f"{self.row(district, column).key} {column.name}"

    @cached_property
    def figures(self) -> Mapping[str, Decimal | None]:
        """Of each cell, by its name."""
        areas: list[District | None] = [*self.districts, None]
        rows = {self.row(area, column) for area in areas for column in self.columns}
        found = {row: self.table.figures(standing) for row, standing in self.table.standing(rows).items()}
        return {
            self.cell_name(area, column): found.get(self.row(area, column), {}).get(column.name)
            for area in areas
            for column in self.columns
        }

    def total_of_month(self, areas: Sequence[District | None], column: Column) -> Decimal | None:
        """Of a plan's two parts, beside the last of them."""
        return None

    def file(self, readings: Mapping[str, str] | None = None) -> FiguresFile:
        return TargetsFile(self.version, province=self.province, readings=readings or {})

    @property
    def slug(self) -> str:
        """What a waiting file of this page is kept under."""
        return f"{self.kind}-{self.key}-{self.province.pk}"

    @cached_property
    def differences(self) -> Sequence[tuple[printed.Difference, str]]:
        """Printed figures beside what they should add up to, with the column's words."""
        targets = Target.objects.visible_to(self.officer).filter(province=self.province)
        of_scheme = targets.filter(scheme=self.version.scheme).in_order().select_related("province", "district")
        outcomes = Reader(self.officer, targets=targets).outcomes(self.version)
        found = [*printed.of_targets(self.version, of_scheme.prefetch_related("figures")), *printed.of_bases(outcomes)]
        return [(each, self.headings.get(each.column, each.column)) for each in found]

    @property
    def headings(self) -> Mapping[str, str]:
        """Of the columns of its table."""
        return {column.name: column.heading for column in self.columns}

    @cached_property
    def last_import(self) -> SettingEvent | None:
        """The newest that has not been undone, where it can be."""
        if not self.setting or not self.editable:
            return None
        event = self.setting.events.filter(action="import", undone_by=None).last()
        return None if event is None or why_not_undone(event, self.setting) else event


class GivenPlan(Given):
    """One province's plan (Road Map) of a fiscal year."""

    kind = "plan"
    of_provinces_only = False

    def __init__(self, officer: Officer, province: Province, fiscal_year: int) -> None:
        self.officer, self.province, self.fiscal_year = officer, province, fiscal_year
        self.key, self.title = str(fiscal_year), f"แผนรายเดือน (Road Map) ปีงบประมาณ {fiscal_year}"

    @property
    def of_setting(self) -> dict:
        return {"fiscal_year": self.fiscal_year}

    @cached_property
    def table(self) -> Table:
        return PlanTable()

    @cached_property
    def months(self) -> Sequence[date]:
        known = ReportingMonth.objects.of_fiscal_year(self.fiscal_year)
        return list(known.order_by("month").values_list("month", flat=True))

    @cached_property
    def columns(self) -> Sequence[Column]:
        return [Column(name, heading, month) for month in self.months for name, heading in PLAN_HEADINGS.items()]

    def total_of_month(self, areas: Sequence[District | None], column: Column) -> Decimal | None:
        if column.name != "online":
            return None
        parts = [self.row(area, column).key + f" {name}" for area in areas for name in PLAN_HEADINGS]
        return money.total(self.figures[part] for part in parts)

    @property
    def headings(self) -> Mapping[str, str]:
        return PLAN_HEADINGS | _PRINTED_HEADINGS

    def file(self, readings: Mapping[str, str] | None = None) -> FiguresFile:
        return PlansFile(self.fiscal_year, province=self.province, readings=readings or {})

    @cached_property
    def differences(self) -> Sequence[tuple[printed.Difference, str]]:
        plans = Plan.objects.visible_to(self.officer).filter(province=self.province).of_year(self.fiscal_year)
        found = printed.of_plans(plans.in_order().select_related("province", "district"))
        headings = {**PLAN_HEADINGS, "total": "รวมทั้งสิ้น", "sum": "รวมตั้งแต่ต้นปี"}
        return [(each, f"{thai.month_long(each.row.month_id)} {headings[each.column]}") for each in found]


@dataclass
class Typed:
    """What was typed and is not saved, by the name of the cell, with what was read there; and what is wrong."""

    texts: dict[str, str] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    # By cell, and under the key of its row what is wrong with all of it.
    problems: dict[str, list[str]] = field(default_factory=dict)

    def add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            name = f"{problem.row} {problem.field}" if problem.field else str(problem.row)
            self.problems.setdefault(name, []).append(problem.sentence)


def plain(amount: Decimal | None) -> str:
    """As a cell says what was read in it."""
    return "" if amount is None else str(amount)


def grid(given: Given, typed: Typed) -> list[GridRow]:
    """The districts, then the province's own."""
    rows: list[District | None] = [*given.districts, None]
    return [_row(given, district, typed) for district in rows]


def _row(given: Given, district: District | None, typed: Typed) -> GridRow:
    cells = [_cell(given, district, column, typed) for column in given.columns]
    keys = dict.fromkeys(given.row(district, column).key for column in given.columns)
    whole = [said for key in keys for said in typed.problems.get(key, ())]
    name = district.name_th if district else str(given.province)
    return GridRow(name, district is not None, cells, whole)


def _cell(given: Given, district: District | None, column: Column, typed: Typed) -> Cell:
    name = given.cell_name(district, column)
    amount = given.figures[name]
    text, read = typed.texts.get(name, column.text(amount)), typed.read.get(name, plain(amount))
    total = column.text(given.total_of_month([district], column))
    return Cell(name, column, text, read, typed.problems.get(name, ()), total)


@dataclass(frozen=True)
class ColumnSum:
    column: Column
    text: str
    total: str


def column_sums(given: Given) -> list[ColumnSum]:
    """Of the districts, as they are saved."""
    return [
        ColumnSum(
            column,
            column.text(money.total(given.figures[given.cell_name(each, column)] for each in given.districts)),
            column.text(given.total_of_month(given.districts, column)),
        )
        for column in given.columns
    ]
