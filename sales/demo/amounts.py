"""How a district's month spreads over its lines: the large and the small, the seasons, exports, months of nothing."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from otop_portal import money

from ..models import ProducerType
from .figures import Printed, shares

_TEN_BAHT = 1000
_SIZES = {ProducerType.COMMUNITY_GROUP: 3.0, ProducerType.COMMUNITY_SINGLE_OWNER: 2.0, ProducerType.SME: 16.0}
# Times the ordinary month: new year, Songkran, the end of the rains.
_SEASONS = {
    "food": {12: 1.4, 1: 1.3, 4: 1.2},
    "drink": {3: 1.4, 4: 1.6, 5: 1.3},
    "cloth": {12: 1.3, 3: 1.2, 8: 1.2},
    "utensil": {4: 1.3, 10: 1.2},
    "herb": {6: 1.1, 7: 1.1},
}
_NOTHING_SOLD, _SELLS_ONLINE = 0.06, 0.35
# Of a hundred lines.
EXPORTING = 4


class Line:
    """One producer's product type over the years: how large it is and where it sells."""

    def __init__(self, rng: Random, producer_type: str, product_type: str, exporting: int = EXPORTING) -> None:
        self.product_type = product_type
        self.size = _SIZES[ProducerType(producer_type)] * rng.lognormvariate(0, 0.8)
        self.online = rng.uniform(0.2, 1) if rng.random() < _SELLS_ONLINE else 0
        self.foreign = rng.randint(5, 40) if rng.random() < exporting / 100 else 0

    def weight(self, rng: Random, month: int) -> int:
        if rng.random() < _NOTHING_SOLD:
            return 0
        season = _SEASONS[self.product_type].get(month, 1)
        return round(1000 * self.size * season * rng.lognormvariate(0, 0.2))


def amounts_of_month(
    rng: Random, lines: Sequence[Line], month: int, printed: Printed
) -> Iterator[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """For each line its four amounts in baht, in the order of CHANNELS; together they are the printed figures."""
    weights = [line.weight(rng, month) for line in lines]
    # The largest always sells, and online too: it takes what the others' round figures leave.
    largest = max(range(len(lines)), key=lambda n: lines[n].size)
    weights[largest] = max(weights) + 1
    online = [round(weight * line.online) for weight, line in zip(weights, lines, strict=True)]
    online[largest] = max(online) + 1
    sold = zip(shares(printed.offline, weights, _TEN_BAHT), shares(printed.online, online, _TEN_BAHT), strict=True)
    for line, (sold_offline, sold_online) in zip(lines, sold, strict=True):
        yield tuple(map(money.baht, of_channels(line, sold_offline, sold_online)))


def of_channels(line: Line, offline: int, online: int) -> tuple[int, int, int, int]:
    """What of it stays in the country and what goes abroad, in satang, in the order of CHANNELS."""
    abroad = [sold * line.foreign // 100 // _TEN_BAHT * _TEN_BAHT for sold in (offline, online)]
    return offline - abroad[0], online - abroad[1], *abroad
