"""Amounts as officers type them: Thai or Arabic digits, with or without separators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from otop_portal import thai


class BahtField(forms.CharField):
    """Empty is no amount."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    places = 2

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return thai.parse_amount(super().to_python(value), self.places)
        except thai.NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error
