"""Where the numbers of the month's funnel lead whoever sees stages only: the districts of a step with their holders."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import sentences
from ..addresses import month_named
from ..forms.confirmation import PageForm
from ..forms.holding import StepForm
from ..holding.read import Funnel, holdings, steps_of
from ..models import Role
from ..transitions.refusals import NotAllowed

_PAGE = 50


@require_safe
def holders(request: HttpRequest, year: int, month: int) -> HttpResponse:
    officer = request.user
    if officer.role not in (Role.DEPARTMENT, Role.ADMIN):
        raise NotAllowed(sentences.NOT_YOUR_ROLE)
    reporting, chosen = month_named(year, month), StepForm(request.GET).chosen
    steps = steps_of(officer, reporting)
    districts = [district for district, step in steps.items() if chosen in (None, step)]
    page = Paginator(districts, _PAGE).get_page(PageForm(request.GET).number)
    context = {
        "funnel": Funnel.of(reporting, steps.values()),
        "chosen": chosen,
        "page": page,
        "holdings": holdings(officer, page.object_list, [reporting]),
    }
    return render(request, "sales/holding/list.html", context)
