from collections.abc import Sequence
from typing import Any

from django import forms

from sales.models import Officer, Province

from .models import Target
from .results import Reader


class StandingsForm(forms.Form):
    """What page 32 asks; a question without sense is left out."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int, required=False, empty_value=None)
    province = forms.ModelChoiceField(
        label="จังหวัด", queryset=Province.objects.none(), required=False, empty_label="ทุกจังหวัด"
    )
    entered = forms.BooleanField(label="รวมยอดที่ยังไม่ยืนยัน", required=False)

    def __init__(self, *args: Any, officer: Officer, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer, self.years = officer, years
        self.fields["year"].choices = [(year, str(year)) for year in years]
        if officer.area is None:
            del self.fields["entered"]
            self.fields["province"].queryset = Province.objects.visible_to(officer)
        else:
            del self.fields["province"]

    @property
    def chosen_year(self) -> int | None:
        """The one asked for, or the newest."""
        return self._asked("year") or next(iter(self.years), None)

    @property
    def reader(self) -> Reader:
        """For the country's officers the provinces, or one of them with its districts."""
        targets = Target.objects.visible_to(self.officer)
        if self.officer.area is None:
            targets = targets.of_one_level(self._asked("province"))
        return Reader(self.officer, entered=bool(self._asked("entered")), targets=targets)

    def _asked(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
