"""The search fields ปีงบประมาณ and เดือน that every page of the manual begins with."""

from collections.abc import Callable
from typing import Any

from django import forms

from otop_portal import fiscal, thai

from ..addresses import fiscal_years, month_named, month_to_report
from ..models import ReportingMonth

# A fiscal year's own order: October first.
MONTHS = [(month, thai.MONTH_NAMES[month - 1]) for month in fiscal.CALENDAR_MONTHS]


class PeriodForm(forms.Form):
    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    month = forms.TypedChoiceField(label="เดือน", coerce=int, choices=MONTHS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A list: a callable would be asked twice for each page.
        self.fields["year"].choices = [(year, str(year)) for year in fiscal_years()]

    def reporting_month(self, otherwise: Callable[[], ReportingMonth] = month_to_report) -> ReportingMonth:
        """The month asked for; without a question, or with one that means nothing, another."""
        if self.is_valid():
            return month_named(self.cleaned_data["year"], self.cleaned_data["month"])
        return otherwise()
