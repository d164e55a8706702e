"""เกณฑ์ตัวชี้วัด (36): every rule explained; the administrator prepares, tries and announces them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sales.models import Officer, Role
from sales.sentences import NOT_YOUR_ROLE
from sales.transitions import Refused
from sales.transitions.refusals import NotAllowed

from .. import rule_words, sentences
from ..examples import cards, parts_for
from ..forms.schemes import (
    AnnouncementForm,
    CopyForm,
    NewVersionForm,
    RuleForm,
    SchemesForm,
    TrialForm,
    levels_form,
)
from ..models import SchemeVersion
from ..transitions import schemes as transitions
from ..trials import newest_year, trial


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    newest = SchemeVersion.objects.visible_to(request.user).newest_of_each()
    years = sorted({version.scheme.fiscal_year for version in newest}, reverse=True)
    form = SchemesForm(request.GET, officer=request.user, years=years)
    of_year = [version for version in newest if version.scheme.fiscal_year == form.chosen_year]
    context = {
        "search": form,
        "year": form.chosen_year,
        "cards": cards(request.user, of_year, newest, form.chosen_district),
        "keeps": _keeps(request.user),
    }
    return render(request, "targets/schemes/list.html", context)


@require_safe
def scheme(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _page(request, _found(request.user, slug, number))


@require_POST
def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = _kept(request.user, slug, number)
    form = CopyForm(request.POST, version=version)
    if form.is_valid():
        try:
            made = transitions.copy_scheme(source=version, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("slug", refused.sentence)
        else:
            messages.success(request, sentences.scheme_copied(made.scheme.slug))
            return redirect("targets:scheme-edit", made.scheme.slug, made.number)
    return _page(request, version, copy_form=form)


@require_POST
def prepare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = _kept(request.user, slug, number)
    form = NewVersionForm(request.POST)
    if form.is_valid():
        try:
            made = transitions.prepare_version(scheme=version.scheme, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, sentences.version_prepared(made.number))
            return redirect("targets:scheme-edit", slug, made.number)
    return _page(request, version, version_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version, data = _kept(request.user, slug, number), request.POST or None
    form = RuleForm(data, version=version)
    levels = levels_form(data, version, parts_for(request.user, version))
    if form.is_valid() and levels.is_valid() and not levels.told_faults_under(form.rule):
        said = {"names": form.names, "rule": form.rule, "levels": levels.levels, "seen": form.cleaned_data["seen"]}
        try:
            transitions.change_version(version=version, by=request.user, **said)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, sentences.RULE_SAVED)
            return redirect("targets:scheme", slug, number)
    return render(request, "targets/schemes/edit.html", {"version": version, "form": form, "levels": levels})


@require_POST
def announce(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = _kept(request.user, slug, number)
    form = AnnouncementForm(request.POST)
    if form.is_valid():
        try:
            transitions.announce(version=version, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, sentences.rule_announced(number))
            return redirect("targets:scheme", slug, number)
    return _page(request, version, announcement_form=form)


@require_safe
def preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """ลองใช้: who would get what, beside the version in force."""
    version = _kept(request.user, slug, number)
    current = version.scheme.current
    beside = None if current == version else current
    form = TrialForm(request.GET, officer=request.user, version=version, newest=newest_year(version))
    context = {"version": version, "search": form, "trial": trial(request.user, version, beside=beside, **form.asked)}
    return render(request, "targets/schemes/preview.html", context)


@require_safe
def compare(request: HttpRequest, slug: str, number: int, other: int) -> HttpResponse:
    """Two versions: what their rules say differently, and whose results differ by it."""
    version, before = _found(request.user, slug, number), _found(request.user, slug, other)
    form = TrialForm(request.GET, officer=request.user, version=version, newest=newest_year(version))
    context = {
        "version": version,
        "before": before,
        "differences": rule_words.differences(rule_words.lines(before), rule_words.lines(version)),
        "search": form,
        "trial": trial(request.user, version, beside=before, **form.asked),
    }
    return render(request, "targets/schemes/compare.html", context)


def _keeps(officer: Officer) -> bool:
    return officer.role == Role.ADMIN


def _found(officer: Officer, slug: str, number: int) -> SchemeVersion:
    versions = SchemeVersion.objects.visible_to(officer).select_related("scheme").with_rule()
    return get_object_or_404(versions, scheme__slug=slug, number=number)


def _kept(officer: Officer, slug: str, number: int) -> SchemeVersion:
    """404 for what is only prepared before 403 for the role."""
    version = _found(officer, slug, number)
    if not _keeps(officer):
        raise NotAllowed(NOT_YOUR_ROLE)
    return version


def _page(request: HttpRequest, version: SchemeVersion, **bound: Any) -> HttpResponse:
    """The version explained, with the others, the history and what the administrator may do; a bound form is open."""
    officer, keeps = request.user, _keeps(request.user)
    seen = SchemeVersion.objects.visible_to(officer)
    names = seen.newest_of_each() if version.is_graded else []
    context = {
        "version": version,
        "card": cards(officer, [version], names, None)[0],
        "versions": seen.filter(scheme=version.scheme_id).order_by("-number"),
        "history": version.scheme.events.select_related("by").order_by("-pk") if keeps else [],
        "keeps": keeps,
        "open_form": next(iter(bound), ""),
        "copy_form": CopyForm(version=version),
        "version_form": NewVersionForm(),
        "announcement_form": AnnouncementForm(initial={"seen": version.revision}),
        **bound,
    }
    return render(request, "targets/schemes/scheme.html", context)
