"""What can be asked of the public pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django import forms

from otop_portal import thai
from sales.models import Province

from ..asked import AskedForm
from ..selection import Unit, since_october
from .classes import Classes
from .figures import Figure, newest_whole
from .places import Places


class MonthForm(AskedForm):
    """One published month (2023-07), and the unit that amounts are read in."""

    month = forms.ChoiceField(label="เดือน")
    unit = forms.ChoiceField(label="หน่วย", choices=Unit.choices, widget=forms.HiddenInput)

    def __init__(self, asked: Mapping[str, Any], *, by_month: Mapping[date, Figure], **defaults: Any) -> None:
        self.by_month = by_month
        newest = newest_whole(by_month)
        usual = {"month": newest and f"{newest:%Y-%m}", "unit": Unit.MILLION.value}
        super().__init__(asked, usual | defaults)
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


class TrendForm(MonthForm):
    """An area, and the month that the twelve end with."""

    area = forms.ChoiceField(label="พื้นที่", required=False)
    field_order = ("area", "month")

    def __init__(self, asked: Mapping[str, Any], *, by_month: Mapping[date, Figure], places: Places) -> None:
        self.places = places
        super().__init__(asked, by_month=by_month, area="")
        self.fields["month"].label = "ถึงเดือน"
        self.fields["area"].choices = places.choices

    def asking(self, data: dict[str, Any]) -> Self:
        return type(self)(data, by_month=self.by_month, places=self.places)


class MapForm(MonthForm):
    """The month alone or those since October, and how the amounts are divided into classes."""

    period = forms.ChoiceField(label="ช่วงเวลา", choices=[("month", "เดือนเดียว"), ("since", "ตั้งแต่ตุลาคม")])
    classes = forms.ChoiceField(label="แบ่งช่วง", choices=[(each.value, each.label) for each in Classes])

    def __init__(self, asked: Mapping[str, Any], *, by_month: Mapping[date, Figure]) -> None:
        super().__init__(asked, by_month=by_month, period="month", classes=Classes.QUANTILE.value)

    @property
    def months(self) -> tuple[date, ...]:
        month = self.chosen_month
        return since_october(month) if self.cleaned_data["period"] == "since" else (month,)

    @property
    def classes_chosen(self) -> Classes:
        return Classes(self.cleaned_data["classes"])


class ComparisonForm(MonthForm):
    """Two provinces and a month; where none are chosen, the two that sold `best`."""

    one = forms.ChoiceField(label="จังหวัดแรก")
    other = forms.ChoiceField(label="จังหวัดที่สอง")
    field_order = ("one", "other", "month")

    def __init__(
        self, asked: Mapping[str, Any], *, by_month: Mapping[date, Figure], places: Places, best: Sequence[str]
    ) -> None:
        self.places, self.best = places, best
        one, *others = best
        super().__init__(asked, by_month=by_month, one=one, other=next(iter(others), one))
        for name in ("one", "other"):
            self.fields[name].choices = places.province_choices

    @property
    def provinces(self) -> list[Province]:
        return [self.places.provinces[self.cleaned_data[name]] for name in ("one", "other")]

    def asking(self, data: dict[str, Any]) -> Self:
        return type(self)(data, by_month=self.by_month, places=self.places, best=self.best)


def _label(figure: Figure) -> str:
    return f"{thai.month_long(figure.month)}{' (ข้อมูลเบื้องต้น)' if figure.is_preliminary else ''}"
