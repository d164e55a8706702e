"""Page 37: which year, which work, and one day of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from otop_portal import clock, fiscal, thai

from .. import sentences
from ..addresses import fiscal_years
from ..choices import DueKind, Role
from ..models import District, DueDate, Officer
from .dates import ThaiDateField


class DueDatesForm(forms.Form):
    """What is looked at; a question without sense is left out."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(label="งาน", choices=DueKind.choices, required=False)
    district = forms.ModelChoiceField(
        District.objects.none(), label="อำเภอ", required=False, empty_label="ทุกอำเภอ", to_field_name="code"
    )

    def __init__(self, officer: Officer, data: Mapping[str, Any]) -> None:
        today = fiscal.fiscal_year(fiscal.first_of_month(clock.today()))
        years = fiscal_years()
        self.usual = {"year": today if today in years else next(iter(years), today), "kind": DueKind.SALES.value}
        super().__init__(self.usual | dict(data.items()))
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["district"].queryset = District.objects.visible_to(officer).reporting()
        if officer.role != Role.PROVINCE:
            del self.fields["district"]
        self.is_valid()

    @property
    def chosen_year(self) -> int:
        return self.cleaned_data.get("year") or self.usual["year"]

    @property
    def chosen_kind(self) -> DueKind:
        return DueKind(self.cleaned_data.get("kind") or DueKind.SALES)

    @property
    def chosen_district(self) -> District | None:
        return self.cleaned_data.get("district")


class DueDateForm(forms.Form):
    """A day for what `due` says."""

    note = forms.CharField(
        label="หมายเหตุ", max_length=200, required=False, help_text="เช่น วันหยุดราชการ จะแสดงข้างวันที่ครบกำหนด"
    )
    reason = forms.CharField(
        label="เหตุผล",
        max_length=500,
        required=False,
        error_messages={"required": sentences.NO_REASON_TO_EXTEND},
        widget=forms.Textarea({"rows": 2}),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    field_order = ("on", "note", "reason")

    def __init__(self, due: DueDate, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.due = due
        first = thai.year_be(due.period_id)
        self.fields["on"] = ThaiDateField([first, first + 1, first + 2], label="ครบกำหนดวันที่")
        self.fields["reason"].required = bool(due.district_id)
        self.order_fields(self.field_order)

    @property
    def wanted(self) -> DueDate:
        """What a valid form asks for, not yet written down."""
        asked = self.cleaned_data
        return DueDate(**self.due.key, due_on=asked["on"], note=asked["note"], reason=asked["reason"])


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label="เหตุผล", max_length=500, required=False)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
