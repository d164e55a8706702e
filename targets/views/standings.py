from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sales.models import District

from .. import sentences
from ..boards import boards
from ..forms.standings import StandingsForm
from ..months import charts_of
from ..standings import announced_for, cards, in_force_for, of_fiscal_year, reader_for


@require_safe
def standings(request: HttpRequest) -> HttpResponse:
    """เป้าหมาย/ผลสำเร็จ (32): of a district its schemes one by one, of what holds districts a board of them."""
    versions = announced_for(request.user)
    years = sorted({version.scheme.fiscal_year for version in versions}, reverse=True)
    form = StandingsForm(request.GET, officer=request.user, years=years)
    reader, year, area = form.reader, form.chosen_year, form.area
    of_year = of_fiscal_year(versions, year)
    is_district = isinstance(area, District)
    found = [] if is_district else boards(reader, of_year, area)
    context = {
        "search": form,
        "year": year,
        "area": area,
        "entered": reader.entered,
        "counted": sentences.counted(entered=reader.entered),
        "by_risk": sentences.BY_RISK,
        "cards": cards(reader, of_year, area) if is_district else [],
        "boards": [(board, board.distributions(area)) for board in found],
        "charts": charts_of(reader, area, year) if area and year else [],
    }
    return render(request, "targets/standings.html", context)


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The same of the schemes in force, for the first page: an officer's own area, or how the provinces stand."""
    officer = request.user
    reader, versions = reader_for(officer, officer.area), in_force_for(officer)
    if officer.area is None:
        found = [board.distributions(None) for board in boards(reader, versions, None)]
        return render(request, "targets/_card_country.html", {"boards": found})
    return render(request, "targets/_card.html", {"cards": cards(reader, versions, officer.area)})


@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """The same in one line beside the entry grid, with what is not confirmed yet: schemes of sales alone."""
    officer = request.user
    of_sales = [version for version in in_force_for(officer) if version.measures_sales]
    reader = reader_for(officer, officer.area, entered=True)
    found = cards(reader, of_sales, officer.area) if officer.area else []
    return render(request, "targets/_line.html", {"cards": found})
