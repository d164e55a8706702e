"""Areas × criteria in the layout that officers know: เป้าหมาย, ผลงาน, ร้อยละ, ผ่านหรือไม่. A board for each occasion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from otop_portal import thai
from sales.models import Area, Province
from sales.standing import Standing as Pill

from . import sentences
from .models import Evaluation, SchemeVersion
from .querysets import Place
from .results import GradeOutcome, Outcome, Reader
from .risk import Risk, highest
from .standings import pill


@dataclass(frozen=True)
class Cell:
    """Of one criterion: its highest level's target, what was reached of it, and the level."""

    target: str
    result: str
    part: str
    level: Pill
    missing: str
    is_passed: bool


@dataclass(frozen=True)
class Row:
    """`cells` stand under the board's criteria, `grades` under its grades; None where the area is not measured."""

    area: Area | None
    name: str
    cells: Sequence[Cell | None]
    grades: Sequence[Pill | None]
    risk: Risk
    updated: datetime | None
    # Of a province, the editions by which it has signed what stands in the row.
    signed: Sequence[Evaluation] = ()

    @property
    def opens(self) -> str:
        """What in the address opens it."""
        return "province" if isinstance(self.area, Province) else "district"

    @property
    def outlook(self) -> str:
        return sentences.outlook(self.risk)


@dataclass(frozen=True)
class Board:
    occasion: str
    measured: Sequence[SchemeVersion]
    graded: Sequence[SchemeVersion]
    rows: Sequence[Row]

    def within(self, area: Area | None) -> Sequence[Row]:
        """The rows of what the area is made of."""
        return [row for row in self.rows if row.area and row.area != area]

    def distributions(self, area: Area | None) -> list[tuple[SchemeVersion, list[tuple[Pill, int]]]]:
        """Of each scheme how many areas stand at each level, the most at risk first."""
        rows = self.within(area)
        levels = [[row.cells[n].level for row in rows if row.cells[n]] for n in range(len(self.measured))]
        levels += [[row.grades[n] for row in rows if row.grades[n]] for n in range(len(self.graded))]
        versions = [*self.measured, *self.graded]
        return [(version, list(Counter(each).items())) for version, each in zip(versions, levels, strict=True)]


def boards(reader: Reader, versions: Iterable[SchemeVersion], area: Area | None) -> list[Board]:
    """In the order of the schemes; of each the rows most at risk first, the area's own row last."""
    made = (_board(reader, occasion, [*each], area) for occasion, each in groupby(versions, key=_occasion))
    return [board for board in made if board.rows]


def _occasion(version: SchemeVersion) -> str:
    return version.scheme.occasion


def _board(reader: Reader, occasion: str, versions: Sequence[SchemeVersion], area: Area | None) -> Board:
    graded = [version for version in versions if version.is_graded]
    measured = [version for version in versions if not version.is_graded]
    found: dict[Place, dict[int, Outcome]] = defaultdict(dict)
    for n, version in enumerate(measured):
        for outcome in reader.outcomes(version):
            found[outcome.target.place][n] = outcome
    grades = [{each.place: each for each in reader.grades(version)} for version in graded]
    months = {month for version in measured for month in version.months}
    updated = reader.last_confirmed(months)
    rows = [
        replace(
            _row(of_place, len(measured), [each.get(place) for each in grades], updated.get(place)),
            signed=_signed(reader, versions, place),
        )
        for place, of_place in found.items()
    ]
    return Board(occasion, measured, graded, sorted(rows, key=lambda row: (row.area != area, row.risk), reverse=True))


def _signed(reader: Reader, versions: Sequence[SchemeVersion], place: Place) -> list[Evaluation]:
    """An edition of a grade, which holds its parts too, once."""
    province, district = place
    found = [] if district else [reader.signed.get((version.pk, province)) for version in versions]
    return list({each.edition: each for each in found if each}.values())


def _row(
    outcomes: Mapping[int, Outcome], criteria: int, grades: Sequence[GradeOutcome | None], updated: datetime | None
) -> Row:
    target = next(iter(outcomes.values())).target
    cells = [_cell(outcomes[n]) if n in outcomes else None for n in range(criteria)]
    pills = [grade and pill(grade) for grade in grades]
    return Row(target.area, target.area_name, cells, pills, highest(outcomes.values()), updated)


def _cell(outcome: Outcome) -> Cell:
    rule, level = outcome.version.rule, outcome.highest
    return Cell(
        sentences.figure(outcome.yardstick.shown(level), rule.places),
        thai.percent(outcome.result, rule.result_places),
        thai.percent(outcome.yardstick.part(level, outcome.result)),
        pill(outcome),
        sentences.distance(rule, outcome.standing),
        outcome.standing.is_highest,
    )
