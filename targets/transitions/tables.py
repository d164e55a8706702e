"""How the figures that areas are given stand in the tables: the targets of one scheme, or plans by month.

A row is one place's, of a plan in one month; its figures are by column. A row that holds no figure is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from otop_portal import fiscal
from sales.models import Officer

from .. import sentences
from ..choices import AreaLevel
from ..models import Plan, SchemeVersion, Target, TargetFigure
from ..models.figures import OfArea

Figures = Mapping[str, Decimal | None]
COUNTRY = "00"
BASE = "base"


@dataclass(frozen=True)
class Row:
    """Whose figures: codes of province and district, as OfArea.place; of a plan also the month."""

    province: str | None = None
    district: str | None = None
    month: date | None = None

    @property
    def key(self) -> str:
        """4317; of the province itself 43; of the country 00; of a plan `4317 2022-10`."""
        code = self.district or self.province or COUNTRY
        return f"{code} {self.month:%Y-%m}" if self.month else code

    @classmethod
    def named(cls, key: str) -> Row:
        """The other way round."""
        code, _, month = key.partition(" ")
        district = code if len(code) == 4 else None
        province = None if code == COUNTRY else code[:2]
        return cls(province, district, date.fromisoformat(f"{month}-01") if month else None)


@dataclass(frozen=True)
class Stamp:
    """What every row remembers of its last change."""

    source: str
    set_by: Officer
    set_at: datetime


class Table(Protocol):
    columns: Sequence[str]

    def setting_of(self, row: Row) -> dict[str, Any]:
        """What names the models.Setting that the row belongs to."""

    def standing(self, rows: Collection[Row]) -> dict[Row, OfArea]:
        """What stands of these rows."""

    def figures(self, standing: OfArea | None) -> Figures: ...

    def faults(self, row: Row, after: Figures) -> Iterator[tuple[str, str]]:
        """Column and sentence of what a row may not be; the whole row is the column ""."""

    def write(self, after: Mapping[Row, Figures], standing: Mapping[Row, OfArea], stamp: Stamp) -> None:
        """All that stands in each row from now on; a row without a figure goes."""


class TargetTable:
    """The targets of one scheme."""

    def __init__(self, version: SchemeVersion) -> None:
        self.scheme, self.rule, self.area_level = version.scheme, version.rule, version.area_level
        self.columns = [BASE, *(level.slug for level in self.rule.levels)]

    def setting_of(self, row: Row) -> dict[str, Any]:
        return {"scheme": self.scheme, "province_id": row.province}

    def standing(self, rows: Collection[Row]) -> dict[Row, OfArea]:
        found = self.scheme.targets.of_provinces({row.province for row in rows}).prefetch_related("figures")
        by_row = {Row(*target.place): target for target in found}
        return {row: by_row[row] for row in rows if row in by_row}

    def figures(self, standing: OfArea | None) -> Figures:
        """Those given for levels that the scheme no longer has are kept, too."""
        if not isinstance(standing, Target):
            return dict.fromkeys(self.columns)
        given = {each.level: each.amount for each in standing.figures.all()}
        return {**dict.fromkeys(self.columns), BASE: standing.base, **given}

    def faults(self, row: Row, after: Figures) -> Iterator[tuple[str, str]]:
        if row.district and self.area_level == AreaLevel.PROVINCE:
            yield "district", sentences.PROVINCES_ONLY
        if self.rule.needs_base and after[BASE] is None:
            yield BASE, sentences.BASE_NEEDED
        elif all(figure is None for figure in after.values()):
            yield "", sentences.NOTHING_ASKED

    def write(self, after: Mapping[Row, Figures], standing: Mapping[Row, OfArea], stamp: Stamp) -> None:
        kept = _kept(Target, after, standing)
        targets = {row: _stamped(standing.get(row) or _new(Target, row, scheme=self.scheme), stamp) for row in kept}
        for row, target in targets.items():
            target.base = kept[row][BASE]
        _save(Target, targets.values(), ["base"])
        stood = ((row, each) for row in kept if row in standing for each in standing[row].figures.all())
        emptied = [each.pk for row, each in stood if kept[row].get(each.level) is None]
        TargetFigure.objects.filter(pk__in=emptied).delete()
        TargetFigure.objects.bulk_create(
            [
                TargetFigure(target=targets[row], level=level, amount=amount)
                for row, figures in kept.items()
                for level, amount in figures.items()
                if level != BASE and amount is not None
            ],
            update_conflicts=True,
            unique_fields=["target", "level"],
            update_fields=["amount"],
        )


class PlanTable:
    """Plans (Road Map), by month."""

    columns = ("offline", "online", "printed_total", "printed_sum")

    def setting_of(self, row: Row) -> dict[str, Any]:
        assert row.month
        return {"fiscal_year": fiscal.fiscal_year(row.month), "province_id": row.province}

    def standing(self, rows: Collection[Row]) -> dict[Row, OfArea]:
        plans = Plan.objects.of_provinces({row.province for row in rows})
        plans = plans.filter(month__in={row.month for row in rows})
        by_row = {Row(*plan.place, plan.month_id): plan for plan in plans}
        return {row: by_row[row] for row in rows if row in by_row}

    def figures(self, standing: OfArea | None) -> Figures:
        return {column: getattr(standing, column, None) for column in self.columns}

    def faults(self, row: Row, after: Figures) -> Iterator[tuple[str, str]]:
        """A printed total can stand alone, but not for a district."""
        missing = [column for column in ("offline", "online") if after[column] is None]
        if len(missing) == 1 or (missing and (row.district or after["printed_total"] is None)):
            yield from ((column, sentences.PLAN_NEEDS_BOTH) for column in missing)

    def write(self, after: Mapping[Row, Figures], standing: Mapping[Row, OfArea], stamp: Stamp) -> None:
        kept = _kept(Plan, after, standing)
        plans = [
            _stamped(standing.get(row) or _new(Plan, row, month_id=row.month), stamp, **figures)
            for row, figures in kept.items()
        ]
        _save(Plan, plans, self.columns)


def says_something(figures: Figures) -> bool:
    return any(figure is not None for figure in figures.values())


def _kept(model: type[OfArea], after: Mapping[Row, Figures], standing: Mapping[Row, OfArea]) -> Mapping[Row, Figures]:
    """What is to be written down; a row that holds no figure any more goes."""
    gone = [standing[row].pk for row, figures in after.items() if not says_something(figures)]
    model.objects.filter(pk__in=gone).delete()
    return {row: figures for row, figures in after.items() if says_something(figures)}


def _new(model: type[OfArea], row: Row, **of: Any) -> OfArea:
    return model(province_id=row.province, district_id=row.district, **of)


def _stamped(row: OfArea, stamp: Stamp, **values: Any) -> Any:
    for name, value in (vars(stamp) | values).items():
        setattr(row, name, value)
    return row


def _save(model: type[OfArea], rows: Collection[OfArea], columns: Sequence[str]) -> None:
    model.objects.bulk_create([row for row in rows if row.pk is None])
    known = [row for row in rows if row.pk is not None]
    model.objects.bulk_update(known, [*columns, *Stamp.__annotations__], batch_size=200)
