"""Administrators set areas and months here and look at everything else: accounts have page 38, the ledger its pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import Group
from django.db import models
from django.http import HttpRequest

from otop_portal import thai
from otop_portal.money import BahtField

from .choices import CHANNEL_LABELS
from .models import (
    District,
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

_FORMATS = ((BahtField, thai.baht), (models.DateTimeField, thai.moment), (models.DateField, thai.date_long))


def shown(field: models.Field) -> str | Callable[[models.Model], str]:
    """Days, moments and money as everywhere in the portal: Django's own would show other years."""
    show = next((format for kind, format in _FORMATS if isinstance(field, kind)), None)
    if show is None:
        return field.name

    @admin.display(description=CHANNEL_LABELS.get(field.name, field.verbose_name), ordering=field.name, empty_value="–")
    def text(row: models.Model) -> str:
        return show(getattr(row, field.name))

    return text


def columns(model: type[models.Model], *names: str) -> list:
    return [shown(model._meta.get_field(name)) for name in names]


class Locked(admin.ModelAdmin):
    """Can be looked at; what else is allowed a subclass says."""

    actions = None
    show_full_result_count = False
    hidden: ClassVar[tuple[str, ...]] = ()

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
    list_display = ("code", "name_th", "province", "reporting", "chief_confirms")
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
    list_display = ("__str__", "entry_mode", *columns(ReportingMonth, "opens_on", "closed_on"))
    list_filter = ("entry_mode",)
    list_per_page = 24
    ordering = ("-month",)
    # A picker: what is typed by hand would take 2566 for a Gregorian year.
    formfield_overrides: ClassVar[dict] = {
        models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
    }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        if obj is None:
            return []
        return ["month", "entry_mode"] if obj.has_rows else ["month"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Officer)
class OfficerAdmin(Locked):
    list_display = ("username", "name", "role", "district", "province", "is_active", *columns(Officer, "last_login"))
    list_filter = ("role", "is_active")
    list_select_related = ("district__province", "province")
    search_fields = ("username", "name", "district__name_th", "province__name_th")
    hidden = ("id", "password")


@admin.register(OfficerEvent)
class OfficerEventAdmin(Locked):
    list_display = ("officer", "action", "by", *columns(OfficerEvent, "at"))
    list_select_related = ("officer", "by")
    search_fields = ("officer__username",)


@admin.register(Producer)
class ProducerAdmin(Locked):
    list_display = ("name", "producer_type", "district", "status")
    list_filter = ("status", "producer_type")
    list_select_related = ("district__province",)
    search_fields = ("name", "code", "district__name_th")
    hidden = ("normalised_name", "sort_key")


@admin.register(ProducerEvent)
class ProducerEventAdmin(Locked):
    list_display = ("producer", "action", "officer", *columns(ProducerEvent, "at"))
    list_select_related = ("producer", "officer")
    search_fields = ("producer__name",)


@admin.register(Product)
class ProductAdmin(Locked):
    list_display = ("name", "product_type", "producer", *columns(Product, "registered_on"))
    list_select_related = ("producer",)
    search_fields = ("name", "producer__name")


@admin.register(Sheet)
class SheetAdmin(Locked):
    list_display = ("district", "month", "stage", "version", "confirmed_version")
    list_filter = ("stage",)
    list_select_related = ("district__province", "month")
    search_fields = ("district__name_th", "district__code")


@admin.register(Sale)
class SaleAdmin(Locked):
    list_display = ("producer", "product_type", "sheet", "stage", *columns(Sale, *CHANNEL_LABELS))
    list_filter = ("stage", "product_type")
    list_select_related = ("producer", "sheet__district", "sheet__month")
    search_fields = ("producer__name", "sheet__district__name_th")


@admin.register(SheetEvent)
class SheetEventAdmin(Locked):
    list_display = ("sheet", "number", "action", "officer", *columns(SheetEvent, "at"))
    list_select_related = ("sheet__district", "sheet__month", "officer")
    search_fields = ("sheet__district__name_th", "officer__username")


@admin.register(Tally)
class TallyAdmin(Locked):
    list_display = ("sheet", "complete", "producers", *columns(Tally, "total", "since", "until"))
    list_select_related = ("sheet__district", "sheet__month")
    search_fields = ("sheet__district__name_th",)


@admin.register(LogEntry)
class LogEntryAdmin(Locked):
    list_display = ("object_repr", "content_type", "user", *columns(LogEntry, "action_time"))
    list_select_related = ("content_type", "user")
