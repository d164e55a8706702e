"""What every cell of the nine reports must be: from the ledger's rows, read by SQL of its own, added up in Python.

It knows neither the tally nor the measures nor the reports. A figure is None where nothing has been reported that
counts: no sheet of the area and months has an answered row, or is declared empty, as far as the scope asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from .books import Books, Part, Question
from .exact import added, difference, growth, months_on, shares
from .rows import CHANNELS, Ledger, Place, read_ledger

__all__ = ["Question", "answer_of", "differences", "read_ledger"]

TOTAL_LABEL = "รวม"
PRODUCT_TYPES = ("food", "drink", "cloth", "utensil", "herb")
PRODUCER_TYPES = ("community_group", "community_single_owner", "sme")
SUMS = {"domestic": CHANNELS[:2], "foreign": CHANNELS[2:], "online": CHANNELS[1::2]}

Figures = Callable[[Books, Part], dict[str, Any]]


def _by_area(figures: Figures, extra: Callable[[Books, Part], Sequence[date]]) -> Callable[[Books], dict[str, Any]]:
    """`extra`: the months that are asked for, besides the question's: an area with figures in them has a line."""

    def answer(books: Books) -> dict[str, Any]:
        level, months = books.question.level, books.question.months
        reached = {*months, *extra(books, books.whole)}
        rows = []
        keys = {place.key(level) for place in books.places}
        for key in [region for region in REGION_CODES if region in keys] or sorted(keys):
            part = Part(books.question, [sheet for sheet in books.sheets if sheet.place.key(level) == key], key)
            of_area = [place for place in books.places if place.key(level) == key]
            has_figures = bool(part.counted(reached))
            if has_figures or any(place.reporting for place in of_area):
                found = figures(books, part)
                if not has_figures and books.question.slug != "r1":
                    found = dict.fromkeys(found)
                complete = books.completeness(books.so_far, key)
                rows.append(_names(books, of_area[0]) | found | {_complete_key(books): complete})
        return {
            "rows": _numbered(rows),
            "totals": figures(books, books.whole) | {_complete_key(books): books.completeness(books.so_far)},
        }

    return answer


def _complete_key(books: Books) -> str:
    return "total_complete" if books.question.slug == "r1" else "complete"


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]


REGION_CODES = {
    "ภาคเหนือ": "north",
    "ภาคตะวันออกเฉียงเหนือ": "northeast",
    "ภาคกลาง": "central",
    "ภาคตะวันออก": "east",
    "ภาคตะวันตก": "west",
    "ภาคใต้": "south",
}


def _names(books: Books, place: Place) -> dict[str, str]:
    match books.question.level:
        case "region":
            return {"code": REGION_CODES[place.region], "name": place.region}
        case "province":
            return {"code": place.province, "name": place.province_name}
    names = {"code": place.district, "name": place.name}
    is_wide = books.question.area is None or books.question.area[0] == "region"
    return names | ({"province": place.province_name} if is_wide else {})


def _provinces_by_month(books: Books, part: Part) -> dict[str, Any]:
    figures = {}
    for month in books.question.months:
        is_over = month in books.so_far
        figures[f"month_{month:%m}"] = part.amount([month])
        figures[f"month_{month:%m}_complete"] = books.completeness([month], part.key) if is_over else None
    return figures | {"total": part.amount(books.question.months)}


def _by_product_type(part: Part, months: Collection[date]) -> dict[str, Any]:
    return {each: part.amount(months, product_type=each) for each in PRODUCT_TYPES}


def _by_channel(part: Part, months: Collection[date], **types: str) -> dict[str, Any]:
    return {channel: part.amount(months, [channel], **types) for channel in CHANNELS}


def _types_of_area(books: Books, part: Part) -> dict[str, Any]:
    months = books.question.months
    return _by_product_type(part, months) | {"total": part.amount(months)}


def _producers_and_growth(books: Books, part: Part) -> dict[str, Any]:
    return {
        "reporting": part.producers(books.newest),
        "sellers": part.producers(books.newest, selling=True),
        "total": part.amount(books.question.months),
        **books.growth(part, books.since_october),
    }


def _places(books: Books, part: Part) -> dict[str, Any]:
    months = books.question.months
    domestic, foreign = (part.amount(months, SUMS[place]) for place in ("domestic", "foreign"))
    domestic_share, foreign_share = shares([domestic, foreign])
    return {
        "domestic": domestic,
        "domestic_share": domestic_share,
        "foreign": foreign,
        "foreign_share": foreign_share,
        "total": part.amount(months),
    }


