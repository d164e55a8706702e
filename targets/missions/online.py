"""ตลาดออนไลน์ (35): the rows of a round as the page shows them, and which products of the register may be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from otop_portal import thai
from sales.due_dates.deadline import Deadline
from sales.models import District, Officer, ProducerStatus, Product, Role, Stage

from ..models import MissionEvent, OnlineProduct
from .asked import Round, province_of, versions_in
from .board import standing
from .due import DueDays, current, words_given


def standing_lines(officer: Officer, rows: Iterable[OnlineProduct]) -> dict[str, Any]:
    """The rows with their standing, and what may be ticked of them."""
    rows = list(rows)
    waits_at = {Role.DISTRICT: Stage.DRAFT, Role.PROVINCE: Stage.DISTRICT}.get(officer.role)
    waiting = [row for row in rows if row.stage == waits_at]
    returnable = [row for row in rows if officer.role == Role.PROVINCE and row.stage != Stage.DRAFT]
    return {
        "lines": [(row, standing(row), row in waiting, row in waiting or row in returnable) for row in rows],
        "seen": versions(rows),
        "waiting": versions(waiting),
        "returnable": bool(returnable),
        "level": "ระดับจังหวัด" if officer.role == Role.PROVINCE else "ระดับอำเภอ",
        "types": officer.role == Role.DISTRICT,
    }


def found_in_register(officer: Officer, part: str) -> QuerySet[Product]:
    """Of active producers, by a part of either name or by the producer's code; in Thai order."""
    named = Q(producer__normalised_name__contains=thai.normalised_name(part)) | Q(name__icontains=thai.tidy(part))
    products = Product.objects.visible_to(officer).filter(named | Q(producer__code__iexact=thai.tidy(part)))
    active = products.filter(producer__status=ProducerStatus.ACTIVE, producer__is_collecting=False)
    return active.select_related("producer").order_by("producer__sort_key", "producer", "pk")


def versions(rows: Iterable[OnlineProduct]) -> str:
    return " ".join(f"{row.pk}:{row.version}" for row in rows)


def marked(products: Sequence[Product], of: Round) -> list[tuple[Product, str]]:
    """Each with why it cannot be reported again; empty where it can."""
    known = OnlineProduct.objects.of_producers(products, of.fiscal_year)

    def why_not(product: Product) -> str:
        if row := known.get(product.identity):
            return row.again(product.name, of.first_month)
        return of.version.why_not_counted(product) if of.version else ""

    return [(product, why_not(product)) for product in products]


def deadlines_of(officer: Officer, of: Round) -> dict[District, Deadline]:
    """Of each district of the officer's area that is asked, where a day is named."""
    province = province_of(officer)
    if of.version is None or province is None:
        return {}
    given, words = words_given(officer, MissionEvent.Kind.ONLINE), defaultdict(list)
    rows = OnlineProduct.objects.visible_to(officer).of_round(of.first_month)
    for row, code in rows.values_list("pk", "district"):
        words[code] += given.get(row, [])
    asked, days = versions_in(province).get(of.version, ()), DueDays(officer, [of.version])
    districts = District.objects.visible_to(officer).filter(pk__in=asked)
    found = {district: days.once(district, of.version, sorted(words[district.pk])) for district in districts}
    return {district: deadline for district, of_round in found.items() if (deadline := current(of_round))}
