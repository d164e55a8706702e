"""What a correction of confirmed figures would do to a district's levels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sales.addresses import district_named, month_named
from sales.models import CHANNELS, Role, Sale
from sales.transitions.permissions import check_role

from ..effect import effects
from ..forms.effect import EffectForm

_NOTHING = (None,) * len(CHANNELS)


@require_safe
def effect(request: HttpRequest, code: str, year: int, month: int) -> HttpResponse:
    """A part of the pages of corrections; where they have no scripts a page of its own."""
    check_role(request.user, Role.DISTRICT, Role.CHIEF, Role.PROVINCE, Role.ADMIN)
    district, reporting = district_named(request.user, code), month_named(year, month)
    form, old = EffectForm(request.GET), _NOTHING
    is_sensible = form.is_valid()
    if row := form.cleaned_data.get("row"):
        rows = Sale.objects.visible_to(request.user).of(district, reporting.pk)
        old = get_object_or_404(rows, pk=row).amounts
    found = effects(request.user, district, reporting.pk, old, form.amounts) if is_sensible else []
    context = {"effects": found, "district": district, "month": reporting, "is_sensible": is_sensible}
    template = "targets/_effect.html" if request.htmx else "targets/effect.html"
    return render(request, template, context)
