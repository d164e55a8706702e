from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otop_portal import clock, fiscal

from .. import home
from ..history import open_returns
from ..models import Officer, Role


@login_not_required
@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    """`/` answers anyone: a visitor learns where he is, an officer what waits for him."""
    if not request.user.is_authenticated:
        return render(request, "sales/home/visitor.html")
    show = {
        Role.DISTRICT: _district,
        Role.CHIEF: _district,
        Role.PROVINCE: _province,
        Role.DEPARTMENT: _department,
        Role.ADMIN: _department,
    }[request.user.role]
    template, context = show(request.user)
    return render(request, f"sales/home/{template}.html", context)


def _district(officer: Officer) -> tuple[str, dict]:
    today, returns = clock.today(), open_returns(officer)
    months = {each.sheet.month_id for each in returns}
    job = home.district_job(officer, today, months)
    return "district", {
        "job": job,
        "figures": home.figures_beside(officer, job.month.pk) if job else [],
        "returns": returns,
        "chips": home.district_chips(officer, today, months),
    }


def _province(officer: Officer) -> tuple[str, dict]:
    today = clock.today()
    job = home.province_job(officer, today)
    return "province", {
        "job": job,
        "districts": home.districts_of_month(officer, job.month) if job else [],
        "chips": home.area_chips(officer, today, "sales:districts"),
    }


def _department(officer: Officer) -> tuple[str, dict]:
    today = clock.today()
    return "department", {
        "chips": home.area_chips(officer, today, ""),
        "year": fiscal.fiscal_year(fiscal.first_of_month(today)),
    }
