"""The demo: two fiscal years of Nong Khai and seven more provinces as they might have been, on a date of its own."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from otop_portal import clock

from ..choices import SYSTEM_USERNAME
from ..models import DemoClock, District, Officer, Producer
from ..reference import load_reference
from .accounts import create_officers
from .figures import PROVINCE, Figures, printed_counts, printed_figures
from .invented import INVENTED, invented_counts, invented_figures
from .moments import morning_of
from .register import fill_register
from .sheets import Desk, SheetAtWork, ending_of

TODAY = date(2023, 9, 3)
PROVINCES = (PROVINCE, *INVENTED)


class NoSuchDay(ValueError):
    """The demo has no figures before that day."""


def is_empty() -> bool:
    """Nothing that anybody made: a demo may be loaded."""
    others = Officer.objects.exclude(username=SYSTEM_USERNAME)
    return not (others.exists() or Producer.objects.exists())


@transaction.atomic
def load(today: date) -> None:
    """Everything as it stands on the morning of that day."""
    figures = printed_figures() | invented_figures()
    months = sorted({month for _, month in figures if month < today.replace(day=1)})
    if not months:
        raise NoSuchDay(f"The demo begins in {min(month for _, month in figures)}: choose a day after that month.")
    load_reference()
    District.objects.exclude(province__in=PROVINCES).update(reporting=False)
    districts = _districts()
    officers = create_officers(districts)
    counts = printed_counts() | invented_counts()
    for district in districts:
        desk = Desk(district, officers[f"d{district.pk}"], officers[f"p{district.province_id}"], today)
        fill_register(district, desk.by, counts[district.pk])
        _work_through(desk, months, figures)
    DemoClock.begin(morning_of(today) - clock.now())


def _districts() -> list[District]:
    """In the order of the provinces: Nong Khai's come first."""
    districts = District.objects.filter(province__in=PROVINCES).select_related("province").order_by("pk")
    return sorted(districts, key=lambda district: PROVINCES.index(district.province_id))


def _work_through(desk: Desk, months: Sequence[date], figures: Figures) -> None:
    for month in months:
        ending = ending_of(desk.district.pk, month, is_newest=month == months[-1])
        ending(SheetAtWork(desk, month), figures[desk.district.pk, month])
