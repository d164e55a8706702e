"""What Nong Khai reports by hand in the demo, at every stage. It is invented: no document of 2566 asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any

from otop_portal import clock
from sales.choices import DueKind, DueLevel
from sales.models import District, DueDate, Officer, Product
from sales.transitions.due_dates import set_due_date

from ..choices import Market
from ..models import HandReported, MissionReport, OnlineProduct, Scheme, Target
from ..transitions import missions
from .asked import Asked, Round

SHOP, ONLINE = "2566-q4-shop", "2566-r2-online"
# Of the letter that asks for it.
BEGUN_ON = date(2023, 7, 3)
_DUE = {
    DueKind.SHOP: {date(2023, 7, 1): date(2023, 8, 15), date(2023, 8, 1): date(2023, 9, 15)},
    DueKind.ONLINE: {date(2023, 9, 1): date(2023, 9, 15)},
}
# The last of what is reported.
_REPORTED_ON = date(2023, 8, 31)
_REASON = "เลขที่หลักฐานไม่ตรงกับสำเนาที่ส่ง"

# By district how it ends; who is not here has not begun.
_SHOPS = {
    **dict.fromkeys(["4301", "4302", "4307", "4314"], "province"),
    **dict.fromkeys(["4305", "4316"], "district"),
    "4308": "draft",
    "4317": "returned",
}
_PRODUCTS = {
    **dict.fromkeys(["4301", "4302"], "province"),
    **dict.fromkeys(["4305", "4314"], "district"),
    "4307": "returned",
    "4317": "returned",
    "4315": "draft",
}
_SURVEYS = {"4301": "province", "4302": "province", "4305": "district"}
# A second number, and one that came after its day.
_AGAIN, _LATE = "4302", {"4316": 18}


def load(today: date) -> None:
    """Asked from the letter on; reported in a demo of a day after all of it."""
    _set_days()
    if today <= _REPORTED_ON:
        return
    shop, survey = (_asked(slug) for slug in (SHOP, ONLINE))
    for code in sorted(_SHOPS | _PRODUCTS):
        office = Office.of(code)
        if ending := _SHOPS.get(code):
            office.walk(office.shops(shop, _at(10, 9)), ending, day=_LATE.get(code, 11))
        if ending := _SURVEYS.get(code):
            office.walk(office.survey(survey, _at(17, 11)), ending, day=18)
        if ending := _PRODUCTS.get(code):
            office.walk(office.products(_round(), _at(24, 13)), ending, day=25)
        if code == _AGAIN:
            office.walk(office.shops(shop, _at(30, 9), more=3), "district", day=31)


def _asked(slug: str) -> Asked:
    """What the scheme asks to be reported: a number, or the condition of its highest level."""
    version = Scheme.objects.get(slug=slug).current
    return Asked(version, version.rule.levels[-1].condition)


def _round() -> Round:
    version = Scheme.objects.get(slug=ONLINE).current
    return Round(version.first_month, version.last_month, version)


def _at(day: int, hour: int) -> datetime:
    """In August 2566."""
    return datetime.combine(date(2023, 8, day), time(hour, 20), clock.BANGKOK)


def _set_days() -> None:
    by = Officer.objects.get(username="admin")
    for kind, days in _DUE.items():
        for period, on in days.items():
            of = {"kind": kind, "period_id": period, "level": DueLevel.DISTRICT}
            with clock.at(datetime.combine(BEGUN_ON, time(10), clock.BANGKOK)):
                set_due_date(wanted=DueDate(**of, due_on=on, note="วันสมมติของระบบสาธิต"), by=by, seen=0)


@dataclass(frozen=True)
class Office:
    """A district's officer and the province's, and what the one reports to the other."""

    district: District
    by: Officer
    province: Officer

    @classmethod
    def of(cls, code: str) -> Office:
        officers = {each.username: each for each in Officer.objects.filter(username__in=[f"d{code}", f"p{code[:2]}"])}
        return cls(District.objects.get(pk=code), officers[f"d{code}"], officers[f"p{code[:2]}"])

    def shops(self, asked: Asked, at: datetime, more: int = 0) -> Sequence[HandReported]:
        """A part of those who were interested."""
        base = Target.objects.get(scheme=asked.version.scheme, district=self.district).base
        share = Random(f"shops {self.district.pk}").choice([30, 55, 80, 100])
        return self._report(asked, at, amount=max(1, int(base) * share // 100) + more)

    def survey(self, asked: Asked, at: datetime) -> Sequence[HandReported]:
        return self._report(asked, at, handed_in_on=at.date())

    def _report(self, asked: Asked, at: datetime, **told: Any) -> Sequence[HandReported]:
        of = {"scheme": asked.version.scheme, "condition": asked.condition, "district": self.district}
        last = MissionReport.objects.filter(**of).last()
        seen = {last.pk: last.version} if last else {}
        evidence = f"สมมติ {self.district.pk}/{at.month}"
        with clock.at(at):
            missions.report_mission(
                asked=asked, district=self.district, by=self.by, seen=seen, evidence=evidence, **told
            )
        return [MissionReport.objects.filter(**of).order_by("number").last()]

    def products(self, of: Round, at: datetime) -> Sequence[HandReported]:
        """The first of the register."""
        chosen = Product.objects.filter(producer__district=self.district).select_related("producer").order_by("pk")
        lines = [missions.ProductLine(each, _sold(each), key=each.pk) for each in chosen[:3]]
        with clock.at(at):
            outcome = missions.report_products(of=of, district=self.district, by=self.by, lines=lines)
        assert not outcome.problems, outcome.problems
        return list(OnlineProduct.objects.filter(district=self.district).order_by("pk"))

    def walk(self, rows: Sequence[HandReported], ending: str, day: int) -> None:
        """To its end, a day after the other; of what came back only the first row."""
        of = {"kind": type(rows[0]), "district": self.district}
        if ending == "draft":
            return
        with clock.at(_at(day, 10)):
            missions.confirm_by_district(**of, by=self.by, seen=_seen(rows))
        if ending == "province":
            with clock.at(_at(day + 3, 14)):
                missions.confirm_by_province(**of, by=self.province, seen=_seen(rows))
        elif ending == "returned":
            with clock.at(_at(day + 3, 15)):
                missions.return_to_district(**of, by=self.province, seen=_seen(rows[:1]), reason=_REASON)


def _seen(rows: Sequence[HandReported]) -> dict[int, int]:
    model = type(rows[0])
    return dict(model.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "version"))


def _sold(product: Product) -> dict[str, Any]:
    rng = Random(f"online {product.producer.name} {product.name}")
    ticks = {name: rng.random() < 0.6 for name in (*OnlineProduct.PRODUCER_READY, *OnlineProduct.PRODUCT_READY)}
    market = rng.choice(Market.values)
    sales = Decimal(rng.randrange(2_000, 60_000, 50))
    return ticks | {"channel": market, "link": product.producer.name, "sales": sales, "evidence": "สมมติ 2566"}
