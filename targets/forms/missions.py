"""What page 34 posts, and the ticks that pages 34 and 35 share."""

from __future__ import annotations

from typing import Any

from django import forms

from otop_portal import clock
from sales.forms.confirmation import NumbersField, ReasonForm, VersionsField
from sales.forms.dates import ThaiDateField

from ..missions import sentences
from ..missions.board import Line
from .amounts import CountField


class AskedForm(forms.Form):
    """Which of a scheme's questions is answered: a condition, or its own number."""

    condition = forms.CharField(max_length=300, required=False)


class MissionForm(forms.Form):
    """One of: the number, or the day on which the condition's report was handed in."""

    amount = CountField()
    handed_in_on = ThaiDateField(label="วันที่ส่งรายงาน", error_messages={"required": sentences.NO_DAY})
    evidence = forms.CharField(label="เลขที่หลักฐาน", max_length=100, error_messages={"required": sentences.NO_EVIDENCE})
    seen = VersionsField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, line: Line, number: int) -> None:
        super().__init__(data, auto_id=f"report-{number}-%s", initial=_initial(line))
        if line.asked.condition:
            del self.fields["amount"]
        else:
            del self.fields["handed_in_on"]
            self.fields["amount"].label = f"ผลสะสม ({line.asked.unit})"

    def clean_handed_in_on(self) -> Any:
        day = self.cleaned_data["handed_in_on"]
        if day > clock.today():
            raise forms.ValidationError(sentences.DAY_TO_COME)
        return day

    @property
    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("amount", "handed_in_on") if name in self.cleaned_data}


def _initial(line: Line) -> dict[str, Any]:
    if line.newest is None:
        return {}
    told = {name: getattr(line.newest, name) for name in ("amount", "handed_in_on", "evidence")}
    return told | {"seen": line.seen}


class TickedForm(forms.Form):
    """Which of the rows on the screen; the header's box is for all that wait."""

    seen = VersionsField(required=False)
    waiting = VersionsField(required=False)
    rows = NumbersField(required=False)
    all_shown = forms.BooleanField(required=False)

    @property
    def chosen(self) -> dict[int, int]:
        """With the versions that were seen."""
        data = self.cleaned_data
        ticked = {row: data["seen"][row] for row in data["rows"] if row in data["seen"]}
        return data["waiting"] | ticked if data["all_shown"] else ticked


class GiveBackForm(ReasonForm, TickedForm):
    """The same page, the other button: what is ticked stays ticked when the reason is missing."""
