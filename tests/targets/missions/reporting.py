"""Districts report by hand, and who confirms it: states are reached by walking the real transitions."""

from datetime import date
from decimal import Decimal

from sales.models import Product, Stage
from sales.transitions.producers import register_product
from targets.missions.asked import Asked, Round
from targets.models import HandReported, MissionReport, OnlineProduct, Scheme, SchemeVersion
from targets.transitions import missions
from tests import factories
from tests.targets.factories import scheme, target

SURVEY = "รายงานการสำรวจความพร้อม"
JULY, AUGUST = factories.JULY, factories.AUGUST
# The months of the fiscal year before July.
LAST_ROUND = date(2022, 10, 1)
FULL = {
    "trained": True,
    "has_standard": True,
    "channel": "facebook",
    "link": "เพจผ้าไทย",
    "sales": Decimal("1234.50"),
    "evidence": "นค 0019/7",
}


def shops(slug: str = "shop", **version) -> SchemeVersion:
    """As the quarter's: D to A at 25, 50, 75 and 100 per cent of those who were interested."""
    steps = zip("dcba", (25, 50, 75, 100), strict=True)
    levels = [{"slug": slug, "name": f"ระดับ {slug.upper()}", "percent": Decimal(share)} for slug, share in steps]
    return scheme(slug, *levels, **{"measure": "shops", "percentage": "share", "places": 0} | version)


def online(slug: str = "online", **version) -> SchemeVersion:
    """As the second round of 2564: 1 to 5 at 7 to 11 per cent, 5 with the survey; July and August, or as told."""
    levels = [{"slug": f"score{n}", "name": f"{n} คะแนน", "percent": Decimal(6 + n)} for n in range(1, 6)]
    levels[0]["is_floor"], levels[-1]["condition"] = True, SURVEY
    return scheme(slug, *levels, **{"measure": "online_products", "percentage": "share", "places": 0} | version)


def product(name: str = "ผ้าไหมมัดหมี่", *, code: str = "4317", producer: str = "กลุ่มทอผ้า") -> Product:
    by = factories.district_officer(code)
    maker = by.district.producers.filter(name=producer).first() or factories.producer(producer, by=by)
    return register_product(producer=maker, by=by, name=name, product_type="cloth", registered_on=date(2018, 5, 1))


def seen(*rows: HandReported) -> dict[int, int]:
    return {row.pk: type(row).objects.get(pk=row.pk).version for row in rows}


def report(asked: Asked, amount: int | None = None, *, code: str = "4317", **told) -> MissionReport:
    """The district's newest report, as a draft."""
    by, told = factories.district_officer(code), {"evidence": "นค 0019/1"} | told
    told |= {} if amount is None else {"amount": amount}
    of = {"scheme": asked.version.scheme, "condition": asked.condition, "district": by.district}
    last = MissionReport.objects.filter(**of).order_by("number").last()
    missions.report_mission(asked=asked, district=by.district, by=by, seen=seen(last) if last else {}, **told)
    return MissionReport.objects.filter(**of).order_by("number").last()


def report_online(*products: Product, of: date = JULY, **values) -> list[OnlineProduct]:
    district = products[0].producer.district
    lines = [missions.ProductLine(each, FULL | values, key=n) for n, each in enumerate(products)]
    outcome = missions.report_products(
        of=Round(of, of), district=district, by=factories.district_officer(district.pk), lines=lines
    )
    assert not outcome.problems, outcome.problems
    return list(OnlineProduct.objects.filter(product__in=products))


def by_district(*rows: HandReported) -> missions.Outcome:
    by = factories.district_officer(rows[0].district_id)
    return missions.confirm_by_district(kind=type(rows[0]), district=by.district, by=by, seen=seen(*rows))


def by_province(*rows: HandReported) -> missions.Outcome:
    district = rows[0].district
    by = factories.province_officer(district.province_id)
    return missions.confirm_by_province(kind=type(rows[0]), district=district, by=by, seen=seen(*rows))


def give_back(*rows: HandReported, reason: str = "หลักฐานไม่ชัดเจน") -> missions.Outcome:
    district = rows[0].district
    by = factories.province_officer(district.province_id)
    return missions.return_to_district(kind=type(rows[0]), district=district, by=by, seen=seen(*rows), reason=reason)


def confirmed(*rows: HandReported) -> None:
    for step in (by_district, by_province):
        outcome = step(*rows)
        assert (outcome.changed, outcome.problems) == (len(rows), ())


def reported(stage: str) -> tuple[MissionReport, OnlineProduct]:
    """What district 4317 alone is asked, and has reported, at the stage."""
    for version in (shops(), online()):
        target(version, 10)
    rows = report(Asked(Scheme.objects.get(slug="shop").current), 3), *report_online(product(producer="กลุ่มออนไลน์"))
    for row in rows:
        for step in (by_district, by_province)[: list(Stage).index(Stage(stage))]:
            step(row)
        row.refresh_from_db()
    return rows
