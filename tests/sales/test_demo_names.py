"""What the demo's invented producers are called, region by region."""

from itertools import combinations
from random import Random

import pytest

from otop_portal import thai
from sales.demo.names import InventedProducer, invented_producers
from sales.demo.words_of_regions import NORTHEAST
from sales.models import ProducerType

REGIONS = ["ภาคเหนือ", "ภาคกลาง", "ภาคตะวันออกเฉียงเหนือ", "ภาคตะวันออก", "ภาคตะวันตก", "ภาคใต้"]
OF_THE_MEKONG = {"ปลาส้มแม่น้ำโขง", "ผ้าหมักโคลนแม่น้ำโขง", "พวงกุญแจพญานาค"}
COUNTS = dict.fromkeys(ProducerType.values, 60)


def invented(region: str) -> list[InventedProducer]:
    return list(invented_producers(Random(region), COUNTS, region))


def products(region: str) -> set[str]:
    return {name for each in invented(region) for _, name in each.products}


@pytest.mark.parametrize("region", REGIONS)
def test_180_names_of_a_district_are_neither_doubled_nor_nearly_the_same(region):
    names = [each.name for each in invented(region)]
    assert len(names) == 180
    assert [pair for pair in combinations(names, 2) if thai.nearly_same(*pair)] == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_makes_something_of_its_own(region):
    elsewhere = set().union(*(products(other) for other in REGIONS if other != region))
    assert len(products(region) - elsewhere) >= 5


def test_only_the_northeast_makes_what_the_mekong_gives():
    makers = {region for region in REGIONS if products(region) & OF_THE_MEKONG}
    assert makers == {NORTHEAST}
