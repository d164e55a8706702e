"""Invented producers that sound right: deterministic, no doubles and nothing nearly the same within a district."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from ..models import ProducerType
from .words import PRODUCT_TYPE_SHARES, Trades
from .words_of_regions import NORTHEAST, Words, words_of

_PRODUCERS_OF_A_VILLAGE = 8


@dataclass(frozen=True)
class InventedProducer:
    name: str
    producer_type: str
    subdistrict: str
    # What it has registered: product type and name.
    products: tuple[tuple[str, str], ...]


def invented_producers(rng: Random, counts: dict[str, int], region: str = NORTHEAST) -> Iterator[InventedProducer]:
    """As many of each producer type as asked for; about one in twelve makes two kinds of product."""
    words = words_of(region)
    villages = rng.sample(words.villages, max(12, sum(counts.values()) // _PRODUCERS_OF_A_VILLAGE))
    trades, used = _trades(words), set[str]()
    for producer_type, count in counts.items():
        for _ in range(count):
            yield _invented(rng, producer_type, trades, villages, used)


def _trades(words: Words) -> Mapping[str, Trades]:
    """By producer type; {} is the village."""
    return {
        ProducerType.COMMUNITY_GROUP: _of_village(words.groups),
        ProducerType.COMMUNITY_SINGLE_OWNER: _of_village(words.shops),
        ProducerType.SME: words.companies,
    }


def _of_village(trades: Trades) -> Trades:
    return {kind: tuple((f"{name}บ้าน{{}}", product) for name, product in each) for kind, each in trades.items()}


def _invented(
    rng: Random, producer_type: str, trades: Mapping[str, Trades], villages: list[str], used: set[str]
) -> InventedProducer:
    while True:
        kind, village = _product_type(rng), rng.choice(villages)
        pattern, product = rng.choice(trades[producer_type][kind])
        name = pattern.format(village)
        if name not in used:
            used.add(name)
            products = {kind: product} | (_second_product(rng, trades) if rng.random() < 1 / 12 else {})
            # A sub-district is called after one of its villages.
            subdistrict = villages[villages.index(village) % 6]
            return InventedProducer(name, producer_type, subdistrict, tuple(products.items()))


def _second_product(rng: Random, trades: Mapping[str, Trades]) -> dict[str, str]:
    kind = _product_type(rng)
    return {kind: rng.choice(trades[ProducerType.COMMUNITY_GROUP][kind])[1]}


def _product_type(rng: Random) -> str:
    return rng.choices(list(PRODUCT_TYPE_SHARES), weights=list(PRODUCT_TYPE_SHARES.values()))[0]
