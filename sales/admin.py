"""Administrators set areas and months here and look at everything else: accounts have page 38, the ledger its pages."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import Group
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from .admin_fields import changed, columns, shown
from .choices import CHANNEL_LABELS
from .models import (
    CheckSetting,
    CorrectionRequest,
    District,
    Explanation,
    ExplanationReason,
    Officer,
    OfficerEvent,
    Producer,
    ProducerEvent,
    Product,
    Province,
    ReportingMonth,
    Sale,
    Sheet,
    SheetEvent,
    Tally,
)

# The portal has roles. Importing the module has registered Django's groups.
admin.site.unregister(Group)


class Locked(admin.ModelAdmin):
    """Can be looked at; what else is allowed a subclass says."""

    actions = None
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    hidden: ClassVar[tuple[str, ...]] = ("id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return [shown(field) for field in self.opts.fields if field.name not in self.hidden]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return self.get_fields(request, obj)


@admin.register(Province)
class ProvinceAdmin(Locked):
    list_display = ("code", "name_th", "name_en", "region")
    search_fields = ("code", "name_th", "name_en")


@admin.register(District)
class DistrictAdmin(Locked):
    list_display = ("code", "name_th", "province", *columns(District, "reporting", "chief_confirms"))
    list_filter = ("reporting", "chief_confirms", "province")
    list_select_related = ("province",)
    list_per_page = 60
    search_fields = ("code", "name_th", "province__name_th")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return True

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return ["code", "name_th", "province", "reporting", "chief_confirms"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return ["code", "name_th", "province"]


@admin.register(ReportingMonth)
class ReportingMonthAdmin(admin.ModelAdmin):
    actions = None
    show_facets = admin.ShowFacets.NEVER
    list_display = ("__str__", "entry_mode", *columns(ReportingMonth, "opens_on", "closed_on"))
    list_filter = ("entry_mode",)
    list_per_page = 24
    ordering = ("-month",)
    # A picker: what is typed by hand would take 2566 for a Gregorian year.
    formfield_overrides: ClassVar[dict] = {
        models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
    }

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A month that is there is named by the heading."""
        return ["entry_mode", "opens_on", "closed_on"] if obj else ["month", "entry_mode", "opens_on", "closed_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["entry_mode"] if obj and obj.has_rows else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CheckSetting)
class CheckSettingAdmin(Locked):
    """Loaded with the reference data: one row for each check that asks."""

    list_display = columns(CheckSetting, "name", "is_on", "baht", "percent", "times")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return True

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return ["name", "is_on", "baht", "percent", "times"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return ["name"]


@admin.register(ExplanationReason)
class ExplanationReasonAdmin(Locked):
    list_display = columns(ExplanationReason, "label", "province", "is_seasonal", "needs_words")
    list_select_related = ("province",)


@admin.register(Explanation)
class ExplanationAdmin(Locked):
    list_display = columns(Explanation, "sheet", "producer", "reason", "words", "officer", "at")
    list_select_related = ("sheet__district", "sheet__month", "producer", "reason", "officer")


@admin.register(Officer)
class OfficerAdmin(Locked):
    list_display = columns(Officer, "username", "name", "role", "district", "province", "is_active", "last_login")
    list_select_related = ("district__province", "province")
    search_fields = ("username", "name", "district__name_th", "province__name_th")
    hidden = ("id", "password")


@admin.register(OfficerEvent)
class OfficerEventAdmin(Locked):
    list_display = columns(OfficerEvent, "officer", "action", "by", "at")
    list_select_related = ("officer", "by")
    search_fields = ("officer__username",)
    hidden = ("id", "before", "after")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return [*super().get_fields(request, obj), changed]


@admin.register(Producer)
class ProducerAdmin(Locked):
    list_display = columns(Producer, "name", "producer_type", "district", "status")
    list_select_related = ("district__province",)
    search_fields = ("name", "code", "district__name_th")
    hidden = ("id", "normalised_name", "sort_key")


@admin.register(ProducerEvent)
class ProducerEventAdmin(Locked):
    list_display = columns(ProducerEvent, "producer", "action", "officer", "at")
    list_select_related = ("producer", "officer")
    search_fields = ("producer__name",)
    hidden = ("id", "before", "after")

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        return [*super().get_fields(request, obj), changed]


@admin.register(Product)
class ProductAdmin(Locked):
    list_display = columns(Product, "name", "product_type", "producer", "registered_on")
    list_select_related = ("producer",)
    search_fields = ("name", "producer__name")


@admin.register(Sheet)
class SheetAdmin(Locked):
    list_display = columns(Sheet, "district", "month", "stage", "version", "confirmed_version")
    list_select_related = ("district__province", "month")
    search_fields = ("district__name_th", "district__code")

    def view_on_site(self, sheet: Sheet) -> str:
        return _page("sheet", sheet)


@admin.register(Sale)
class SaleAdmin(Locked):
    list_display = columns(Sale, "producer", "product_type", "sheet", "stage", *CHANNEL_LABELS)
    list_select_related = ("producer", "sheet__district", "sheet__month")
    search_fields = ("producer__name", "sheet__district__name_th")

    def view_on_site(self, sale: Sale) -> str:
        return _page("row-history", sale.sheet, sale.pk)


@admin.register(SheetEvent)
class SheetEventAdmin(Locked):
    list_display = columns(SheetEvent, "sheet", "number", "action", "officer", "at")
    list_select_related = ("sheet__district", "sheet__month", "officer")
    search_fields = ("sheet__district__name_th", "officer__username")
    hidden = ("id", "submission", "content_hash", "changes", "problems", "totals")

    def view_on_site(self, event: SheetEvent) -> str:
        """What was changed stands there in words."""
        return _page("sheet-history", event.sheet)


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(Locked):
    list_display = columns(CorrectionRequest, "sheet", "kind", "producer", "state", "asked_by", "asked_at")
    list_select_related = ("sheet__district", "sheet__month", "producer", "asked_by")
    search_fields = ("sheet__district__name_th", "producer__name")
    hidden = ("id", "row", "row_version")

    def view_on_site(self, request: CorrectionRequest) -> str:
        return reverse("sales:correction", args=[request.pk])


@admin.register(Tally)
class TallyAdmin(Locked):
    list_display = columns(Tally, "sheet", "complete", "producers", "total", "since", "until")
    list_select_related = ("sheet__district", "sheet__month")
    search_fields = ("sheet__district__name_th",)


def _page(name: str, sheet: Sheet, *more: int) -> str:
    return reverse(f"sales:{name}", args=[sheet.district_id, *sheet.month.address, *more])
