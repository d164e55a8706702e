"""Small real schemes for tests, and those of the documents."""

from datetime import date
from decimal import Decimal

from otop_portal import clock
from targets.models import Plan, Scheme, SchemeLevel, SchemeVersion, Target
from tests import factories

SALES = {"measure": "sales", "first_month": date(2023, 7, 1), "last_month": date(2023, 8, 1)}


def scheme(slug: str = "half-year", *levels: dict, **version) -> SchemeVersion:
    """An announced scheme; without levels of its own it has one target, 2 per cent above the base."""
    named = {"name": "ตัวชี้วัดครึ่งปี", "fiscal_year": 2566, "occasion": "รอบที่ 2"}
    of = Scheme.objects.create(slug=slug, **named)
    letter = {
        "letter_number": "มท 0400/1",
        "letter_date": date(2023, 6, 1),
        "announced_by": factories.administrator(),
        "announced_at": clock.now(),
    }
    made = SchemeVersion.objects.create(scheme=of, **(SALES | letter | version))
    for position, level in enumerate(levels or [{"slug": "target", "name": "เป้าหมาย", "percent": Decimal(2)}], 1):
        SchemeLevel.objects.create(version=made, position=position, **level)
    return made


def target(version: SchemeVersion, base: object = None, *, code: str = "4317", **figures: object) -> Target:
    """What the scheme asks of a district, or of a province: its base, and figures by level."""
    base = None if base is None else Decimal(str(base))
    made = Target.objects.create(scheme=version.scheme, base=base, **_set(code))
    for level, amount in figures.items():
        made.figures.create(level=level, amount=Decimal(str(amount)))
    return made


def plan(offline: object, online: object, *, code: str = "4317", of: date = factories.AUGUST) -> Plan:
    amounts = {"offline": Decimal(str(offline)), "online": Decimal(str(online))}
    return Plan.objects.create(month=factories.month(of), **amounts, **_set(code))


def _set(code: str) -> dict[str, object]:
    district = factories.district(code) if len(code) == 4 else None
    area = {"district": district, "province": factories.province(code[:2])}
    return area | {"source": "ทดสอบ", "set_by": factories.administrator()}
