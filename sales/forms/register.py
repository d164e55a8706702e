"""The register of producers: searching it, adding to it, changing what it says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from otop_portal import clock, fiscal

from .. import sentences
from ..choices import ProducerStatus, ProducerType, ProductType, Role
from ..models import District, Officer, Producer, Province
from ..near_names import first_nearly_named, nearly_named
from ..querysets import ProducerQuerySet
from .dates import ThaiDateField

UNKNOWN_TYPE, EVERY_STATUS = "unknown", "all"
_PRODUCT_TYPES = [("", "กรุณาเลือกประเภท"), *((kind.value, kind.full_name) for kind in ProductType)]
_TYPES = [(kind.value, kind.short_name) for kind in ProducerType]


class ProducerSearchForm(forms.Form):
    """What is asked of the list. Whatever means nothing is passed over."""

    name = forms.CharField(label="ค้นหาชื่อ", max_length=200, required=False)
    status = forms.ChoiceField(
        label="สถานะ",
        choices=[*ProducerStatus.choices, (EVERY_STATUS, "ทุกสถานะ")],
        required=False,
        initial=ProducerStatus.ACTIVE,
    )
    producer_type = forms.ChoiceField(
        label="ประเภท", choices=[("", "ทุกประเภท"), *_TYPES, (UNKNOWN_TYPE, "ยังไม่ระบุประเภท")], required=False
    )
    province = forms.ModelChoiceField(Province.objects.none(), label="จังหวัด", empty_label="ทุกจังหวัด", required=False)
    district = forms.ModelChoiceField(District.objects.none(), label="อำเภอ", empty_label="ทุกอำเภอ", required=False)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, officer: Officer, data: Any) -> None:
        super().__init__(data)
        self.officer = officer
        province = self._province(officer)
        self.fields["district"].queryset = District.objects.visible_to(officer).filter(province=province)
        if officer.role != Role.ADMIN:
            del self.fields["province"]
        if officer.district_id or province is None:
            del self.fields["district"]
        self.is_valid()

    def _province(self, officer: Officer) -> Province | None:
        if officer.role != Role.ADMIN:
            return officer.province
        field = self.fields["province"]
        field.queryset = Province.objects.visible_to(officer)
        try:
            return field.clean(self.data.get("province", ""))
        except forms.ValidationError:
            return None

    def areas(self) -> Collection[District | Province]:
        """What the area that is asked for divides into; nothing below a district."""
        if self.cleaned_data.get("district") or self.officer.district_id:
            return []
        return list(self.fields[self.area_key].queryset)

    @property
    def area_key(self) -> str:
        """The parameter that chooses one of `areas`."""
        return "district" if "district" in self.fields else "province"

    def within_area(self, producers: ProducerQuerySet) -> ProducerQuerySet:
        """Those of the area that is asked for, whatever their name, type and status."""
        if district := self.cleaned_data.get("district"):
            return producers.filter(district=district)
        province = self.cleaned_data.get("province")
        return producers.filter(district__province=province) if province else producers

    def found_in(self, producers: ProducerQuerySet) -> ProducerQuerySet:
        asked = self.cleaned_data
        status = asked.get("status") or ProducerStatus.ACTIVE
        found = self.within_area(producers).with_name_part(asked.get("name", ""))
        if status != EVERY_STATUS:
            found = found.filter(status=status)
        if kind := asked.get("producer_type"):
            found = found.filter(producer_type="" if kind == UNKNOWN_TYPE else kind)
        return found


class ProducerForm(forms.ModelForm):
    """What the register says of a producer. `changes` holds only what the officer changed since it was shown."""

    class Meta:
        model = Producer
        fields = ["name", "producer_type", "code", "subdistrict", "address", "telephone"]
        widgets = {"telephone": forms.TextInput({"inputmode": "tel"})}

    distinct = forms.BooleanField(label="เป็นคนละราย", required=False)
    reason = forms.CharField(label="เหตุผล (ถ้ามี)", max_length=500, required=False)

    def __init__(self, data: Any, *, officer: Officer, producer: Producer | None = None) -> None:
        shown = {name: getattr(producer, name) for name in self.Meta.fields} if producer else {}
        super().__init__(data, initial=shown)
        self.officer, self.producer = officer, producer
        self.district = producer.district if producer else officer.district
        self.near: Producer | None = None
        self.fields["producer_type"].choices = [("", "กรุณาเลือกประเภท"), *ProducerType.choices]
        self.fields["producer_type"].required = producer is None
        self.fields["name"].error_messages["required"] = sentences.NO_NAME
        self.fields["producer_type"].error_messages["required"] = sentences.NO_PRODUCER_TYPE
        for name in self.Meta.fields:
            self.fields[name].show_hidden_initial = producer is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        district, name = cleaned.get("district") or self.district, cleaned.get("name")
        if district and name and "name" in self.changed_data:
            others = Producer.objects.visible_to(self.officer).exclude(pk=self.producer and self.producer.pk)
            self.near = first_nearly_named(others.filter(district=district).listed().active(), name)
            if self.near and not cleaned.get("distinct"):
                self.add_error("name", sentences.nearly_same(self.near.name))
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.changed_data}


class NewProducerForm(ProducerForm):
    """One more producer; a province says in which of its districts."""

    active_from = ThaiDateField(label="เริ่มดำเนินการ (ถ้าทราบ)", required=False)
    district = forms.ModelChoiceField(District.objects.none(), label="อำเภอ", empty_label="กรุณาเลือกอำเภอ")

    def __init__(self, data: Any, *, officer: Officer) -> None:
        super().__init__(data, officer=officer)
        self.fields["district"].queryset = District.objects.visible_to(officer)
        if officer.district_id:
            del self.fields["district"]
        self.order_fields(["district"])


class RequestForm(NewProducerForm):
    """ขอเพิ่มผู้ประกอบการรายใหม่: what the province needs to decide."""

    field_order = ["name", "producer_type", "product", "product_type", "proof"]

    class Meta(NewProducerForm.Meta):
        fields = ["name", "producer_type", "subdistrict", "address", "telephone"]

    reason = None
    product = forms.CharField(label="ชื่อผลิตภัณฑ์", max_length=200, error_messages={"required": sentences.NO_PRODUCT_NAME})
    product_type = forms.ChoiceField(
        label="ประเภทผลิตภัณฑ์", choices=_PRODUCT_TYPES, error_messages={"required": sentences.NO_PRODUCT_TYPE}
    )
    active_from = ThaiDateField(label="เริ่มรายงานยอดตั้งแต่วันที่")
    proof = forms.CharField(
        label="หลักฐาน (เช่น เลขทะเบียนวิสาหกิจชุมชน เลขที่ลงทะเบียน OTOP)",
        max_length=500,
        error_messages={"required": sentences.NO_PROOF},
        widget=forms.Textarea({"rows": 3, "maxlength": 500}),
    )

    def __init__(self, data: Any, *, officer: Officer, name: str) -> None:
        super().__init__(data, officer=officer)
        self.initial |= {"name": name, "active_from": fiscal.previous(fiscal.first_of_month(clock.today()))}
        self.order_fields(self.field_order)


class WantedNameForm(forms.Form):
    """The name that an officer typed where it could not be used."""

    name = forms.CharField(max_length=200, required=False)

    @property
    def wanted(self) -> str:
        return self.cleaned_data["name"] if self.is_valid() else ""


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label="เหตุผลที่ไม่อนุมัติ",
        max_length=500,
        error_messages={"required": sentences.NO_REASON_TO_REFUSE},
        widget=forms.Textarea({"rows": 2, "maxlength": 500}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="refuse-%s")


class JoinForm(forms.Form):
    """Which producer of the district it is; what is nearly named alike is offered first."""

    into = forms.ModelChoiceField(
        Producer.objects.none(),
        label="เป็นรายเดียวกับ",
        empty_label="กรุณาเลือกผู้ประกอบการ",
        error_messages={"required": sentences.NOT_TO_JOIN, "invalid_choice": sentences.NOT_TO_JOIN},
    )

    def __init__(self, data: Any = None, *, officer: Officer, producer: Producer) -> None:
        super().__init__(data, auto_id="join-%s")
        known = Producer.objects.visible_to(officer).filter(district=producer.district).listed().active()
        self.near = list(nearly_named(known, producer.name))
        self.fields["into"].queryset = known.in_thai_order()
        self.initial = {"into": next(iter(self.near), None)}


class MergeForm(JoinForm):
    """The other of two that are the same producer."""

    reason = forms.CharField(label="เหตุผล", max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, officer: Officer, producer: Producer) -> None:
        super().__init__(data, officer=officer, producer=producer)
        self.fields["into"].queryset = self.fields["into"].queryset.exclude(pk=producer.pk)
        self.near = [near for near in self.near if near != producer]
        self.initial = {"into": next(iter(self.near), None)}
        self.fields["reason"].error_messages["required"] = sentences.NO_REASON_TO_CLOSE


class MoveForm(forms.Form):
    to = forms.ModelChoiceField(
        District.objects.none(),
        label="ย้ายไปอำเภอ",
        empty_label="กรุณาเลือกอำเภอ",
        error_messages={"required": sentences.MOVES_NOWHERE, "invalid_choice": sentences.MOVES_NOWHERE},
    )
    on = ThaiDateField(label="ตั้งแต่วันที่")
    reason = forms.CharField(label="เหตุผล", max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None, *, officer: Officer, producer: Producer) -> None:
        super().__init__(data, initial={"on": clock.today()}, auto_id="move-%s")
        self.fields["to"].queryset = District.objects.visible_to(officer).exclude(pk=producer.district_id)
        self.fields["reason"].error_messages["required"] = sentences.NO_REASON_TO_CLOSE


class CloseForm(forms.Form):
    """Closing or reopening: from which day, and why. Its ids differ from those of the page's other forms."""

    on = ThaiDateField(label="ตั้งแต่วันที่")
    reason = forms.CharField(label="เหตุผล", max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()}, auto_id="close-%s")
        self.fields["reason"].error_messages["required"] = sentences.NO_REASON_TO_CLOSE


class ProductForm(forms.Form):
    name = forms.CharField(label="ชื่อผลิตภัณฑ์", max_length=200, error_messages={"required": sentences.NO_PRODUCT_NAME})
    product_type = forms.ChoiceField(
        label="ประเภทผลิตภัณฑ์",
        choices=_PRODUCT_TYPES,
        error_messages={"required": sentences.NO_PRODUCT_TYPE},
    )
    registered_on = ThaiDateField(label="วันที่ลงทะเบียน")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="product-%s")
