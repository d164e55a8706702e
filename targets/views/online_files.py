"""The online-market form (35) read back from Excel: looked at first, then saved as drafts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from sales.forms.imports import TicketForm, UploadForm
from sales.imports import run, waiting
from sales.imports import sentences as of_imports

from ..imports.online import products_of
from .missions import own_district
from .online import round_named


@require_POST
def preview(request: HttpRequest, year: int, month: int) -> HttpResponse:
    district, of = own_district(request.user), round_named(request.user, year, month)
    form, importer = UploadForm(request.POST, request.FILES), products_of(of, district)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["file"]))
        return redirect("targets:online", *of.address)
    booking = run(importer, form.cleaned_data["file"], by=request.user, dry_run=True)
    context = {"round": of, "booking": booking, "faults": booking.faults[:200]}
    if not booking.faults:
        ticket = waiting.keep(form.cleaned_data["file"], slug=importer.slug, officer=request.user)
        context["form"] = TicketForm(initial={"ticket": ticket})
    return render(request, "targets/online/preview.html", context)


@require_POST
def apply(request: HttpRequest, year: int, month: int) -> HttpResponse:
    district, of = own_district(request.user), round_named(request.user, year, month)
    form, importer = TicketForm(request.POST), products_of(of, district)
    source = form.is_valid() and waiting.collect(form.cleaned_data["ticket"], slug=importer.slug, officer=request.user)
    if not source:
        messages.error(request, of_imports.NO_LONGER_WAITING)
        return redirect("targets:online", *of.address)
    booking = run(importer, source, by=request.user)
    if booking.faults:
        messages.error(request, of_imports.changed_since_preview(booking.faults[0]))
    else:
        counts = booking.new, booking.changed, booking.unchanged
        messages.success(request, of_imports.imported(importer.title, *counts))
    return redirect("targets:online", *of.address)
