"""The reasons that a district gives for findings, on pages 12 and 14; the list of them, which a province extends."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ..checks import sentences
from ..forms.explanations import ExplanationForm, ReasonForm
from ..models import District, ExplanationReason, ReportingMonth
from ..transitions.explanations import add_reason, check_explains, explain
from ..transitions.refusals import Refused
from .answers import say_refused
from .province import check_province


def answered(request: HttpRequest, district: District, month: ReportingMonth, form: ExplanationForm) -> bool:
    """Keep what was answered and say so; False, and said why, where nothing was kept."""
    check_explains(request.user, district)
    if not form.is_valid():
        messages.warning(request, " ".join(form.faults))
        return False
    try:
        seen = form.cleaned_data["explained"]
        kept = explain(district=district, month=month.pk, by=request.user, seen=seen, answer=form.answer)
    except Refused as refusal:
        say_refused(request, refusal)
        return False
    if kept:
        messages.success(request, sentences.explained(len(kept)))
    else:
        messages.warning(request, sentences.NOTHING_TO_EXPLAIN)
    return bool(kept)


@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: HttpRequest) -> HttpResponse:
    check_province(request.user)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            added = add_reason(by=request.user, label=form.cleaned_data["label"])
        except Refused as refusal:
            say_refused(request, refusal)
        else:
            messages.success(request, sentences.reason_added(added.label))
            return redirect("sales:explanation-reasons")
    known = ExplanationReason.objects.visible_to(request.user)
    status = 409 if form.is_bound else 200
    return render(request, "sales/checks/reasons.html", {"reasons": known, "form": form}, status=status)
