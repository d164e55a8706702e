from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otop_portal import clock

from ..forms.standings import StandingsForm
from ..standings import announced_for, reader_for, tables


@require_safe
def standings(request: HttpRequest) -> HttpResponse:
    """เป้าหมาย/ผลสำเร็จ (32): plan, result, level and what is missing, of the officer's areas."""
    versions = announced_for(request.user)
    years = sorted({version.scheme.fiscal_year for version in versions}, reverse=True)
    form = StandingsForm(request.GET, officer=request.user, years=years)
    reader, year = form.reader, form.chosen_year
    context = {
        "search": form,
        "year": year,
        "entered": reader.entered,
        "tables": tables(reader, [version for version in versions if version.scheme.fiscal_year == year]),
    }
    return render(request, "targets/standings.html", context)


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The same of the schemes in force, for the first page: an officer's own area, or how the provinces stand."""
    today, area = clock.today(), request.user.area
    in_force = [each for each in announced_for(request.user) if each.is_in_force(today)]
    found = tables(reader_for(request.user), in_force)
    if area is None:
        return render(request, "targets/_card_country.html", {"tables": found})
    own = [(table, line, zip(table.headings, line.cells, strict=True)) for table in found if (line := table.of(area))]
    return render(request, "targets/_card.html", {"own": own})
