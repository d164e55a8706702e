"""Administrators look at what the public reads, the hidden figures' places included."""

from django.contrib import admin

from sales.admin import Locked
from sales.admin_fields import columns

from .models import PublishedCell


@admin.register(PublishedCell)
class PublishedCellAdmin(Locked):
    list_display = columns(
        PublishedCell, "month", "level", "area", "dimension", "member", "amount", "districts", "since", "until"
    )
    list_filter = ("level", "dimension")
    list_select_related = ("month",)
    search_fields = ("area",)
