"""Of which district and month a form is: รายงานสำหรับตรวจสอบ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import Http404

from otop_portal import clock
from sales.addresses import district_named, month_named, month_to_report
from sales.forms.period import PeriodForm
from sales.models import District, Officer, Province, ReportingMonth, Role, Sheet, Stage
from sales.querysets import DistrictQuerySet

from .definitions import FORMS, SIGNED_FORM
from .selection import Selection

NOT_CONFIRMED = "จังหวัดยังไม่ได้ยืนยันข้อมูลของอำเภอนี้ครบทุกรายการ จึงยังเปิดแบบไม่ได้"


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
    return Selection(officer, (reporting_month.pk,), clock.now(), district)


def readable(officer: Officer, districts: DistrictQuerySet, month: date) -> DistrictQuerySet:
    """Those whose form the officer may open: the department only once the province has confirmed the whole sheet."""
    if officer.role != Role.DEPARTMENT:
        return districts.visible_to(officer)
    confirmed = Sheet.objects.visible_to(officer).filter(month=month, stage=Stage.PROVINCE)
    return districts.visible_to(officer).filter(pk__in=confirmed.values("district"))


def _may_read(officer: Officer, district: District, month: ReportingMonth) -> bool:
    return readable(officer, District.objects.filter(pk=district.pk), month.pk).exists()
