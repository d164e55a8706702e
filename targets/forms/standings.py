from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sales.models import Area, District, Officer, Province

from ..results import Reader
from ..standings import reader_for


class StandingsForm(forms.Form):
    """What page 32 asks; a question without sense is left out."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int, required=False, empty_value=None)
    province = forms.ModelChoiceField(
        label="จังหวัด", queryset=Province.objects.none(), required=False, empty_label="ทุกจังหวัด"
    )
    district = forms.ModelChoiceField(
        label="อำเภอ", queryset=District.objects.none(), required=False, empty_label="ทุกอำเภอ"
    )
    entered = forms.BooleanField(label="รวมยอดที่ยังไม่ยืนยัน", required=False)

    def __init__(self, asked: Mapping[str, Any], *, officer: Officer, years: Sequence[int]) -> None:
        super().__init__(asked)
        self.officer, self.years = officer, years
        self.fields["year"].choices = [(year, str(year)) for year in years]
        if officer.area is None:
            del self.fields["entered"]
            self.fields["province"].queryset = Province.objects.visible_to(officer)
        else:
            del self.fields["province"]
        self._offer_districts()

    def _offer_districts(self) -> None:
        """Those of the province that is looked at."""
        province = self.officer.province or self._asked("province")
        if self.officer.district or not province:
            del self.fields["district"]
        else:
            districts = District.objects.visible_to(self.officer).within(province)
            self.fields["district"].queryset = districts.select_related("province")
        self.full_clean()

    @property
    def chosen_year(self) -> int | None:
        """The one asked for, or the newest."""
        return self._asked("year") or next(iter(self.years), None)

    @property
    def area(self) -> Area | None:
        """The innermost that is asked for; without a question the officer's own."""
        return self._asked("district") or self._asked("province") or self.officer.area

    @property
    def reader(self) -> Reader:
        return reader_for(self.officer, self.area, entered=bool(self._asked("entered")))

    def _asked(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
