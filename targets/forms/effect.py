from django import forms

from sales.forms.amounts import BahtField
from sales.models import CHANNELS
from sales.transitions import Amounts


class EffectForm(forms.Form):
    """A row as it is to be; `row` is the one that stands now."""

    row = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    domestic_offline, domestic_online, foreign_offline, foreign_online = (BahtField(required=False) for _ in CHANNELS)

    @property
    def amounts(self) -> Amounts:
        return tuple(self.cleaned_data[channel] for channel in CHANNELS)
