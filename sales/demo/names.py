"""Invented producers that sound right: deterministic, no doubles and nothing nearly the same within a district."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ..models import ProducerType
from .words import COMPANIES, GROUPS, PRODUCT_TYPE_SHARES, SHOPS, VILLAGES

_PRODUCERS_OF_A_VILLAGE = 8
_TRADES = {
    ProducerType.COMMUNITY_GROUP: {
        kind: tuple((f"{name}บ้าน{{}}", product) for name, product in trades) for kind, trades in GROUPS.items()
    },
    ProducerType.COMMUNITY_SINGLE_OWNER: {
        kind: tuple((f"{name}บ้าน{{}}", product) for name, product in trades) for kind, trades in SHOPS.items()
    },
    ProducerType.SME: COMPANIES,
}


@dataclass(frozen=True)
class InventedProducer:
    name: str
    producer_type: str
    subdistrict: str
    # What it has registered: product type and name.
    products: tuple[tuple[str, str], ...]


def invented_producers(rng: Random, counts: dict[str, int]) -> Iterator[InventedProducer]:
    """As many of each producer type as asked for; about one in twelve makes two kinds of product."""
    villages = rng.sample(VILLAGES, max(12, sum(counts.values()) // _PRODUCERS_OF_A_VILLAGE))
    used: set[str] = set()
    for producer_type, count in counts.items():
        for _ in range(count):
            yield _invented(rng, producer_type, villages, used)


def _invented(rng: Random, producer_type: str, villages: list[str], used: set[str]) -> InventedProducer:
    while True:
        kind, village = _product_type(rng), rng.choice(villages)
        pattern, product = rng.choice(_TRADES[ProducerType(producer_type)][kind])
        name = pattern.format(village)
        if name not in used:
            used.add(name)
            products = {kind: product} | (_second_product(rng) if rng.random() < 1 / 12 else {})
            # A sub-district is called after one of its villages.
            subdistrict = villages[villages.index(village) % 6]
            return InventedProducer(name, producer_type, subdistrict, tuple(products.items()))


def _second_product(rng: Random) -> dict[str, str]:
    kind = _product_type(rng)
    return {kind: rng.choice(GROUPS[kind])[1]}


def _product_type(rng: Random) -> str:
    return rng.choices(list(PRODUCT_TYPE_SHARES), weights=list(PRODUCT_TYPE_SHARES.values()))[0]
