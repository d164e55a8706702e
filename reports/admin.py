"""Administrators look at what the public reads, the hidden figures' places included."""

from django.contrib import admin

from sales.admin import Locked
from sales.admin_fields import columns

from .models import Edition, PublishedCell


@admin.register(PublishedCell)
class PublishedCellAdmin(Locked):
    list_display = columns(
        PublishedCell, "month", "level", "area", "dimension", "member", "amount", "districts", "since", "until"
    )
    list_filter = ("level", "dimension")
    list_select_related = ("month",)
    search_fields = ("area",)


@admin.register(Edition)
class EditionAdmin(Locked):
    list_display = columns(Edition, "id", "title", "area", "at", "made_at", "made_by", "checksum")
    list_select_related = ("made_by",)
    search_fields = ("title", "slug")
