"""A district's register: invented producers, each added with its products by the district's officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from ..demo.amounts import Line
from ..demo.figures import shares
from ..demo.moments import morning_of
from ..demo.names import InventedProducer, invented_producers
from ..models import District, Officer, Producer, ProducerEvent, ProducerType, Product, ProductType
from ..transitions.producers import remembered

_REGISTERED = date(2021, 9, 1)
# Of a thousand producers, as in Nong Khai's register (S003).
_PRODUCER_TYPES = {
    ProducerType.COMMUNITY_GROUP: 649,
    ProducerType.COMMUNITY_SINGLE_OWNER: 338,
    ProducerType.SME: 13,
}


@dataclass(frozen=True)
class Reported:
    """What the district reports every month in one line of its sheet."""

    producer: Producer
    product_type: str
    line: Line


def generate_register(rng: Random, district: District, by: Officer, size: int) -> list[Reported]:
    """In the order in which Sync draws a first sheet from the register."""
    counts = dict(zip(_PRODUCER_TYPES, shares(size, list(_PRODUCER_TYPES.values())), strict=True))
    invented = list(invented_producers(rng, counts))
    producers = Producer.objects.bulk_create(_producer(district, each) for each in invented)
    products = Product.objects.bulk_create(
        Product(producer=producer, name=name, product_type=kind, registered_on=_REGISTERED)
        for producer, each in zip(producers, invented, strict=True)
        for kind, name in each.products
    )
    _remember(by, producers, products)
    in_order = sorted(products, key=_place)
    return [Reported(each.producer, each.product_type, _line(rng, each)) for each in in_order]


def _producer(district: District, invented: InventedProducer) -> Producer:
    producer = Producer(
        district=district,
        producer_type=invented.producer_type,
        subdistrict=invented.subdistrict,
        active_from=_REGISTERED,
    )
    producer.rename(invented.name)
    return producer


def _remember(by: Officer, producers: Iterable[Producer], products: Iterable[Product]) -> None:
    action, known = ProducerEvent.Action, {"officer": by, "at": morning_of(_REGISTERED)}
    added = [ProducerEvent(producer=each, action=action.ADD, after=remembered(each), **known) for each in producers]
    registered = [
        ProducerEvent(producer=each.producer, action=action.ADD_PRODUCT, after=_remembered_product(each), **known)
        for each in products
    ]
    ProducerEvent.objects.bulk_create([*added, *registered])


def _remembered_product(product: Product) -> dict[str, str]:
    return {
        "name": product.name,
        "product_type": product.product_type,
        "registered_on": product.registered_on.isoformat(),
    }


def _place(product: Product) -> tuple[str, int, int]:
    return product.producer.sort_key, product.producer_id, ProductType.values.index(product.product_type)


def _line(rng: Random, product: Product) -> Line:
    return Line(rng, product.producer.producer_type, product.product_type)
