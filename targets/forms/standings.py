from collections.abc import Sequence
from typing import Any

from django import forms

from sales.models import Officer, Province

from ..results import Reader
from ..standings import reader_for


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
        entered, province = bool(self._asked("entered")), self._asked("province")
        return reader_for(self.officer, entered=entered, province=province)

    def _asked(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
