"""Numbers of things as officers type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from sales.forms.amounts import BahtField

from ..missions import sentences

_MOST = 999_999


class CountField(BahtField):
    """A whole number."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"required": sentences.NO_AMOUNT}
    default_validators = [MaxValueValidator(_MOST, sentences.TOO_MANY)]
    places = 0

    def to_python(self, value: Any) -> int | None:
        amount = super().to_python(value)
        return None if amount is None else int(amount)
