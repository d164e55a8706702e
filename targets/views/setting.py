"""กำหนดเป้าหมายและ Road Map (33): a province's figures in a grid, from a file, announced, and their history."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otop_portal import thai
from sales.addresses import fiscal_years
from sales.forms.confirmation import PageForm
from sales.forms.imports import UploadForm
from sales.imports import Source, run, waiting
from sales.imports import sentences as of_imports
from sales.models import Officer, Province, Role
from sales.transitions.permissions import check_role
from sales.transitions.refusals import NotAllowed, Refused

from .. import sentences
from ..forms.setting import FileAgainForm, GridForm, LetterForm, SettingsForm, UnlockForm, release
from ..given import Given, GivenPlan, Typed, column_sums, grid
from ..given.changes import told
from ..given.file_preview import previewed
from ..given.overview import settings_of
from ..given.shares import split as split_over
from ..models import SchemeVersion, SettingEvent
from ..transitions.targets import (
    check_may_set,
    lock_figures,
    set_figures,
    undo_import,
    unlock_figures,
)

_PAGE = 20
_READERS = (Role.PROVINCE, Role.DEPARTMENT, Role.ADMIN)


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """What can be set: the plan of a year and the targets of its schemes, and how far each is."""
    check_role(request.user, *_READERS)
    versions = [each for each in SchemeVersion.objects.visible_to(request.user).newest_of_each() if not each.is_graded]
    years = {version.scheme.fiscal_year for version in versions} | set(fiscal_years())
    form = SettingsForm(request.GET, officer=request.user, years=sorted(years, reverse=True))
    year, province = form.chosen_year, form.chosen_province
    of_year = [version for version in versions if version.scheme.fiscal_year == year]
    found = settings_of(request.user, province, year, of_year) if province and year else []
    return render(request, "targets/setting/list.html", {"search": form, "year": year, "found": found, "of": province})


@require_safe
def sheet(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    return _answer(request, _given(request.user, province, kind, key))


@require_POST
def save(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    given = _to_set(request.user, province, kind, key)
    form = GridForm(given, request.POST)
    outcome = set_figures(table=given.table, wanted=form.wanted(), by=request.user)
    form.typed.add(outcome.problems)
    if not form.typed.problems:
        messages.success(request, sentences.figures_saved(len(outcome.changes)))
        return redirect(_address(given))
    messages.error(request, sentences.figures_held(len(outcome.changes), len(form.typed.problems)))
    fresh = _given(request.user, province, kind, key)
    release(form.typed, fresh, saved={each.row.key for each in outcome.taken})
    return _answer(request, fresh, form.typed)


@require_POST
def split(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    """Fills a column from the province's own cell; nothing is saved yet."""
    given = _to_set(request.user, province, kind, key)
    form = GridForm(given, request.POST)
    form.keep_all()
    if (column := form.column) is None:
        raise Http404(key)
    own = given.cell_name(None, column)
    try:
        amount = thai.parse_amount(form.typed.texts[own], column.decimals)
    except thai.NotAnAmount as error:
        form.typed.problems[own] = [str(error)]
        return _answer(request, given, form.typed)
    parts = split_over(given, column, amount) if amount else None
    if parts is None:
        form.typed.problems[own] = [sentences.NOTHING_TO_SPLIT if not amount else sentences.NOTHING_SOLD_LAST_YEAR]
    else:
        form.typed.texts |= {given.cell_name(each, column): column.text(part) for each, part in parts.parts.items()}
        messages.info(request, sentences.split_over(amount, column.words, parts))
    return _answer(request, given, form.typed)


