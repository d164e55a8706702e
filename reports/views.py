from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from otop_portal import clock
from sales import sentences
from sales.forms.confirmation import PageForm
from sales.models import District, Officer, Province
from sales.transitions.refusals import NotAllowed, Refused
from targets.views.online import round_named

from . import files
from .brief import Brief
from .definitions import (
    BRIEF,
    CHANGED_SHEETS,
    COMPARISONS,
    CONFIRMED_ROWS,
    EVALUATIONS,
    FORMS,
    ONLINE_MARKET,
    REPORTS,
    TABS,
    TARGET_SHEETS,
    TIMELINESS,
    TIMELINESS_REPORTS,
    Report,
    Surface,
)
from .definitions.confirmed_rows import number_of_rows
from .editions import changed_since, fix_edition, may_fix, table_of, why_not_yet
from .filters import FilterForm, RowsForm, SetForm
from .menu import exports, question_of_tabs
from .models import Edition
from .selection import Selection
from .sheet_filters import SheetForm, sheet_selection
from .slips import SlipForm, SlipsForm, issued, slips_pdf
from .table import build
from .time_limit import limited
from .whole_set import SETS, WHOLE_SET
from .workbook import MOST_ROWS

EDITIONS_ON_A_PAGE = 50
# More than there are districts: only lists of districts and months have a second page.
LINES_ON_A_PAGE = 1000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    form = SetForm(request.GET, report=WHOLE_SET, officer=request.user).mended()
    selection = form.selection()
    context = {
        "form": form,
        "exports": exports(selection),
        "formats": files.FORMATS,
        "tabs": TABS.values(),
        "question": question_of_tabs(selection, WHOLE_SET.filters),
        "forms": FORMS.values(),
        "brief": BRIEF,
        "rows": CONFIRMED_ROWS,
        "changes": CHANGED_SHEETS,
        "timeliness": TIMELINESS,
        "target_sheets": TARGET_SHEETS.values(),
    }
    return render(request, "reports/index.html", context)


@require_safe
@limited
def report(request: HttpRequest, slug: str) -> HttpResponse:
    chosen = _asked(slug)
    form = FilterForm(request.GET, report=chosen, officer=request.user).mended()
    selection = form.selection()
    table = build(chosen, selection).on(Surface.SHEET)
    page = Paginator(table.rows, LINES_ON_A_PAGE).get_page(PageForm(request.GET).number)
    context = {
        "form": form,
        "table": replace(table, rows=page.object_list),
        "page": page,
        "crumbs": form.crumbs,
        "query": selection.question(chosen.filters),
        "tabs": TABS.values() if slug in TABS else (),
        "question": question_of_tabs(selection, chosen.filters),
        "formats": files.FORMATS,
        "can_be_fixed": may_fix(request.user, chosen, selection),
        "why_not_yet": why_not_yet(request.user, selection),
    }
    return render(request, "reports/report.html", context)


