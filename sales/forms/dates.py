"""A day is chosen, in the Buddhist era: typed, `31/10/2568` would be taken for the year 2568 of the common era."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from otop_portal import clock, fiscal, thai

from .. import sentences

# The oldest registrations of OTOP are of 2544.
_FIRST_YEAR = 2544


class ThaiDateWidget(forms.MultiWidget):
    use_fieldset = True

    def __init__(self, years: Sequence[int] = ()) -> None:
        self.years = years
        parts = {"day": "วันที่", "month": "เดือน", "year": "ปี พ.ศ."}
        super().__init__(
            {name: forms.Select({"aria-label": label, "class": "form-select"}) for name, label in parts.items()}
        )

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        newest = thai.year_be(clock.today()) + 1
        years = self.years or range(newest, _FIRST_YEAR - 1, -1)
        choices = (
            [("", "วัน"), *((day, day) for day in range(1, 32))],
            [("", "เดือน"), *enumerate(thai.MONTH_NAMES, 1)],
            [("", "ปี"), *((year, year) for year in years)],
        )
        for widget, known in zip(self.widgets, choices, strict=True):
            widget.choices = known
        return super().get_context(name, value, attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, thai.year_be(value)] if value else [None, None, None]


class ThaiDateField(forms.MultiValueField):
    """Three choices, one date of the common era."""

    def __init__(self, years: Sequence[int] = (), **more: Any) -> None:
        """`years` (Buddhist era) are offered; without them, all from the first registrations to the next year."""
        super().__init__(
            [forms.IntegerField(), forms.IntegerField(), forms.IntegerField()], widget=ThaiDateWidget(years), **more
        )

    def compress(self, parts: list[int | None]) -> date | None:
        if not parts:
            return None
        day, month, year_be = parts
        try:
            chosen = date(year_be - fiscal.BUDDHIST_ERA, month, day)
        except (TypeError, ValueError, OverflowError) as error:  # a part not chosen, 31 February, the year 99999
            raise forms.ValidationError(sentences.NO_SUCH_DAY) from error
        if not _FIRST_YEAR <= year_be <= fiscal.LAST_YEAR + fiscal.BUDDHIST_ERA:
            raise forms.ValidationError(sentences.NO_SUCH_DAY)
        return chosen