@require_POST
def preview(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    """Of a file just chosen, or of the one that waits, read as the officer now says."""
    given = _to_set(request.user, province, kind, key)
    again, form = FileAgainForm(request.POST), UploadForm(request.POST, request.FILES)
    if again.is_valid():
        source = waiting.collect(again.cleaned_data["ticket"], slug=given.slug, officer=request.user)
        if source is None:
            messages.error(request, of_imports.NO_LONGER_WAITING)
            return redirect(_address(given))
        return _look(request, given, source, again.cleaned_data["meant"])
    if not form.is_valid():
        return _answer(request, given, upload=form)
    return _look(request, given, form.cleaned_data["file"], {})


@require_POST
def apply(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    given, form = _to_set(request.user, province, kind, key), FileAgainForm(request.POST)
    ticket = form.is_valid() and form.cleaned_data["ticket"]
    source = ticket and waiting.collect(ticket, slug=given.slug, officer=request.user)
    if not source:
        messages.error(request, of_imports.NO_LONGER_WAITING)
        return redirect(_address(given))
    file = given.file(form.cleaned_data["meant"])
    booking = run(file.importer, source, by=request.user)
    if booking.faults:
        messages.error(request, of_imports.changed_since_preview(booking.faults[0]))
    else:
        counts = (booking.new, booking.changed, booking.unchanged)
        messages.success(request, of_imports.imported(given.title, *counts))
    return redirect(_address(given))


@require_POST
def undo(request: HttpRequest, province: str, kind: str, key: str, pk: int) -> HttpResponse:
    given = _to_set(request.user, province, kind, key)
    events = SettingEvent.objects.visible_to(request.user)
    event = get_object_or_404(events.filter(setting=given.setting), pk=pk)
    try:
        undo_import(event=event, by=request.user)
        messages.success(request, sentences.UNDONE)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_address(given))


@require_POST
def lock(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    given, form = _to_set(request.user, province, kind, key), LetterForm(request.POST)
    if not form.is_valid():
        return _answer(request, given, letter=form)
    try:
        if given.setting is None:
            raise Refused(sentences.NOTHING_TO_ANNOUNCE)
        lock_figures(setting=given.setting, by=request.user, **form.cleaned_data)
        messages.success(request, sentences.FIGURES_LOCKED)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_address(given))


@require_POST
def unlock(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    given, form = _given(request.user, province, kind, key), UnlockForm(request.POST)
    if request.user.role != Role.ADMIN:
        raise NotAllowed(sentences.ONLY_ADMINISTRATORS_UNLOCK)
    if not form.is_valid():
        return _answer(request, given, reason=form)
    try:
        if given.setting is None:
            raise Refused(sentences.NOT_LOCKED)
        unlock_figures(setting=given.setting, by=request.user, **form.cleaned_data)
        messages.success(request, sentences.FIGURES_UNLOCKED)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_address(given))


@require_safe
def history(request: HttpRequest, province: str, kind: str, key: str) -> HttpResponse:
    given = _given(request.user, province, kind, key)
    events = SettingEvent.objects.visible_to(request.user).filter(setting=given.setting).newest_first()
    page = Paginator(events, _PAGE).get_page(PageForm(request.GET).number)
    return render(request, "targets/setting/history.html", {"given": given, "page": page, "told": told(given, page)})


def _given(officer: Officer, province: str, kind: str, key: str) -> Given:
    """404 for another province, a kind that is none, and a scheme that the officer does not see."""
    check_role(officer, *_READERS)
    of = get_object_or_404(Province.objects.visible_to(officer), pk=province)
    if kind == "plan" and key.isascii() and key.isdigit() and int(key) in fiscal_years():
        return GivenPlan(officer, of, int(key))
    versions = SchemeVersion.objects.visible_to(officer).filter(scheme__slug=key)
    version = next((each for each in versions.newest_of_each() if kind == "targets" and not each.is_graded), None)
    if version is None:
        raise Http404(key)
    return Given(officer, of, version)


def _to_set(officer: Officer, province: str, kind: str, key: str) -> Given:
    given = _given(officer, province, kind, key)
    check_may_set(officer, given.province.pk)
    return given


def _address(given: Given) -> str:
    return reverse("targets:setting-sheet", args=[given.province.pk, given.kind, given.key])


def _answer(
    request: HttpRequest,
    given: Given,
    typed: Typed | None = None,
    *,
    upload: UploadForm | None = None,
    letter: LetterForm | None = None,
    reason: UnlockForm | None = None,
) -> HttpResponse:
    rows = grid(given, typed or Typed())
    context = {
        "given": given,
        "rows": rows,
        "months": getattr(given, "months", ()),
        "sums": column_sums(given),
        "read": json.dumps({cell.name: cell.read for row in rows for cell in row.cells}),
        "differences": [(each, words, sentences.differs(each)) for each, words in given.differences],
        "upload": upload or UploadForm(),
        "letter": letter or LetterForm(),
        "reason": reason or UnlockForm(),
        "may_unlock": request.user.role == Role.ADMIN,
    }
    return render(request, "targets/setting/sheet.html", context)


def _look(request: HttpRequest, given: Given, source: Source, meant: dict[str, str]) -> HttpResponse:
    file = given.file(meant)
    booking = run(file.importer, source, by=request.user, dry_run=True)
    ticket = waiting.keep(source, slug=given.slug, officer=request.user)
    context = {
        "given": given,
        "booking": booking,
        "ticket": ticket,
        "meant": meant,
        "unclear": file.reader.questions() if booking.table and not booking.table.faults else [],
        "preview": previewed(given, file),
    }
    return render(request, "targets/setting/preview.html", context)
