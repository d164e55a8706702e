from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .figures import totals_by_month
from .forms import MonthForm
from .overview import overview as overview_of


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """ภาพรวม: what anybody reads first, at `/` too."""
    by_month = totals_by_month(request.user)
    here = {"here": reverse("public:overview")}
    if not by_month:
        return render(request, "public/nothing.html", here)
    asked = MonthForm(request.GET, by_month=by_month)
    form = asked.mended()
    page = overview_of(request.user, form.chosen_month, form.unit_chosen, by_month)
    return render(request, "public/overview.html", here | {"form": form, "faults": asked.faults(), "page": page})
