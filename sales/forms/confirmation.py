"""What the pages of confirmation and return post, and the search fields above them."""

import re
from collections.abc import Collection
from typing import Any

from django import forms

from .. import sentences
from ..models import District, Officer
from ..review import Screen
from ..transitions.refusals import Problem
from .period import PeriodForm


class VersionsField(forms.CharField):
    """`12:3 15:1` → {12: 3, 15: 1}: by id (or code) the version that stood on the officer's screen."""

    def to_python(self, value: Any) -> dict[int, int]:
        text = super().to_python(value)
        if not re.fullmatch(r"([0-9]{1,18}:[0-9]{1,9}( |$))*", text):
            raise forms.ValidationError("not a list of versions")
        return {int(key): int(version) for key, version in (pair.split(":") for pair in text.split())}


class NumbersField(forms.Field):
    """All values of a name that ticked boxes share."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[int]:
        if not all(re.fullmatch("[0-9]{1,18}", text) for text in value or ()):
            raise forms.ValidationError("not a list of numbers")
        return [int(text) for text in value or ()]


class ConfirmationForm(forms.Form):
    submission = forms.UUIDField()
    seen = VersionsField(required=False)
    beyond = VersionsField(required=False)
    rows = NumbersField(required=False)
    # The header's box, for a browser without scripts; and the button for everything at once.
    all_shown = forms.BooleanField(required=False)
    everything = forms.BooleanField(required=False)
    first_line = forms.IntegerField(min_value=1, required=False)

    @property
    def chosen(self) -> dict[int, int]:
        """The ticked rows with the versions that were seen."""
        data = self.cleaned_data
        if data["everything"]:
            return data["seen"] | data["beyond"]
        if data["all_shown"]:
            return data["seen"]
        return {row: data["seen"][row] for row in data["rows"] if row in data["seen"]}

    def screen(self, problems: Collection[Problem] = ()) -> Screen:
        return Screen(self.first, self.chosen, problems=problems)

    @property
    def first(self) -> int:
        return self.cleaned_data.get("first_line") or 1


class SheetConfirmationForm(ConfirmationForm):
    """The province's: an empty sheet is confirmed by its version."""

    sheet_version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)


class DistrictsConfirmationForm(forms.Form):
    submission = forms.UUIDField()
    seen = VersionsField(required=False)
    rows = NumbersField(required=False)
    all_shown = forms.BooleanField(required=False)
    # Posted from page 24, which is shown again.
    ready = forms.BooleanField(required=False)

    @property
    def chosen(self) -> dict[str, int]:
        """By district's code the version of its sheet that was seen."""
        seen = self.cleaned_data["seen"]
        codes = seen if self.cleaned_data["all_shown"] else self.cleaned_data["rows"]
        return {str(code): seen[code] for code in codes if code in seen}


class ReasonForm(forms.Form):
    """Why something is sent back."""

    # Its field shares a form with the button that confirms, which asks for no reason.
    use_required_attribute = False

    reason = forms.CharField(
        label="เหตุผลที่ส่งคืน",
        max_length=500,
        error_messages={"required": sentences.NO_REASON},
        widget=forms.Textarea({"rows": 2, "maxlength": 500}),
    )


class ReturnForm(ReasonForm, SheetConfirmationForm):
    """The same page, the other button: what is ticked to be confirmed stays ticked when the reason is missing."""

    send_back = NumbersField(required=False)

    @property
    def rows_to_return(self) -> list[int] | None:
        """None: the whole sheet."""
        return None if self.cleaned_data["everything"] else self.cleaned_data["send_back"]

    def screen(self, problems: Collection[Problem] = ()) -> Screen:
        ticked = {row: self.cleaned_data["seen"].get(row) for row in self.cleaned_data["rows"]}
        return Screen(self.first, ticked, self.cleaned_data.get("send_back", ()), problems)

    def clean(self) -> None:
        if not self.cleaned_data.get("everything") and not self.cleaned_data.get("send_back"):
            self.add_error("send_back", sentences.NOTHING_TO_RETURN)
        if self.errors:  # the page opens where the fault is
            self.fields["reason"].widget.attrs["autofocus"] = True


class RangeForm(forms.Form):
    """ลำดับแถว: which hundred is shown."""

    rows = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def screen(self) -> Screen:
        return Screen((self.is_valid() and self.cleaned_data["rows"]) or 1)


class DistrictPeriodForm(PeriodForm):
    """The province's search: ปีงบประมาณ, อำเภอ, เดือน."""

    district = forms.TypedChoiceField(label="อำเภอ")
    field_order = ["year", "district", "month"]

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = {district.pk: district for district in District.objects.visible_to(officer).reporting()}
        self.fields["district"].choices = [(code, district.name_th) for code, district in districts.items()]
        self.fields["district"].coerce = districts.get


class PageForm(forms.Form):
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    @property
    def number(self) -> int:
        return (self.is_valid() and self.cleaned_data["page"]) or 1
