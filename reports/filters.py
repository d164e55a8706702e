"""What can be asked of a report, and of which district and month a form is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404

from otop_portal import clock
from sales.addresses import district_named, fiscal_years, month_named, month_to_report
from sales.forms.period import PeriodForm
from sales.models import District, Officer, ProducerType, Province, ReportingMonth, Role, Sheet, Stage

from .definitions import FORMS, SIGNED_FORM, Report
from .selection import Selection

Area = Province | District | None

NOT_CONFIRMED = "จังหวัดยังไม่ได้ยืนยันข้อมูลของอำเภอนี้ครบทุกรายการ จึงยังเปิดแบบไม่ได้"


class FilterForm(forms.Form):
    """The fields that mean something for the report. What is left out is the newest year, the officer's whole area."""

    year = forms.TypedChoiceField(
        label="ปีงบประมาณ", coerce=int, choices=lambda: [(year, str(year)) for year in fiscal_years()]
    )
    area = forms.ChoiceField(label="พื้นที่", required=False)
    producer_type = forms.ChoiceField(
        label="ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ",
        choices=[("", "ทุกประเภท"), *ProducerType.choices],
        required=False,
    )

    def __init__(self, asked: Mapping[str, Any], *, report: Report, officer: Officer) -> None:
        self.officer, self.report = officer, report
        self.areas = _areas_offered(officer, asked.get("area", ""))
        self.defaults = {"year": month_to_report().fiscal_year, "area": next(iter(self.areas)), "producer_type": ""}
        super().__init__({name: asked.get(name) or default for name, default in self.defaults.items()})
        self.fields["area"].choices = [(code, _label(area)) for code, area in self.areas.items()]
        for name in self.fields.keys() - set(report.filters):
            del self.fields[name]

    def mended(self) -> FilterForm:
        """The nearest question that has sense."""
        data = self.data | {name: self.defaults[name] for name in self.errors}
        form = FilterForm(data, report=self.report, officer=self.officer)
        form.full_clean()
        return form

    def faults(self) -> list[str]:
        labels = (self.fields[name].label for name in self.errors)
        return [f"ไม่มี{label}ที่ท่านเลือก จึงแสดงข้อมูลที่ใกล้เคียงแทน" for label in labels]

    @property
    def query(self) -> str:
        """The same question in an address."""
        return self._query()

    def _query(self, **changed: str) -> str:
        asked = {name: self.data[name] for name in self.fields} | changed
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the widest area the officer sees down to the one chosen: name, and the address of the same question."""
        chosen = self.data["area"]
        way = [code for code in ("", chosen[:2], chosen) if code in self.areas]
        return [(_name(self.areas[code]), f"?{self._query(area=code)}") for code in dict.fromkeys(way)]

    def selection(self) -> Selection:
        """Of a form that is valid."""
        area = self.areas[self.cleaned_data["area"]]
        producer_type = self.cleaned_data.get("producer_type", "")
        return Selection(self.officer, self.cleaned_data["year"], clock.now(), area=area, producer_type=producer_type)


def _areas_offered(officer: Officer, asked: str) -> dict[str, Area]:
    """By code: a district its own; others their provinces, and the districts of the one asked for."""
    if officer.district:
        return {officer.district.pk: officer.district}
    areas: dict[str, Area] = {} if officer.province else {"": None}
    for province in Province.objects.visible_to(officer):
        areas[province.pk] = province
        if province.pk in (asked[:2], officer.province_id):
            districts = District.objects.visible_to(officer).within(province).select_related("province")
            areas |= {district.pk: district for district in districts}
    return areas


def _name(area: Area) -> str:
    return "ทั้งประเทศ" if area is None else str(area)


def _label(area: Area) -> str:
    return f"– {area}" if isinstance(area, District) else _name(area)


class SheetForm(PeriodForm):
    """ปีงบประมาณ, เดือน, จังหวัด, อำเภอ (S000:320): which sheet a form is of. Only the officer's own are offered.

    A question begins with a district, or with ค้นหา (`search`); until then the form is being filled in.
    """

    form = forms.ChoiceField(choices=[(form.slug, form.menu) for form in FORMS.values()], widget=forms.HiddenInput)
    province = forms.ModelChoiceField(Province.objects.none(), label="จังหวัด", empty_label="เลือกจังหวัด")
    district = forms.ModelChoiceField(District.objects.none(), label="อำเภอ", empty_label="เลือกอำเภอ")

    def __init__(self, asked: Mapping[str, Any], *, officer: Officer) -> None:
        self.officer = officer
        year, month = month_to_report().address
        own = officer.district.province_id if officer.district else officer.province_id
        first_form = next(iter(FORMS))
        defaults = {"year": year, "month": month, "province": own, "district": officer.district_id, "form": first_form}
        data = {name: asked.get(name) or default for name, default in defaults.items()}
        if not str(data["district"]).startswith(str(data["province"])):
            data["district"] = None  # of the province that was chosen before
        is_asked = bool(asked.get("search") or (asked.get("district") and data["district"]))
        super().__init__(data if is_asked else None, initial=data, use_required_attribute=False)
        provinces = Province.objects.visible_to(officer)
        self.fields["province"].queryset = provinces
        chosen = next((province for province in provinces if province.pk == data["province"]), None)
        if chosen:
            districts = District.objects.visible_to(officer).within(chosen)
            self.fields["district"].queryset = districts.select_related("province")

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        if not self.errors and not _may_read(self.officer, chosen["district"], self.reporting_month()):
            raise forms.ValidationError(NOT_CONFIRMED)
        return chosen

    @property
    def address(self) -> tuple[str, str, int, int]:
        """Of the form that a valid question asks for."""
        chosen = self.cleaned_data
        return chosen["form"], chosen["district"].pk, chosen["year"], chosen["month"]

    @property
    def menu(self) -> str:
        return FORMS.get(self.initial["form"], SIGNED_FORM).menu


def sheet_selection(officer: Officer, code: str, year: int, month: int) -> Selection:
    """404 where the officer may not see the sheet, as where there is no such district or month."""
    district, reporting_month = district_named(officer, code), month_named(year, month)
    if not _may_read(officer, district, reporting_month):
        raise Http404(NOT_CONFIRMED)
    return Selection(officer, year, clock.now(), reporting_month.pk, district)


def _may_read(officer: Officer, district: District, month: ReportingMonth) -> bool:
    """The department sees a form only once the province has confirmed the whole sheet."""
    sheets = Sheet.objects.visible_to(officer).filter(district=district, month=month)
    return officer.role != Role.DEPARTMENT or sheets.filter(stage=Stage.PROVINCE).exists()