def _districts(books: Books, part: Part) -> dict[str, Any]:
    asked = [books.question.producer_type] if books.question.producer_type else PRODUCER_TYPES
    of_types = {f"reporting_{each}": part.producers(books.newest, producer_type=each) for each in asked}
    months, growth = books.question.months, books.growth(part, books.run)
    del growth["now"]
    return {
        "reporting": part.producers(books.newest),
        **of_types,
        **_by_channel(part, months),
        "total": part.amount(months),
        "since_october": part.amount(books.since_october),
        **growth,
    }


def _since_october_and_before(books: Books, part: Part) -> Sequence[date]:
    months = books.since_october
    return [*months, *(months_on(month, -12) for month in months)]


def _run_and_before(books: Books, part: Part) -> Sequence[date]:
    return [*books.since_october, *books.run, *(months_on(month, -12) for month in books.run)]


def _nothing_more(books: Books, part: Part) -> Sequence[date]:
    return []


def _by_amount(answer: Callable[[Books], dict[str, Any]]) -> Callable[[Books], dict[str, Any]]:
    """The largest first, what is not known last; of equal ones the later first."""

    def sorted_answer(books: Books) -> dict[str, Any]:
        found = answer(books)
        known = sorted((row for row in found["rows"] if row["now"] is not None), key=lambda row: row["now"])
        rows = [*known[::-1], *(row for row in found["rows"] if row["now"] is None)]
        return {"rows": [{**row, "number": number} for number, row in enumerate(rows, 1)], "totals": found["totals"]}

    return sorted_answer


def _overview(books: Books, part: Part) -> dict[str, Any]:
    run, year = books.growth(part, books.run), books.growth(part, books.since_october)
    shown = (
        "now",
        "before",
        "fair_change",
        "fair_growth",
        *(["compared"] if books.question.level != "district" else []),
    )
    of_year = ("now", "fair_change", "fair_growth")
    return {key: run[key] for key in shown} | {f"year_{key}": year[key] for key in of_year}


def _both_runs_and_before(books: Books, part: Part) -> Sequence[date]:
    return [*_run_and_before(books, part), *_since_october_and_before(books, part)]


def _monthly(books: Books) -> dict[str, Any]:
    months = books.question.months
    before = Books(books.ledger, replace(books.question, months=tuple(months_on(month, -12) for month in months)))
    rows = [_month_of_both(books, before, month) for month in months]
    both = [row for row in rows if None not in (row["now"], row["before"])]
    totals = {
        "now": books.whole.amount(months),
        "complete": books.completeness(books.so_far),
        "before": before.whole.amount(before.question.months),
        "before_complete": before.completeness(before.so_far),
        **_compared(*(added(row[name] for row in both) for name in ("now", "before"))),
    }
    return {"rows": _numbered(rows), "totals": totals}


def _month_of_both(books: Books, before: Books, month: date) -> dict[str, Any]:
    earlier = months_on(month, -12)
    now, then = books.whole.amount([month]), before.whole.amount([earlier])
    return {
        "month": f"{month:%Y-%m}",
        "name": _month_name(month),
        "now": now,
        "complete": books.completeness([month]) if month in books.so_far else None,
        "before": then,
        "before_complete": before.completeness([earlier]) if earlier in before.so_far else None,
        **_compared(now, then),
    }


def _compared(now: Decimal | None, before: Decimal | None) -> dict[str, Decimal | None]:
    return {"compared_change": difference(now, before), "compared_growth": growth(now, before)}


def _by_month(figures: Callable[[Part, Collection[date]], dict[str, Any]]) -> Callable[[Books], dict[str, Any]]:
    def answer(books: Books) -> dict[str, Any]:
        months, has_share = books.question.months, books.question.slug == "r2"
        of_months = shares([books.whole.amount([month]) for month in months])
        rows = [
            {
                "month": f"{month:%Y-%m}",
                "name": _month_name(month),
                **figures(books.whole, [month]),
                "total": books.whole.amount([month]),
                "complete": books.completeness([month]) if month in books.so_far else None,
                **({"share": share} if has_share else {}),
            }
            for month, share in zip(months, of_months, strict=True)
        ]
        totals = {
            **figures(books.whole, months),
            "total": books.whole.amount(months),
            "complete": books.completeness(books.so_far),
            **({"share": added(of_months)} if has_share else {}),
        }
        return {"rows": _numbered(rows), "totals": totals}

    return answer


