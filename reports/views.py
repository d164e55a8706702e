from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import files
from .definitions import FORMS, REPORTS, Report, Surface
from .filters import FilterForm, SheetForm, sheet_selection
from .table import build


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/index.html", {"reports": REPORTS.values(), "forms": FORMS.values()})


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _named(REPORTS, slug)
    asked = FilterForm(request.GET, report=chosen, officer=request.user)
    form = asked if asked.is_valid() else asked.mended()
    table = build(chosen, form.selection()).on(Surface.SHEET)
    context = {
        "form": form,
        "faults": asked.faults(),
        "table": table,
        "crumbs": form.crumbs,
        "query": form.query,
        "formats": files.FORMATS,
    }
    return render(request, "reports/report.html", context)


@require_safe
def download(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """A question without sense goes back to the screen, which says so: a file must be what was asked for."""
    chosen = _named(REPORTS, slug)
    form = FilterForm(request.GET, report=chosen, officer=request.user)
    if extension not in files.FORMATS:
        raise Http404(extension)
    if not form.is_valid():
        return redirect(f"{reverse('reports:report', args=[slug])}?{request.GET.urlencode()}")
    return files.response(build(chosen, form.selection()), extension)


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """รายงานสำหรับตรวจสอบ: which district and month; then the form."""
    search = SheetForm(request.GET, officer=request.user)
    if search.is_valid():
        return redirect("reports:form", *search.address)
    return render(request, "reports/forms.html", {"search": search})


@require_safe
def form(request: HttpRequest, slug: str, code: str, year: int, month: int) -> HttpResponse:
    chosen = _named(FORMS, slug)
    selection = sheet_selection(request.user, code, year, month)
    address = {"form": slug, "year": year, "month": month, "province": code[:2], "district": code}
    context = {
        "search": SheetForm(address, officer=request.user),
        "table": build(chosen, selection).on(Surface.SHEET),
        "forms": FORMS.values(),
        "formats": files.FORMATS,
        "code": code,
        "year": year,
        "month": month,
    }
    return render(request, "reports/form.html", context)


@require_safe
def form_download(request: HttpRequest, slug: str, code: str, year: int, month: int, extension: str) -> HttpResponse:
    chosen = _named(FORMS, slug)
    selection = sheet_selection(request.user, code, year, month)
    if extension not in files.FORMATS:
        raise Http404(extension)
    return files.response(build(chosen, selection), extension)


def _named(reports: dict[str, Report], slug: str) -> Report:
    if slug not in reports:
        raise Http404(slug)
    return reports[slug]
