"""Which step of the month's funnel is looked at."""

from django import forms

from ..holding.holder import Step


class StepForm(forms.Form):
    step = forms.TypedChoiceField(choices=Step.choices, coerce=Step, required=False, empty_value=None)

    @property
    def chosen(self) -> Step | None:
        """A question without sense is none."""
        return self.cleaned_data["step"] if self.is_valid() else None
