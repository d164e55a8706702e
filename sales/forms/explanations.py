"""What the panel of findings posts, from within the forms of pages 12 and 14; and a province's own reasons."""

from datetime import date
from typing import Any

from django import forms

from otop_portal import fiscal, thai

from ..checks import sentences
from ..models import ExplanationReason, Officer
from ..transitions.explanations import Answer
from .confirmation import VersionsField

_MONTHS_AHEAD = 12


class TickedVersionsField(VersionsField):
    """All ticked boxes of a name, each `12:3`."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> dict[int, int]:
        return super().to_python(" ".join(value or ()))


class ExplanationForm(forms.Form):
    # It shares a form with the page's other buttons, which ask for none of this.
    use_required_attribute = False

    explained = TickedVersionsField(error_messages={"required": sentences.NOTHING_TICKED})
    reason = forms.ModelChoiceField(
        label="เหตุผล",
        queryset=ExplanationReason.objects.none(),
        empty_label="เลือกเหตุผล",
        error_messages={"required": sentences.NO_REASON, "invalid_choice": sentences.NO_REASON},
    )
    until = forms.TypedChoiceField(
        label="ถึงเดือน (นอกฤดูกาล)", coerce=date.fromisoformat, required=False, empty_value=None
    )
    words = forms.CharField(label="คำชี้แจงเพิ่มเติม", max_length=500, required=False)

    def __init__(self, *args: Any, officer: Officer, month: date, **kwargs: Any) -> None:
        super().__init__(*args, prefix="why", **kwargs)
        self.fields["reason"].queryset = ExplanationReason.objects.visible_to(officer)
        months = [fiscal.add_months(month, ahead) for ahead in range(_MONTHS_AHEAD)]
        self.fields["until"].choices = [("", "–"), *((each.isoformat(), thai.month_long(each)) for each in months)]
        for name in ("reason", "until"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm"
        self.fields["words"].widget.attrs["class"] = "form-control form-control-sm"

    @property
    def answer(self) -> Answer:
        reason, until = self.cleaned_data["reason"], self.cleaned_data["until"]
        return Answer(reason, self.cleaned_data["words"], until if reason.is_seasonal else None)

    @property
    def faults(self) -> list[str]:
        return [str(sentence) for sentences_of_field in self.errors.values() for sentence in sentences_of_field]


class ReasonForm(forms.Form):
    label = forms.CharField(label="เหตุผลของจังหวัด", max_length=100)
