from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from otop_portal import thai

from ..time_limit import limited
from . import comparison
from . import trends as trends_of
from .figures import newest_whole, published_at, totals_by_month
from .forms import ComparisonForm, MapForm, MonthForm, TrendForm
from .outlines import view_box
from .overview import overview as overview_of
from .places import places
from .province_map import province_map as map_of


@login_not_required
@require_safe
@limited
def overview(request: HttpRequest) -> HttpResponse:
    """ภาพรวม: what anybody reads first, at `/` too."""
    here = {"here": reverse("public:overview")}
    if not (by_month := totals_by_month(request.user)):
        return render(request, "public/nothing.html", here)
    form = MonthForm(request.GET, by_month=by_month).mended()
    page = overview_of(request.user, form.chosen_month, form.unit_chosen, by_month)
    return _page(request, "overview", form, page=page, **here)


@login_not_required
@require_safe
@limited
def trends(request: HttpRequest) -> HttpResponse:
    """รายเดือน: of the country, a province or a district."""
    if not (of_country := totals_by_month(request.user)):
        return render(request, "public/nothing.html")
    known = places(request.user, request.GET.get("area", ""))
    form = TrendForm(request.GET, by_month=of_country, places=known).mended()
    area = form.cleaned_data["area"]
    by_month = totals_by_month(request.user, area) if area else of_country
    place = known.name(area)
    charts = trends_of.charts(request.user, area, place, form.chosen_month, form.unit_chosen, by_month)
    return _page(request, "trends", form, place=place, charts=charts)


@login_not_required
@require_safe
@limited
def province_map(request: HttpRequest) -> HttpResponse:
    """แผนที่: every province by its amount."""
    if not (by_month := totals_by_month(request.user)):
        return render(request, "public/nothing.html")
    form = MapForm(request.GET, by_month=by_month).mended()
    page = map_of(request.user, form.months, form.unit_chosen, form.classes_chosen)
    return _page(request, "map", form, page=page, period=thai.run_of_months(form.months), view_box=view_box())


@login_not_required
@require_safe
@limited
def compare(request: HttpRequest) -> HttpResponse:
    """เปรียบเทียบสองจังหวัด."""
    by_month, known = totals_by_month(request.user), places(request.user)
    if not (by_month and known.provinces):
        return render(request, "public/nothing.html")
    best = comparison.best_first(request.user, newest_whole(by_month))
    form = ComparisonForm(request.GET, by_month=by_month, places=known, best=best).mended()
    month, unit = form.chosen_month, form.unit_chosen
    sides = [comparison.side(request.user, province, month, unit) for province in form.provinces]
    sums, charts = comparison.sums(sides, month, unit), comparison.charts(sides, month, unit)
    return _page(request, "compare", form, sides=sides, sums=sums, charts=charts)


def _page(request: HttpRequest, name: str, form: MonthForm, **more: Any) -> HttpResponse:
    """What was asked as far as it has sense, and a sentence for the rest."""
    context = {"form": form, "published_at": published_at(request.user)}
    return render(request, f"public/{name}.html", context | more)
