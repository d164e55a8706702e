"""Figures as officers type them: Thai or Arabic digits, with or without separators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from otop_portal import thai

from ..missions import sentences

_MOST = 999_999


class BahtField(forms.CharField):
    """Empty is no amount."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    places = 2

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return thai.parse_amount(super().to_python(value), self.places)
        except thai.NotAnAmount as error:
            raise forms.ValidationError(str(error)) from error


class CountField(BahtField):
    """A whole number."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"required": sentences.NO_AMOUNT}
    default_validators = [MaxValueValidator(_MOST, sentences.TOO_MANY)]
    places = 0

    def to_python(self, value: Any) -> int | None:
        amount = super().to_python(value)
        return None if amount is None else int(amount)
