"""ผลภารกิจรายไตรมาส (34): a district reports by hand, its province confirms or returns."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from sales.models import District, Officer, Role
from sales.sentences import NOT_YOUR_ROLE
from sales.transitions.permissions import check_role
from sales.transitions.refusals import NotAllowed, Refused
from sales.views.answers import posted, refuse_garbage, say_refused

from ..forms.missions import AskedForm, GiveBackForm, MissionForm, TickedForm
from ..missions import sentences
from ..missions.board import Line, Section, sections
from ..missions.history import KINDS, acts
from ..models import MissionEvent, MissionReport
from ..transitions.missions import confirm_by_district, report_mission
from . import ticked


@require_safe
def missions(request: HttpRequest) -> HttpResponse:
    return _page(request, sections(_reader(request.user)))


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """บันทึก; with the other button also ยืนยันระดับอำเภอ."""
    district, found = own_district(request.user), sections(request.user)
    number, line = _line(found, slug, posted(AskedForm, request).cleaned_data["condition"])
    form = line.form = MissionForm(request.POST, line=line, number=number)
    if not form.is_valid():
        return _page(request, found, 422)
    try:
        evidence, seen = form.cleaned_data["evidence"], form.cleaned_data["seen"]
        report_mission(asked=line.asked, district=district, by=request.user, seen=seen, evidence=evidence, **form.told)
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, found, 409)
    if "confirm" in request.POST:
        _confirm(request, line)
    else:
        messages.success(request, sentences.saved(line.asked.name))
    return redirect("targets:missions")


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """ยืนยันระดับจังหวัด, of several districts at once."""
    check_role(request.user, Role.PROVINCE)
    form = posted(TickedForm, request)
    ticked.confirm(request, MissionReport.objects.visible_to(request.user), form.chosen)
    return redirect("targets:missions")


@require_POST
def give_back(request: HttpRequest) -> HttpResponse:
    """ส่งคืน, with a reason."""
    check_role(request.user, Role.PROVINCE)
    form = GiveBackForm(request.POST)
    refuse_garbage(form, ["reason"])
    rows = MissionReport.objects.visible_to(request.user)
    if form.is_valid() and ticked.give_back(request, rows, form.chosen, form.cleaned_data["reason"]):
        return redirect("targets:missions")
    return _page(request, sections(request.user), 422, form=form)


@require_safe
def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    if kind not in KINDS or request.user.role == Role.DEPARTMENT:
        raise Http404(kind)
    row = get_object_or_404(KINDS[kind].objects.visible_to(request.user), pk=pk)
    context = {"row": row, "acts": acts(request.user, kind, row), "kind": MissionEvent.Kind(kind)}
    return render(request, "targets/missions/history.html", context)


def own_district(officer: Officer) -> District:
    check_role(officer, Role.DISTRICT)
    return officer.district


def _reader(officer: Officer) -> Officer:
    if officer.area is None:
        raise NotAllowed(NOT_YOUR_ROLE)
    return officer


def _line(found: list[Section], slug: str, condition: str) -> tuple[int, Line]:
    """With its place on the page."""
    for number, section in enumerate(found, 1):
        if (section.asked.version.scheme.slug, section.asked.condition) == (slug, condition):
            return number, section.lines[0]
    raise Http404(slug)


def _confirm(request: HttpRequest, line: Line) -> None:
    key = {"scheme": line.asked.version.scheme_id, "condition": line.asked.condition, "district": line.district}
    row = MissionReport.objects.visible_to(request.user).filter(**key).newest()[(*line.asked.key, line.district.pk)]
    outcome = confirm_by_district(
        kind=MissionReport, district=line.district, by=request.user, seen={row.pk: row.version}
    )
    for problem in outcome.problems:
        messages.warning(request, problem.sentence)
    if outcome.changed:
        messages.success(request, sentences.confirmed_by_district(line.asked.name))


def _page(request: HttpRequest, found: list[Section], status: int = 200, form: Any = None) -> HttpResponse:
    if request.user.role == Role.DISTRICT:
        for number, section in enumerate(found, 1):
            line = section.lines[0]
            line.form = line.form or MissionForm(line=line, number=number)
    page = "province" if request.user.province else "district"
    reported = [line for section in found for line in section.lines if line.newest]
    context = {
        "sections": found,
        "form": form or GiveBackForm(),
        "seen": " ".join(line.seen for line in reported),
        "waiting": " ".join(line.seen for line in reported if line.waits),
        "returnable": any(line.is_returnable for line in reported),
    }
    return render(request, f"targets/missions/{page}.html", context, status=status)