MONTH_NAMES = "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"


def _month_name(month: date) -> str:
    return f"{MONTH_NAMES.split()[month.month - 1]} {month.year + 543}"


def _channels_and_sums(part: Part, months: Collection[date]) -> dict[str, Any]:
    sums = {name: part.amount(months, channels) for name, channels in SUMS.items()}
    return _by_channel(part, months) | sums


LABELS = {
    "": "ทุกประเภท",
    "food": "อาหาร",
    "drink": "เครื่องดื่ม",
    "cloth": "ผ้า",
    "utensil": "ของใช้",
    "herb": "สมุนไพร",
    "community_group": "กลุ่มผู้ผลิตชุมชน",
    "community_single_owner": "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว",
    "sme": "ผู้ผลิตวิสาหกิจขนาดกลางและขนาดย่อม (SMEs)",
}


def _by_type(books: Books) -> dict[str, Any]:
    asked, whole = books.question, books.whole
    products = [asked.product_type] if asked.product_type else PRODUCT_TYPES
    producers = [asked.producer_type] if asked.producer_type else PRODUCER_TYPES
    of_products = shares([whole.amount(asked.months, product_type=each) for each in products])
    rows = []
    for product, share in zip(products, of_products, strict=True):
        rows.append(_type_line(books, product, "", share))
        amounts = [whole.amount(asked.months, product_type=product, producer_type=each) for each in producers]
        unknown = (whole.amount(asked.months, product_type=product) or 0) - sum(each or 0 for each in amounts)
        of_producers = [share] * len(producers)
        if share:
            of_producers = shares([*amounts, unknown], int(share * 100))
        rows += [_type_line(books, product, *each) for each in zip(producers, of_producers, strict=False)]
    totals = _type_line(books, "", "", added(of_products))
    return {"rows": rows, "totals": {key: totals[key] for key in totals if not key.endswith("_type")}}


def _type_line(books: Books, product: str, producer: str, share: Decimal | None) -> dict[str, Any]:
    types = {"product_type": product, "producer_type": producer}
    months, whole = books.question.months, books.whole
    figures = {**_by_channel(whole, months, **types), "total": whole.amount(months, **types)}
    if books.question.slug == "rt3":
        figures["reporting"] = whole.producers(books.newest, **types)
        figures["since_october"] = whole.amount(books.since_october, **types)
    return {name: LABELS[value] for name, value in types.items()} | figures | {"share": share}


REPORTS: dict[str, Callable[[Books], dict[str, Any]]] = {
    "r1": _by_area(_provinces_by_month, _nothing_more),
    "r2": _by_month(_by_product_type),
    "r3": _by_month(_channels_and_sums),
    "r4": _by_area(_types_of_area, _nothing_more),
    "r5": _by_area(_producers_and_growth, _since_october_and_before),
    "r6": _by_area(_places, _nothing_more),
    "r7": _by_type,
    "rt3": _by_type,
    "rt4": _by_area(_districts, _run_and_before),
    "overview": _by_amount(_by_area(_overview, _both_runs_and_before)),
    "monthly": _monthly,
}


def answer_of(ledger: Ledger, question: Question) -> dict[str, Any]:
    """`rows` and `totals`, by key of the column; amounts and percentages as strings of two places, as in JSON."""
    answer = REPORTS[question.slug](Books(ledger, question))
    return {"rows": [_plain(row) for row in answer["rows"]], "totals": _plain(answer["totals"])}


def _plain(line: dict[str, Any]) -> dict[str, Any]:
    return {key: f"{value:.2f}" if isinstance(value, Decimal) else value for key, value in line.items()}


def differences(shown: dict, expected: dict) -> list[str]:
    """Cell by cell: line, key, what is shown, what the rows say."""
    totals = {key: value for key, value in shown["totals"].items() if value != TOTAL_LABEL}
    lines = [("totals", totals, expected["totals"])]
    pairs = zip_longest(shown["rows"], expected["rows"], fillvalue={})
    lines += [(other.get("name", number), one, other) for number, (one, other) in enumerate(pairs)]
    return [
        f"{line} {key}: shown {one.get(key, '(no cell)')}, should be {other.get(key, '(no cell)')}"
        for line, one, other in lines
        for key in {**one, **other}
        if one.get(key, "") != other.get(key, "")
    ]
