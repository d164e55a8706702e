"""A question in an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django import forms

# Their message is a sentence that says what is shown in place of what was asked.
SAYS_SO_ITSELF = ("moment", "run")


class AskedForm(forms.Form):
    """What is not asked is the default; what has no sense is mended, with a sentence, and never an error."""

    # What of the question was mended, a sentence each.
    mended_faults: Sequence[str] = ()

    def __init__(self, asked: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
        self.defaults = defaults
        super().__init__({name: asked.get(name) or default for name, default in defaults.items()})

    def asking(self, data: dict[str, Any]) -> Self:
        """The same form for another question."""
        raise NotImplementedError

    def mended(self) -> Self:
        """The nearest question that has sense: this one, where it has."""
        if self.is_valid():
            return self
        form = self.asking(self.data | {name: self.defaults[name] for name in self.errors})
        form.full_clean()
        form.mended_faults = self.faults()
        return form

    def faults(self) -> list[str]:
        """A sentence for each field that had no sense, and what is shown in its place."""
        return [self._fault(name, errors[0]) for name, errors in self.errors.as_data().items()]

    def _fault(self, name: str, error: forms.ValidationError) -> str:
        if error.code in SAYS_SO_ITSELF:
            return error.message
        return f"ไม่มี{self.fields[name].label}ที่ท่านเลือก จึงแสดงข้อมูลที่ใกล้เคียงแทน"
