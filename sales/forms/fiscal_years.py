"""Opening the next fiscal year, closing one that is over."""

from typing import Any

from django import forms

from ..models import EntryMode
from .dates import ThaiDateField


class OpenYearForm(forms.Form):
    """`year`: the one whose preview was on the screen."""

    year = forms.IntegerField(min_value=2558, max_value=2643, widget=forms.HiddenInput)
    entry_mode = forms.ChoiceField(
        label="วิธีบันทึกของทั้ง 12 เดือน", choices=EntryMode.choices, initial=EntryMode.SAVE_CONFIRMS
    )


class CloseYearForm(forms.Form):
    on = ThaiDateField(label="ปิดรับข้อมูลตั้งแต่วันที่")

    def __init__(self, data: Any = None, *, year: int) -> None:
        super().__init__(data, auto_id=f"close-{year}-%s")
