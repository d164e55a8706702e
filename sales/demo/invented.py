"""Seven more provinces, from all six regions, with invented figures: nobody's, but such as might be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from otop_portal import fiscal

from ..models import ProducerType
from ..reference import fixture
from .amounts import EXPORTING
from .figures import Figures, Printed

_FIRST_YEAR, _SECOND_YEAR = 2565, 2566
_SATANG = 100
# The ordinary month is 100.
_SEASONS = {10: 97, 11: 101, 12: 124, 1: 116, 2: 98, 3: 96, 4: 118, 5: 94, 6: 88, 7: 90, 8: 95, 9: 91}
_HIGH_SEASON = 125
_PRODUCERS = {
    ProducerType.COMMUNITY_GROUP: (11, 15),
    ProducerType.COMMUNITY_SINGLE_OWNER: (5, 8),
    ProducerType.SME: (0, 2),
}


@dataclass(frozen=True)
class Invented:
    """A province: what an ordinary district sells in a month of its first year, in baht; the rest in percent.

    `late`: of a hundred months, those that a district confirms after they were due.
    """

    district_sells: int
    growth: int
    online: int
    exporting: int
    late: int
    high_season: tuple[int, ...]


INVENTED = {
    "23": Invented(4_200_000, growth=9, online=8, exporting=6, late=4, high_season=(3, 4, 5)),  # Trat
    "26": Invented(5_100_000, growth=-6, online=12, exporting=4, late=18, high_season=(11, 12, 1)),  # Nakhon Nayok
    "49": Invented(6_300_000, growth=14, online=6, exporting=5, late=9, high_season=(10, 11)),  # Mukdahan
    "58": Invented(3_600_000, growth=21, online=10, exporting=6, late=33, high_season=(11, 12, 1, 2)),  # Mae Hong Son
    "75": Invented(9_800_000, growth=-12, online=18, exporting=8, late=0, high_season=(4, 10)),  # Samut Songkhram
    "76": Invented(7_400_000, growth=4, online=15, exporting=5, late=24, high_season=(4, 12)),  # Phetchaburi
    "83": Invented(14_500_000, growth=33, online=22, exporting=15, late=12, high_season=(12, 1, 2, 3)),  # Phuket
}


def invented_figures() -> Figures:
    return {(district, month): sold for district in _districts() for month, sold in _months_of(district)}


def invented_counts() -> dict[str, dict[str, int]]:
    """Of each district, by code: how many producers of each type stand in the register, about twenty in all."""
    return {district: _counts_of(Random(f"counts {district}")) for district in _districts()}


def exporting_lines(province: str) -> int:
    """Of a hundred."""
    return INVENTED[province].exporting if province in INVENTED else EXPORTING


def days_late(district: str, month: date) -> int:
    """Nong Khai is always in time."""
    province, rng = INVENTED.get(district[:2]), Random(f"late {district} {month}")
    return rng.randint(3, 16) if province and rng.randrange(100) < province.late else 0


def _districts() -> list[str]:
    return [line["code"] for line in fixture("districts.csv") if line["province_code"] in INVENTED]


def _counts_of(rng: Random) -> dict[str, int]:
    return {kind.value: rng.randint(*bounds) for kind, bounds in _PRODUCERS.items()}


def _months_of(district: str) -> Iterator[tuple[date, Printed]]:
    rng, province = Random(f"figures {district}"), INVENTED[district[:2]]
    # The province's town, its first district, sells most.
    size = rng.randint(170, 240) if district.endswith("01") else rng.randint(55, 130)
    growth = province.growth + rng.randint(-18, 18)
    for year, level, online in (
        (_FIRST_YEAR, 100, province.online),
        (_SECOND_YEAR, 100 + growth, province.online + rng.randint(-1, 5)),
    ):
        for month in fiscal.months_of(year):
            season = _SEASONS[month.month] * (_HIGH_SEASON if month.month in province.high_season else 100) // 100
            sold = province.district_sells * size * level * season * rng.randint(94, 106) // 100**4
            sold_online = sold * (online + rng.randint(-2, 2)) // 100
            yield month, Printed((sold - sold_online) * _SATANG, sold_online * _SATANG)
