"""Small real schemes for tests, and those of the documents."""

from datetime import date
from decimal import Decimal

from django.db import connection

from otop_portal import clock
from targets import fixed_rules
from targets.models import Plan, Scheme, SchemeVersion, Target
from targets.scoring import Level
from targets.transitions.schemes import write_levels
from tests import factories

SALES = {"measure": "sales", "first_month": date(2023, 7, 1), "last_month": date(2023, 8, 1)}


def scheme(slug: str = "half-year", *levels: dict, announced: bool = True, **version) -> SchemeVersion:
    """Without levels of its own it has one target, 2 per cent above the base; `parts` of a level: slug to level."""
    named = {"name": "ตัวชี้วัดครึ่งปี", "fiscal_year": 2566, "occasion": "รอบที่ 2"}
    of = Scheme.objects.create(slug=slug, **named)
    letter = {
        "letter_number": version.pop("letter_number", "มท 0400/1"),
        "letter_date": version.pop("letter_date", date(2023, 6, 1)),
        "announced_by": factories.administrator(),
        "announced_at": clock.now(),
    }
    made = SchemeVersion.objects.create(scheme=of, **(SALES | version))
    levels = levels or ({"slug": "target", "name": "เป้าหมาย", "percent": Decimal(2)},)
    write_levels(made, [Level(**level) for level in levels])
    if announced:
        for name, value in letter.items():
            setattr(made, name, value)
        made.save()
    return made


def rewritten(version: SchemeVersion, **changes) -> SchemeVersion:
    """What nobody can do once it is announced: for tests that need its letter of another day."""
    fixed_rules.drop_triggers(connection)
    SchemeVersion.objects.filter(pk=version.pk).update(**changes)
    fixed_rules.create_triggers(connection)
    return version


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
