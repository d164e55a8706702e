from django.db import transaction
from django.forms import modelformset_factory
from django.shortcuts import redirect, render
from django.utils import timezone

from .models import Line

AMOUNTS = ["domestic_offline", "domestic_online", "foreign_offline", "foreign_online"]
LineFormSet = modelformset_factory(Line, fields=["product_type", *AMOUNTS], extra=0)


def entry(request, district, month):
    formset = LineFormSet(request.POST or None, queryset=lines(district, month))
    if request.method == "POST" and save(formset):
        return redirect(request.path)
    return render(request, "twin/entry.html", {"formset": formset})


def lines(district, month):
    return Line.objects.filter(district=district, month=month).select_related("producer")


@transaction.atomic
def save(formset) -> bool:
    valid = formset.is_valid()
    if valid:
        formset.save()
    return valid


@transaction.atomic
def confirm(ticked, by) -> None:
    for pk in ticked:
        line = Line.objects.select_for_update().get(pk=pk)
        line.confirmed_by, line.confirmed_at = by, timezone.now()
        line.save()
