"""นำเข้าข้อมูล (39): choose a file, see what would become of it, import it. The commands run the same code."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from ..choices import Role
from ..forms.imports import TicketForm, UploadForm
from ..imports import Importer, run, sentences, waiting
from ..transitions.permissions import check_role

_LINES_SHOWN = 10
_FAULTS_SHOWN = 200


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    return render(request, "sales/imports/choose.html", {"choices": _choices()})


@require_POST
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    importer, form = _importer(slug), UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "sales/imports/choose.html", {"choices": _choices(slug, form)})
    source = form.cleaned_data["file"]
    booking = run(importer, source, by=request.user, dry_run=True)
    context = {
        "importer": importer,
        "booking": booking,
        "faults": booking.faults[:_FAULTS_SHOWN],
        "warnings": booking.warnings[:_FAULTS_SHOWN],
        "lines": booking.table.lines[:_LINES_SHOWN] if booking.table else [],
    }
    if not booking.faults:
        ticket = waiting.keep(source, slug=slug, officer=request.user)
        context["form"] = TicketForm(initial={"ticket": ticket})
    return render(request, "sales/imports/preview.html", context)


@require_POST
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    importer, form = _importer(slug), TicketForm(request.POST)
    source = form.is_valid() and waiting.collect(form.cleaned_data["ticket"], slug=slug, officer=request.user)
    if not source:
        messages.error(request, sentences.NO_LONGER_WAITING)
        return redirect("sales:imports")
    booking = run(importer, source, by=request.user)
    if booking.faults:
        # The ledger has changed since the preview.
        messages.error(request, sentences.changed_since_preview(booking.faults[0]))
        return redirect("sales:imports")
    messages.success(request, sentences.imported(importer.title, booking.new, booking.changed, booking.unchanged))
    return redirect(booking.follow_up or "sales:imports")


def _choices(slug: str = "", form: UploadForm | None = None) -> list[tuple[Importer, UploadForm]]:
    """Every import with its form; the one that was just tried with what was wrong."""
    importers = map(import_string, settings.IMPORTS)
    return [(each, form if form and each.slug == slug else UploadForm(auto_id=f"{each.slug}-%s")) for each in importers]


def _importer(slug: str) -> Importer:
    for importer, _ in _choices():
        if importer.slug == slug:
            return importer
    raise Http404(slug)
