"""What page 33 posts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from otop_portal import clock, thai
from sales.forms.dates import ThaiDateField
from sales.forms.imports import TicketForm
from sales.models import District, Officer, Province

from .. import sentences
from ..given import Column, Given, Typed, plain
from ..transitions.tables import Row
from ..transitions.targets import Wanted


class SettingsForm(forms.Form):
    """Which year, and of the country's officers which province; a question without sense is left out."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int, required=False, empty_value=None)
    province = forms.ModelChoiceField(label="จังหวัด", queryset=Province.objects.none(), required=False)

    def __init__(self, *args: Any, officer: Officer, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer, self.years = officer, years
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["province"].queryset = Province.objects.visible_to(officer)
        if officer.area is not None:
            del self.fields["province"]

    @property
    def chosen_year(self) -> int | None:
        return self._asked("year") or next(iter(self.years), None)

    @property
    def chosen_province(self) -> Province | None:
        return self.officer.province or self._asked("province")

    def _asked(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


class GridForm(forms.Form):
    """Every cell as it was typed under its name, and in `read` what each held when the page was made."""

    read = forms.JSONField(required=False)
    split = forms.CharField(required=False, max_length=60)

    def __init__(self, given: Given, data: QueryDict) -> None:
        super().__init__(data)
        self.given, self.posted = given, data
        self.is_valid()
        held = self.cleaned_data.get("read")
        read = held if isinstance(held, dict) else {}
        self.read = {name: text for name, text in read.items() if isinstance(text, str)}
        self.typed = Typed()

    @property
    def column(self) -> Column | None:
        """Which is to be split."""
        wanted = self.cleaned_data.get("split")
        return next((column for column in self.given.columns if column.key == wanted), None)

    def wanted(self) -> list[Wanted]:
        """Of the rows in which something was typed; one with a cell that is no amount stays as it was typed."""
        rows: dict[Row, dict[str, tuple[Decimal | None, Decimal | None]]] = {}
        bad: set[Row] = set()
        for row, column, name in self._cells():
            text, read = self._text(name, column), self.read.get(name, "")
            try:
                typed = thai.parse_amount(text, column.decimals)
                before = thai.parse_amount(read, column.decimals)
            except thai.NotAnAmount as error:
                self.typed.problems.setdefault(name, []).append(str(error))
                bad.add(row)
                continue
            if typed != before:
                rows.setdefault(row, {})[column.name] = (typed, before)
        self._keep(bad | rows.keys())
        return [self._wanted(row, cells) for row, cells in rows.items() if row not in bad]

    def _wanted(self, row: Row, cells: dict[str, tuple[Decimal | None, Decimal | None]]) -> Wanted:
        return Wanted(
            row,
            {name: typed for name, (typed, _) in cells.items()},
            read={name: before for name, (_, before) in cells.items()},
        )

    def keep_all(self) -> None:
        """Nothing is saved: all that was typed stands on the page that follows."""
        self._keep({row for row, _, _ in self._cells()})

    def _keep(self, rows: set[Row]) -> None:
        for row, column, name in self._cells():
            if row in rows:
                self.typed.texts[name] = self._text(name, column)
                self.typed.read[name] = self.read.get(name, "")

    def _text(self, name: str, column: Column) -> str:
        """What was not posted was not typed into."""
        posted = self.posted.get(name)
        return self.read.get(name, "") if posted is None else posted.replace("\0", " ")[:60]

    def _cells(self) -> Iterator[tuple[Row, Column, str]]:
        areas: list[District | None] = [*self.given.districts, None]
        for area in areas:
            for column in self.given.columns:
                yield self.given.row(area, column), column, self.given.cell_name(area, column)


def release(typed: Typed, given: Given, *, saved: set[str]) -> None:
    """Of rows that were saved, and of clashes that are now shown, what stands counts as read."""
    for name in list(typed.texts):
        row = name.rpartition(" ")[0]
        if row in saved:
            typed.texts.pop(name)
            typed.read.pop(name)
        elif name in typed.problems:
            typed.read[name] = plain(given.figures[name])


class LetterForm(forms.Form):
    letter_number = forms.CharField(label="เลขที่หนังสือ", max_length=60)
    letter_date = ThaiDateField(label="ลงวันที่")

    def clean_letter_date(self) -> Any:
        day = self.cleaned_data["letter_date"]
        if day and day > clock.today():
            raise forms.ValidationError(sentences.LETTER_OF_TOMORROW)
        return day


class UnlockForm(forms.Form):
    reason = forms.CharField(
        label="เหตุผลที่ปลดล็อก", max_length=500, error_messages={"required": sentences.NO_REASON_TO_UNLOCK}
    )


class _Meant(forms.MultipleChoiceField):
    """`เผ่าไร่|4315`: what the file says, and the district that is meant; nothing chosen is empty."""

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> dict[str, str]:
        chosen = (each.rpartition("|") for each in super().clean(value))
        return {key: code for key, _, code in chosen if key and len(code) == 4 and code.isdigit()}


class FileAgainForm(TicketForm):
    """The file that waits, and how its unclear names are to be read."""

    meant = _Meant(required=False)
