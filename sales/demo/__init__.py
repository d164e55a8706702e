"""The demo: two fiscal years of Nong Khai as they might have been, on a date of its own."""

from datetime import date

from django.db import transaction

from otop_portal import clock

from ..choices import SYSTEM_USERNAME
from ..models import DemoClock, District, Officer, Producer
from ..reference import load_reference
from .accounts import create_officers
from .figures import PROVINCE, Figures, printed_figures, producer_counts
from .moments import morning_of
from .register import fill_register
from .sheets import OF_THE_NEWEST_MONTH, Desk, SheetAtWork, confirmed_by_province

TODAY = date(2023, 9, 3)


class NoSuchDay(ValueError):
    """The demo has no figures before that day."""


def is_empty() -> bool:
    """Nothing that anybody made: a demo may be loaded."""
    others = Officer.objects.exclude(username=SYSTEM_USERNAME)
    return not (others.exists() or Producer.objects.exists())


@transaction.atomic
def load(today: date) -> None:
    """Everything as it stands on the morning of that day."""
    figures = printed_figures()
    months = sorted({month for _, month in figures if month < today.replace(day=1)})
    if not months:
        raise NoSuchDay(f"The demo begins in {min(month for _, month in figures)}: choose a day after that month.")
    load_reference()
    District.objects.exclude(province=PROVINCE).update(reporting=False)
    districts = list(District.objects.filter(province=PROVINCE).select_related("province"))
    officers = create_officers(districts)
    for district in districts:
        _work_through(district, officers, months, figures, today)
    DemoClock.begin(morning_of(today) - clock.now())


def _work_through(
    district: District, officers: list[Officer], months: list[date], figures: Figures, today: date
) -> None:
    by_name = {officer.username: officer for officer in officers}
    desk = Desk(district, by_name[f"d{district.pk}"], by_name[f"p{PROVINCE}"], today)
    fill_register(district, desk.by, producer_counts()[district.name_th])
    for month in months:
        newest = month == months[-1]
        finish = OF_THE_NEWEST_MONTH.get(district.pk, confirmed_by_province) if newest else confirmed_by_province
        finish(SheetAtWork(desk, month), figures[district.name_th, month])
