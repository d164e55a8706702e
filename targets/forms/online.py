"""What page 35 posts: one product, and the search that finds it in the register."""

from __future__ import annotations

from typing import Any

from django import forms

from sales.forms.amounts import BahtField
from sales.models import Officer, Product

from ..choices import Market
from ..missions import sentences
from ..missions.online import found_in_register
from ..models import OnlineProduct

_SHOWN = 50


class ProductSearchForm(forms.Form):
    """A producer's or product's name, or the producer's code."""

    q = forms.CharField(label="ค้นหาชื่อผลิตภัณฑ์ ชื่อผู้ประกอบการ หรือรหัส", max_length=200, required=False)

    def found(self, officer: Officer) -> list[Product]:
        """None before something is asked; the first ones of many."""
        if not self.is_valid() or not self.cleaned_data["q"]:
            return []
        return list(found_in_register(officer, self.cleaned_data["q"])[:_SHOWN])


class OnlineForm(forms.Form):
    product = forms.ModelChoiceField(
        Product.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"required": sentences.NO_PRODUCT, "invalid_choice": sentences.NO_PRODUCT},
    )
    trained = forms.BooleanField(label="ผ่านการอบรมเกี่ยวกับตลาดออนไลน์", required=False)
    sells_online = forms.BooleanField(label="ขายของออนไลน์อยู่แล้ว", required=False)
    has_standard = forms.BooleanField(label="ได้รับมาตรฐานที่เกี่ยวข้อง", required=False)
    is_selected = forms.BooleanField(label="ได้รับคัดสรร/ดาว", required=False)
    is_developed = forms.BooleanField(label="ผ่านการพัฒนาเกี่ยวกับออนไลน์", required=False)
    channel = forms.ChoiceField(label="ช่องทาง", choices=[("", "เลือกช่องทาง"), *Market.choices], required=False)
    link = forms.CharField(label="ชื่อเพจ/ลิงก์เพจ, ID Line หรือลิงก์เว็บไซต์", max_length=300, required=False)
    sales = BahtField(label="ยอดจำหน่ายออนไลน์ในรอบนี้ (บาท)", required=False)
    evidence = forms.CharField(label="เลขที่หลักฐาน", max_length=100, required=False)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, officer: Officer, row: OnlineProduct | None = None, **more: Any) -> None:
        initial = {name: getattr(row, name) for name in ("product", "version", *OnlineProduct.REPORTED)} if row else {}
        super().__init__(data, initial=initial | more.pop("initial", {}), **more)
        self.fields["product"].queryset = Product.objects.visible_to(officer).select_related("producer__district")

    @property
    def reported(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in OnlineProduct.REPORTED}

    @property
    def ticks(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The two groups of the department's form."""
        return [
            ("ความพร้อมผู้ประกอบการเพื่อเข้าสู่ตลาดออนไลน์", [self[name] for name in OnlineProduct.PRODUCER_READY]),
            ("ความพร้อมผลิตภัณฑ์ในการเข้าสู่ออนไลน์", [self[name] for name in OnlineProduct.PRODUCT_READY]),
        ]

    @property
    def market(self) -> list[forms.BoundField]:
        return [self[name] for name in ("channel", "link", "sales", "evidence")]
