"""Administrators look at schemes, targets and plans; they are set by imports and on their pages."""

from django.contrib import admin
from django.http import HttpRequest

from sales.admin import Locked
from sales.admin_fields import changed, columns

from .models import (
    Evaluation,
    MissionEvent,
    MissionReport,
    OnlineProduct,
    Plan,
    Scheme,
    SchemeEvent,
    SchemeLevel,
    SchemePart,
    SchemeVersion,
    Setting,
    SettingEvent,
    Target,
    TargetFigure,
)


@admin.register(Scheme)
class SchemeAdmin(Locked):
    list_display = columns(Scheme, "slug", "name", "occasion", "fiscal_year")
    search_fields = ("slug", "name")


@admin.register(SchemeVersion)
class SchemeVersionAdmin(Locked):
    list_display = columns(SchemeVersion, "scheme", "number", "measure", "letter_number", "letter_date")
    list_select_related = ("scheme",)
    search_fields = ("scheme__slug", "scheme__name")


@admin.register(SchemeLevel)
class SchemeLevelAdmin(Locked):
    list_display = columns(SchemeLevel, "version", "position", "slug", "name", "percent", "is_floor", "condition")
    list_select_related = ("version__scheme",)
    search_fields = ("version__scheme__slug",)


@admin.register(SchemePart)
class SchemePartAdmin(Locked):
    list_display = columns(SchemePart, "level", "part", "level_slug")
    list_select_related = ("level__version__scheme", "part")
    search_fields = ("part__slug",)


@admin.register(SchemeEvent)
class SchemeEventAdmin(Locked):
    list_display = columns(SchemeEvent, "scheme", "number", "action", "by", "at")
    list_select_related = ("scheme", "by")
    search_fields = ("scheme__slug",)
    hidden = ("id", "changes")

    def get_fields(self, request: HttpRequest, obj: SchemeEvent | None = None) -> list:
        return [*super().get_fields(request, obj), changed]


@admin.register(Target)
class TargetAdmin(Locked):
    list_display = columns(Target, "scheme", "province", "district", "base", "source", "set_at")
    list_select_related = ("scheme", "province", "district")
    search_fields = ("scheme__slug", "province__name_th", "district__name_th")


@admin.register(TargetFigure)
class TargetFigureAdmin(Locked):
    list_display = columns(TargetFigure, "target", "level", "amount")
    list_select_related = ("target__scheme", "target__province", "target__district")
    search_fields = ("target__scheme__slug", "target__district__name_th")


@admin.register(Plan)
class PlanAdmin(Locked):
    list_display = columns(Plan, "province", "district", "month", "offline", "online", "printed_total", "source")
    list_select_related = ("province", "district", "month")
    search_fields = ("province__name_th", "district__name_th")


@admin.register(Setting)
class SettingAdmin(Locked):
    list_display = columns(Setting, "scheme", "fiscal_year", "province", "letter_number", "letter_date", "locked_at")
    list_select_related = ("scheme", "province")
    search_fields = ("scheme__slug", "province__name_th")


@admin.register(SettingEvent)
class SettingEventAdmin(Locked):
    list_display = columns(SettingEvent, "setting", "action", "by", "at", "reason")
    list_select_related = ("setting__scheme", "setting__province", "by")
    search_fields = ("setting__scheme__slug", "setting__province__name_th", "by__name")


@admin.register(Evaluation)
class EvaluationAdmin(Locked):
    list_display = columns(Evaluation, "version", "province", "edition", "at", "by")
    list_select_related = ("version__scheme", "province", "by")
    search_fields = ("version__scheme__slug", "province__name_th")


@admin.register(MissionReport)
class MissionReportAdmin(Locked):
    list_display = columns(
        MissionReport, "district", "scheme", "condition", "number", "amount", "handed_in_on", "stage"
    )
    list_select_related = ("district", "scheme")
    search_fields = ("scheme__slug", "district__name_th", "evidence")


@admin.register(OnlineProduct)
class OnlineProductAdmin(Locked):
    list_display = columns(OnlineProduct, "district", "producer", "product", "first_month", "channel", "sales", "stage")
    list_select_related = ("district", "producer", "product")
    search_fields = ("product__name", "producer__name", "district__name_th")


@admin.register(MissionEvent)
class MissionEventAdmin(Locked):
    list_display = columns(MissionEvent, "at", "district", "kind", "action", "officer", "reason")
    list_select_related = ("district", "officer")
    search_fields = ("district__name_th", "officer__username")
