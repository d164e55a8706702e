"""The register of the demo: as many producers of each type as asked for, under invented names."""

from datetime import date, datetime, timedelta
from random import Random

from otop_portal import clock, fiscal

from ..models import District, Officer, Producer
from ..transitions.producers import add_producer, close_producer, register_product, reopen_producer
from .moments import morning_of
from .names import InventedProducer, invented_producers

_REGISTERED = date(2021, 9, 1)
_FIRST_PRODUCTS = date(2014, 1, 6)
_CLOSED, _REOPENED = "หยุดผลิตช่วงมรสุม เรือโดยสารงดเดินเรือ", "เรือโดยสารเดินเรือตามปกติ กลับมาผลิตแล้ว"


def fill_register(district: District, by: Officer, counts: dict[str, int]) -> None:
    rng = Random(f"register {district.pk}")
    moment = morning_of(_REGISTERED)
    for number, invented in enumerate(invented_producers(rng, counts, district.province.region), 1):
        moment = _next_in_office_hours(moment)
        with clock.at(moment):
            _add(rng, district, by, f"{district.pk}-{number:03}", invented)


def close_register(district: District, by: Officer, month: date) -> None:
    """Nobody in the district produces in that month."""
    for producer in Producer.objects.filter(district=district):
        close_producer(producer=producer, by=by, on=month - timedelta(days=1), reason=_CLOSED)


def reopen_register(district: District, by: Officer, month: date) -> None:
    for producer in Producer.objects.filter(district=district):
        reopen_producer(producer=producer, by=by, on=fiscal.following(month), reason=_REOPENED)


def _add(rng: Random, district: District, by: Officer, code: str, invented: InventedProducer) -> Producer:
    first = _FIRST_PRODUCTS + timedelta(days=rng.randrange(7 * 365))
    producer = add_producer(
        district=district,
        by=by,
        name=invented.name,
        producer_type=invented.producer_type,
        code=code,
        subdistrict=invented.subdistrict,
        active_from=first,
    )
    for kind, name in invented.products:
        register_product(producer=producer, by=by, name=name, product_type=kind, registered_on=first)
    return producer


def _next_in_office_hours(moment: datetime) -> datetime:
    """Seven minutes later, or the next working morning."""
    later = moment + timedelta(minutes=7)
    while later.hour >= 16 or later.weekday() >= 5:
        later = morning_of(later.date() + timedelta(days=1))
    return later
