"""What page 16 posts: the row as it should be, and the province's answer."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from otop_portal import thai

from .. import sentences as of_ledger
from ..choices import CHANNEL_LABELS
from ..corrections import sentences
from ..models import CHANNELS, Officer, Producer, ProductType, Sale
from ..transitions import Amounts, Wanted
from .amounts import BahtField

_PRODUCT_TYPES = [("", "กรุณาเลือกประเภท"), *((kind.value, kind.full_name) for kind in ProductType)]


class RowForm(forms.Form):
    """About which row it is asked; none where one is missing."""

    row = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)


class CorrectionForm(forms.Form):
    submission = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    producer = forms.ModelChoiceField(
        Producer.objects.none(),
        label="ผู้ผลิต ผู้ประกอบการ",
        empty_label="กรุณาเลือกผู้ผลิต",
        error_messages={"required": of_ledger.NO_NAME, "invalid_choice": sentences.NOT_OF_DISTRICT},
    )
    product_type = forms.ChoiceField(
        label="ประเภทผลิตภัณฑ์", choices=_PRODUCT_TYPES, error_messages={"required": of_ledger.NO_PRODUCT_TYPE}
    )
    domestic_offline, domestic_online, foreign_offline, foreign_online = (
        BahtField(label=label, required=False) for label in CHANNEL_LABELS.values()
    )
    reason = forms.CharField(
        label="เหตุผลที่ขอแก้ไข",
        max_length=200,
        error_messages={"required": sentences.NO_REASON},
        widget=forms.Textarea({"rows": 2, "maxlength": 200}),
    )

    def __init__(self, data: Any = None, *, officer: Officer, row: Sale | None) -> None:
        super().__init__(data, initial={"submission": uuid4(), **_as_it_is(row)})
        self.row = row
        own = Producer.objects.visible_to(officer)
        known = own.listed().active() | own.filter(pk=row and row.producer_id)
        self.fields["producer"].queryset = known.in_thai_order()

    @property
    def amounts(self) -> Amounts:
        return tuple(self.cleaned_data[channel] for channel in CHANNELS)

    @property
    def wanted(self) -> Wanted:
        producer, product_type = self.cleaned_data["producer"].pk, self.cleaned_data["product_type"]
        return Wanted(producer, product_type, self.amounts, self.row and self.row.pk, self.cleaned_data["version"])

    @property
    def beside(self) -> list[tuple[forms.BoundField, str]]:
        """Each field with what stands now."""
        names = ("producer", "product_type", *CHANNELS)
        return [(self[name], _shown(self.row, name)) for name in names]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="เหตุผล (ถ้ามี)",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": 200}),
    )


class RefusalForm(forms.Form):
    answer = forms.CharField(
        label="เหตุผลที่ไม่รับคำขอ",
        max_length=200,
        error_messages={"required": sentences.NO_REASON_TO_REFUSE},
        widget=forms.Textarea({"rows": 2, "maxlength": 200}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="refuse-%s")


def _as_it_is(row: Sale | None) -> dict[str, Any]:
    if row is None:
        return {}
    amounts = {channel: thai.baht(getattr(row, channel)) for channel in CHANNELS}
    return {"version": row.version, "producer": row.producer_id, "product_type": row.product_type, **amounts}


def _shown(row: Sale | None, name: str) -> str:
    """What stands now, in words."""
    if row is None:
        return ""
    words = {"producer": row.producer.name, "product_type": str(row.get_product_type_display())}
    return words.get(name) or thai.baht(getattr(row, name))
