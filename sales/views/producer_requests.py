"""คำขอเพิ่มผู้ประกอบการรายใหม่ (21): what the district asks; the province decides on the producer's own page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from .. import sentences
from ..choices import Role
from ..forms.confirmation import PageForm
from ..forms.register import RequestForm, WantedNameForm
from ..models import Producer
from ..transitions import Refused
from ..transitions.permissions import check_role
from ..transitions.producers import request_producer

_AT_A_TIME = 50


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """What waits first, and how the others were decided."""
    check_role(request.user, Role.DISTRICT, Role.CHIEF, Role.PROVINCE, Role.ADMIN)
    found = Producer.objects.visible_to(request.user).asked_for().select_related("district__province")
    page = Paginator(found.prefetch_related("events__officer", "products"), _AT_A_TIME)
    context = {"page": page.get_page(PageForm(request.GET).number), "asks": request.user.role == Role.DISTRICT}
    return render(request, "sales/register/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    check_role(request.user, Role.DISTRICT)
    form = RequestForm(request.POST or None, officer=request.user, name=WantedNameForm(request.GET).wanted)
    if form.is_valid():
        details = form.cleaned_data
        details.pop("distinct")
        try:
            producer = request_producer(district=request.user.district, by=request.user, **details)
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, sentences.producer_requested(producer.name))
            return redirect("sales:producer-requests")
    return render(request, "sales/register/ask.html", {"form": form})
