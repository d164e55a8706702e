"""Months as a file names them: the calendar's year in the Buddhist era, and a number or a Thai name."""

from datetime import date

from otop_portal import clock, fiscal, thai

from .. import sentences as rules
from ..models import ReportingMonth
from . import sentences
from .tables import Column

YEAR = Column("year_be", ("ปี พ.ศ.", "ปี", "พ.ศ.", "year_be"), filled=True, max_length=20)
MONTH = Column("month", ("เดือน", "month"), filled=True, max_length=20)

_NUMBERS = {
    name: number for names in (thai.MONTH_NAMES, thai.MONTH_ABBREVIATIONS) for number, name in enumerate(names, 1)
}


class NoSuchMonth(ValueError):
    """Its text is the sentence; `column` the name of the column to blame."""

    def __init__(self, column: Column, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column.name


class Months:
    """The months that the portal has and that have begun; for plans those to come too."""

    def __init__(self, *, to_come: bool = False) -> None:
        self._today = date.max if to_come else clock.today()
        self._opens_on = dict(ReportingMonth.objects.values_list("month", "opens_on"))

    def named(self, year_be: str, month: str) -> date:
        """Month 10 of 2565 is October 2022. Raises NoSuchMonth."""
        year, number = thai.arabic_digits(year_be), thai.arabic_digits(month)
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise NoSuchMonth(YEAR, sentences.not_a_year(year_be))
        calendar_month = _NUMBERS.get(month) or (int(number) if number.isascii() and number.isdigit() else 0)
        if not 1 <= calendar_month <= 12:
            raise NoSuchMonth(MONTH, sentences.not_a_month(month))
        return self._known(int(year) - fiscal.BUDDHIST_ERA, calendar_month)

    def _known(self, year: int, calendar_month: int) -> date:
        first = date(year, calendar_month, 1) if year >= fiscal.FIRST_YEAR else None
        if first is None or first not in self._opens_on:
            raise NoSuchMonth(YEAR, sentences.MONTH_NOT_IN_PORTAL)
        if self._opens_on[first] > self._today:
            raise NoSuchMonth(MONTH, rules.not_yet_open(self._opens_on[first]))
        return first