@require_safe
@limited
def download(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """A question without sense goes back to the screen, which says so: a file must be what was asked for."""
    chosen = _asked(slug)
    form = FilterForm(request.GET, report=chosen, officer=request.user)
    if not form.is_valid():
        return _screen(request, "report", slug)
    return _file(chosen, form.selection(), extension)


@require_safe
@limited
def brief(request: HttpRequest) -> HttpResponse:
    form = SetForm(request.GET, report=BRIEF, officer=request.user).mended()
    brief = Brief(form.selection())
    areas, months = brief.tables
    context = {
        "form": form,
        "brief": brief,
        "areas": areas,
        "months": months,
        "crumbs": form.crumbs,
        "query": brief.selection.question(BRIEF.filters),
    }
    return render(request, "reports/brief.html", context)


@require_safe
@limited
def brief_download(request: HttpRequest) -> HttpResponse:
    form = SetForm(request.GET, report=BRIEF, officer=request.user)
    if not form.is_valid():
        return _screen(request, "brief")
    return files.brief_response(Brief(form.selection()))


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """รายงานสำหรับตรวจสอบ: which district and month; then the form."""
    search = SheetForm(request.GET, officer=request.user)
    if search.is_valid():
        return redirect("reports:form", *search.address)
    return render(request, "reports/forms.html", {"search": search})


@require_safe
@limited
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
@limited
def form_download(request: HttpRequest, slug: str, code: str, year: int, month: int, extension: str) -> HttpResponse:
    return _file(_named(FORMS, slug), sheet_selection(request.user, code, year, month), extension)


@require_safe
@limited
def online_download(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The online-market form of a round (35), of what the officer sees."""
    of = round_named(request.user, year, month)
    return _file(ONLINE_MARKET, Selection(request.user, of.months, clock.now(), request.user.area), "xlsx")


@require_safe
@limited
def rows(request: HttpRequest) -> HttpResponse:
    """ส่งออกข้อมูลรายแถว: which months and area; the rows themselves stand in the file only."""
    form = RowsForm(request.GET, report=CONFIRMED_ROWS, officer=request.user).mended()
    selection = form.selection()
    number = number_of_rows(selection)
    context = {
        "form": form,
        "report": CONFIRMED_ROWS,
        "selection": selection,
        "number": number,
        "formats": _files_of(number),
        "most": MOST_ROWS,
        "nothing": sentences.NOTHING_CONFIRMED,
        "query": selection.question(CONFIRMED_ROWS.filters),
    }
    return render(request, "reports/rows.html", context)


@require_safe
@limited
def rows_download(request: HttpRequest, extension: str) -> StreamingHttpResponse | HttpResponse:
    """Without sense, or with more rows than such a file is made of, back to the page, which says so."""
    if extension not in files.LINES:
        raise Http404(extension)
    form = RowsForm(request.GET, report=CONFIRMED_ROWS, officer=request.user)
    if not form.is_valid() or extension not in _files_of(number_of_rows(form.selection())):
        return _screen(request, "rows")
    return files.of_lines(CONFIRMED_ROWS, form.selection(), extension)


@require_safe
def whole_set(request: HttpRequest) -> HttpResponse:
    form = SetForm(request.GET, report=WHOLE_SET, officer=request.user).mended()
    selection = form.selection()
    context = {
        "form": form,
        "report": WHOLE_SET,
        "selection": selection,
        "query": selection.question(WHOLE_SET.filters),
        "formats": {extension: files.FORMATS[extension] for extension in files.SETS},
        "number_of_reports": len(REPORTS),
        "has_forms": isinstance(selection.area, Province | District),
    }
    return render(request, "reports/set.html", context)


@require_safe
@limited
def whole_set_download(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    form = SetForm(request.GET, report=WHOLE_SET, officer=request.user)
    if slug not in SETS or extension not in files.SETS:
        raise Http404(slug)
    if not form.is_valid():
        return _screen(request, "set")
    whole = SETS[slug](form.selection())
    if not whole.tables:
        messages.info(request, whole.missing)
        return _screen(request, "set")
    return files.set_response(whole, extension)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    pages = Paginator(Edition.objects.visible_to(request.user).listed(), EDITIONS_ON_A_PAGE)
    return render(request, "reports/editions.html", {"page": pages.get_page(PageForm(request.GET).number)})


@require_POST
@limited
def fix(request: HttpRequest, slug: str) -> HttpResponse:
    """What the officer's screen asks for becomes an edition, with the figures of this moment."""
    chosen = _named(REPORTS | EVALUATIONS, slug)
    form = FilterForm(QueryDict(request.POST.get("question", "")), report=chosen, officer=request.user)
    if not form.is_valid():
        raise Http404("no such question")
    try:
        made = fix_edition(build(chosen, form.selection()), by=request.user)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(f"{reverse('reports:report', args=[slug])}?{form.selection().question(chosen.filters)}")
    messages.success(request, f"บันทึกเป็นฉบับที่ {made.pk} แล้ว ตัวเลขของฉบับนี้จะไม่เปลี่ยน")
    return redirect("reports:edition", made.pk)


@require_safe
@limited
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Edition.objects.visible_to(request.user).select_related("made_by"), pk=pk)
    context = {
        "edition": found,
        "table": table_of(found, request.user).on(Surface.SHEET),
        "changes": changed_since(found, request.user),
        "formats": files.FORMATS,
    }
    return render(request, "reports/edition.html", context)


@require_safe
def edition_download(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    found = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
    if extension not in files.FORMATS:
        raise Http404(extension)
    content = files.FORMATS[extension].write(table_of(found, request.user))
    return files.attachment(content, extension, f"edition-{found.pk}")


@require_POST
def slips(request: HttpRequest) -> HttpResponse:
    """New one-time passwords for a province's accounts that have none yet, on paper."""
    if not request.user.keeps_accounts:
        raise NotAllowed(sentences.NOT_YOUR_ROLE)
    form = SlipsForm(request.user, request.POST)
    waiting = Officer.objects.visible_to(request.user).listed().without_password()
    officers = list(waiting.at_home_in(form.cleaned_data["province"])) if form.is_valid() else []
    if not officers:
        messages.info(request, sentences.NO_ACCOUNT_WAITS)
        return redirect("sales:officers")
    return files.attachment(issued(officers, request.user), "pdf", f"slips-{officers[0].province_code or 'cdd'}")


@require_POST
@sensitive_post_parameters()
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The one-time password that stands on the officer's screen, on paper: it is stored nowhere else."""
    officer = get_object_or_404(Officer.objects.visible_to(request.user).listed(), pk=pk)
    form = SlipForm(request.POST)
    if not (form.is_valid() and officer.is_let_in_once_by(form.cleaned_data["password"])):
        raise Http404("no such password")
    return files.attachment(slips_pdf([officer], [form.cleaned_data["password"]]), "pdf", f"slip-{officer.pk}")


def _screen(request: HttpRequest, name: str, *args: str) -> HttpResponse:
    """The page that answers the same question."""
    return redirect(reverse(f"reports:{name}", args=args, query=request.GET))


def _files_of(rows: int) -> dict[str, files.Format]:
    """Those that hold so many."""
    return {name: files.FORMATS[name] for name in files.LINES if name != "xlsx" or rows <= MOST_ROWS}


def _asked(slug: str) -> Report:
    return _named(REPORTS | TABS | COMPARISONS | TIMELINESS_REPORTS | TARGET_SHEETS, slug)


def _named(reports: dict[str, Report], slug: str) -> Report:
    if slug not in reports:
        raise Http404(slug)
    return reports[slug]


def _file(report: Report, selection: Selection, extension: str) -> HttpResponse:
    if extension not in files.FORMATS:
        raise Http404(extension)
    return files.response(build(report, selection), extension)
