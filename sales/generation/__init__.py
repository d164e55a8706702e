"""A ledger of realistic shape and any size, as the transitions would have left it: register, rows, events and tally."""

from datetime import date
from itertools import count
from random import Random

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max

from otop_portal import fiscal

from ..demo.figures import shares
from ..models import District, Officer, Role, Sale, Sheet, Stage
from .register import generate_register
from .sheets import generate_sheet

FIRST_YEAR = 2565


@transaction.atomic
def generate(*, years: int, producers: int, districts: int, seed: int) -> None:
    """Fiscal years from 2565 on, every month confirmed; districts of very different size."""
    rng = Random(seed)
    chosen = list(District.objects.order_by("-reporting", "pk")[:districts])
    District.objects.filter(pk__in=[district.pk for district in chosen]).update(reporting=True)
    months = [month for year in range(FIRST_YEAR, FIRST_YEAR + years) for month in fiscal.months_of(year)]
    ids = count((Sale.objects.aggregate(last=Max("pk"))["last"] or 0) + 1)
    sizes = shares(producers, [int(1000 * rng.lognormvariate(0, 0.45)) for _ in chosen])
    for district, size in zip(chosen, sizes, strict=True):
        officers = _officers_of(district)
        reported = generate_register(rng, district, officers[0], size)
        for sheet in _sheets(district, months):
            generate_sheet(rng, sheet, officers, reported, ids)
    _advance_sequence()


def _sheets(district: District, months: list[date]) -> list[Sheet]:
    return Sheet.objects.bulk_create(
        Sheet(district=district, month_id=month, stage=Stage.PROVINCE, version=4, confirmed_version=1)
        for month in months
    )


def _officers_of(district: District) -> tuple[Officer, Officer]:
    return (
        _officer(f"d{district.pk}", Role.DISTRICT, district_id=district.pk),
        _officer(f"p{district.province_id}", Role.PROVINCE, province_id=district.province_id),
    )


def _officer(username: str, role: Role, **area: str) -> Officer:
    """Who cannot sign in until a password is set."""
    known = {"name": f"ผู้ใช้ {username}", "role": role, "password": "!", **area}
    return Officer.objects.get_or_create(username=username, defaults=known)[0]


def _advance_sequence() -> None:
    # PostgreSQL did not count the ids that were given to it.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Sale]):
            cursor.execute(statement)
