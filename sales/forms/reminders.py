"""Which districts are reminded by hand, and the province's note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from ..models import District, Officer


class TickedForm(forms.Form):
    district = forms.ModelMultipleChoiceField(District.objects.none(), required=False, to_field_name="code")

    def __init__(self, officer: Officer, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["district"].queryset = District.objects.visible_to(officer).reporting().select_related("province")

    @property
    def ticked(self) -> list[District]:
        """What is none of his districts is left out with everything beside it."""
        return list(self.cleaned_data["district"]) if self.is_valid() else []


class ReminderForm(TickedForm):
    note = forms.CharField(
        label="ข้อความเพิ่มเติมของจังหวัด (ถ้ามี)",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "maxlength": 1000, "class": "form-control"}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)
