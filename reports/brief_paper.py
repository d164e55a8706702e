"""สรุปผู้บริหาร as PDF: the data for typst/brief.typ, which draws what it is given, in satang."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from itertools import count
from typing import Any

from otop_portal import money, thai

from . import pdf
from .brief import Brief, Line, lines_of
from .completeness import Completeness
from .selection import Unit

# What a chart reads in millions.
MILLION = Decimal(1_000_000)
STEPS = 8


def write(brief: Brief) -> bytes:
    content = brief.areas.content
    return pdf.render(
        "brief",
        {
            "title": brief.areas.title,
            "heading": list(content.heading),
            "standing": content.standing,
            "preliminary": content.is_preliminary,
            "headlines": [*map(asdict, content.headlines)],
            "chart": _chart(brief),
            "areas": _areas(brief),
            "movers": _movers(brief),
            "notes": list(brief.areas.notes),
        },
    )


def _chart(brief: Brief) -> dict[str, Any]:
    """The months' bars, this year's beside the year before's, and the lines behind them."""
    lines = lines_of(brief.months)
    largest = max((money.satang(amount) for line in lines for amount in _amounts(line) if amount), default=0)
    unit = Unit.MILLION if money.baht(largest) >= MILLION else Unit.BAHT
    return {
        "title": f"ยอดจำหน่ายรายเดือน ({unit.label})",
        "years": [str(brief.selection.year), str(brief.selection.year - 1)],
        "steps": [{"at": step, "text": unit.show(money.baht(step))} for step in round_steps(largest)],
        "months": [_month(line, unit) for line in lines],
    }


def _amounts(line: Line) -> list[Decimal | None]:
    return [line.values["now"], line.values["before"]]


def _month(line: Line, unit: Unit) -> dict[str, Any]:
    whole = [line.values["complete"], line.values["before_complete"]]
    return {
        "name": thai.MONTH_ABBREVIATIONS[int(line.values["month"][-2:]) - 1],
        "bars": [
            {"amount": _satang(amount), "text": unit.show(amount), "whole": _is_whole(complete)}
            for amount, complete in zip(_amounts(line), whole, strict=True)
        ],
    }


def _is_whole(complete: Completeness | None) -> bool:
    return complete is not None and complete.is_whole


def _satang(amount: Decimal | None) -> int:
    return money.satang(amount or money.ZERO)


def round_steps(largest: int) -> list[int]:
    """From nothing to the first that is not below: at most eight of 1, 2 or 5 and noughts."""
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(step for step in steps if step * STEPS >= largest)
    return list(range(0, largest + step, step))


def _areas(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.areas_title,
        "lines": [
            {
                "name": line.cells["name"].text,
                "amount": _satang(line.values["now"]),
                "text": line.cells["now"].text,
                "waiting": line.cells["now"].beside if line.cells["now"].hint else "",
                "growth": line.cells["fair_growth"].text,
            }
            for line in brief.lines
        ],
    }


def _movers(brief: Brief) -> dict[str, Any]:
    shown = ("name", "fair_change", "fair_growth")
    parts = [
        {"title": title, "lines": [[line.cells[key].text for key in shown] for line in lines]}
        for title, lines in brief.movers
    ]
    return {"title": brief.movers_title, "parts": parts}
