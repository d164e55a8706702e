"""What can be asked of the public pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django import forms

from otop_portal import thai

from ..asked import AskedForm
from ..selection import Unit
from .figures import Figure, newest_whole


class MonthForm(AskedForm):
    """One published month (2023-07), and the unit that amounts are read in."""

    month = forms.ChoiceField(label="เดือน")
    unit = forms.ChoiceField(label="หน่วย", choices=Unit.choices, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, Any], *, by_month: Mapping[date, Figure]) -> None:
        self.by_month = by_month
        newest = newest_whole(by_month)
        super().__init__(asked, {"month": newest and f"{newest:%Y-%m}", "unit": Unit.MILLION.value})
        self.fields["month"].choices = [(f"{month:%Y-%m}", _label(by_month[month])) for month in reversed(by_month)]

    def asking(self, data: dict[str, Any]) -> Self:
        return type(self)(data, by_month=self.by_month)

    @property
    def chosen_month(self) -> date:
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")

    @property
    def unit_chosen(self) -> Unit:
        return Unit(self.cleaned_data["unit"])

    @property
    def units(self) -> list[tuple[Unit, str]]:
        """What the amounts can be read in: the same question, with each."""
        return [(unit, urlencode(self.cleaned_data | {"unit": unit.value})) for unit in Unit]


def _label(figure: Figure) -> str:
    return f"{thai.month_long(figure.month)}{' (ข้อมูลเบื้องต้น)' if figure.is_preliminary else ''}"
