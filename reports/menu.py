"""ยอดจำหน่าย OTOP: what its tabs lead to, and every report with the files of a month and area."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .definitions import REPORTS, Report
from .selection import Selection
from .whole_set import asked_of

# What stays asked from one tab to the next.
KEPT = ("year", "area", "product_type", "producer_type", "channel", "scope", "at", "unit")


@dataclass(frozen=True)
class Export:
    """A report, the time it is asked for, and the question for its page and files."""

    report: Report
    period: str
    question: str


def exports(asked: Selection) -> list[Export]:
    selections = [(report, asked_of(report, asked)) for report in REPORTS.values()]
    return [Export(report, each.period, each.question(report.filters)) for report, each in selections]


def question_of_tabs(selection: Selection, filters: Collection[str]) -> str:
    """Of a longer time than a month, only its year: a tab may know no other."""
    period = ("period",) if len(selection.months) == 1 else ()
    return selection.question({*KEPT, *period} & {*filters})
