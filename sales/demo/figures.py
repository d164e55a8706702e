"""The printed figures of Nong Khai that the demo's rows add up to, to the satang.

No document holds the sales of fiscal year 2566, so its road map stands in for them (S000: 73-163); fiscal year 2565
is known by its sums of six and twelve months only and takes the road map's seasons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otop_portal import fiscal, money

from ..models import ProducerType
from ..reference import fixture

PROVINCE = "43"
_TOTAL_LINE = "รวม"
_ROAD_MAP_YEAR, _YEAR_BEFORE = 2566, 2565


@dataclass(frozen=True)
class Printed:
    """What a district sold in a month, in satang, domestic and foreign together."""

    offline: int
    online: int


Figures = dict[tuple[str, date], Printed]
"""By the district's code and the month."""


def printed_figures() -> Figures:
    road_map = _road_map()
    return _year_before(road_map) | road_map


def printed_counts() -> dict[str, dict[str, int]]:
    """Of each district, by code: how many producers of each type stand in the register."""
    return {
        district: {kind: int(line[kind]) for kind in ProducerType.values}
        for district, line in _lines("nongkhai_2567_producers.csv")
    }


def shares(total: int, weights: Sequence[int], step: int = 1) -> list[int]:
    """Split exactly: each share is a multiple of the step but the heaviest, which takes the rest."""
    whole = sum(weights)
    parts = [total * weight // whole // step * step for weight in weights]
    parts[weights.index(max(weights))] += total - sum(parts)
    return parts


def _lines(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines of a table, each with the code of the district that it names."""
    areas = (line for line in fixture("districts.csv") if line["province_code"] == PROVINCE)
    codes = {line["name_th"]: line["code"] for line in areas}
    return ((codes[line["district"]], line) for line in fixture(name) if line["district"] != _TOTAL_LINE)


def _road_map() -> Figures:
    return {
        (district, _month(line)): Printed(_satang(line["normal"]), _satang(line["online"]))
        for district, line in _lines("nongkhai_2566_plan.csv")
    }


def _month(line: dict[str, str]) -> date:
    return date(int(line["year_be"]) - fiscal.BUDDHIST_ERA, int(line["month"]), 1)


def _satang(text: str) -> int:
    return money.satang(Decimal(text))


def _year_before(road_map: Figures) -> Figures:
    figures: Figures = {}
    for (district, round_number), total in _sums_of_rounds().items():
        months = fiscal.months_of_round(_ROAD_MAP_YEAR, round_number)
        seasons = [road_map[district, month] for month in months]
        of_months = shares(total, [season.offline + season.online for season in seasons], step=100)
        for month, season, sold in zip(
            fiscal.months_of_round(_YEAR_BEFORE, round_number), seasons, of_months, strict=True
        ):
            figures[district, month] = Printed(*shares(sold, [season.offline, season.online], step=100))
    return figures


def _sums_of_rounds() -> dict[tuple[str, int], int]:
    """Sales of each half of 2565: the target sheet prints six months and twelve."""
    printed = {
        (district, int(line["round"])): _satang(line["sales_2565"])
        for district, line in _lines("nongkhai_2566_targets.csv")
    }
    return {
        (district, round_number): total - (printed[district, 1] if round_number == 2 else 0)
        for (district, round_number), total in printed.items()
    }
