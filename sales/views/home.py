from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from otop_portal import clock, fiscal, money

from .. import home
from ..corrections.notices import corrected_lately
from ..district_overview import overview
from ..history import open_returns
from ..holding.read import funnel_of, own_holding
from ..models import Announcement, CorrectionRequest, Mail, Officer, Producer, Role
from ..timeliness import confirming_deadline, deadline_of


@login_not_required
@require_safe
def first_page(request: HttpRequest) -> HttpResponse:
    """`/` answers anyone: a visitor reads what is published, an officer what waits for him."""
    if not request.user.is_authenticated:
        return import_string(settings.VISITORS_PAGE)(request)
    show = {
        Role.DISTRICT: _district,
        Role.CHIEF: _district,
        Role.PROVINCE: _province,
        Role.DEPARTMENT: _department,
        Role.ADMIN: _admin,
    }[request.user.role]
    template, context = show(request.user)
    context["announcements"] = Announcement.objects.visible_to(request.user).current(clock.today())
    tasks = home.tasks(request.user)
    returned = [task for task in tasks if task.is_returned]
    others = [task for task in tasks if not task.is_returned]
    return render(request, f"sales/home/{template}.html", context | {"tasks": others, "returned": returned})


def _district(officer: Officer) -> tuple[str, dict]:
    today, returns = clock.today(), open_returns(officer)
    months = {each.sheet.month_id for each in returns}
    next_job = home.chief_job if officer.role == Role.CHIEF else home.district_job
    job = next_job(officer, today, months)
    return "district", {
        "job": job,
        "deadline": job and deadline_of(officer, officer.district, job.month.pk),
        "holding": job and own_holding(officer, job.month),
        "figures": home.figures_beside(officer, job.month.pk) if job else [],
        "returns": returns,
        "chips": home.district_chips(officer, today, months),
        "corrections": CorrectionRequest.objects.visible_to(officer),
    }


def _province(officer: Officer) -> tuple[str, dict]:
    today = clock.today()
    job = home.province_job(officer, today)
    month = job and overview(officer, job.month)
    return "province", {
        "job": job,
        "deadline": None if month is None or month.is_finished else confirming_deadline(officer, month.month.pk),
        "figures": [("พร้อมให้จังหวัดยืนยัน", month.ready_total), ("รวมทุกอำเภอ", month.total)] if month else [],
        "lines": month.lines if month else [],
        "funnel": month and month.funnel,
        "chips": home.area_chips(officer, today, "sales:districts"),
        "producer_requests": Producer.objects.visible_to(officer).requested().count(),
        "corrections": CorrectionRequest.objects.visible_to(officer),
    }


def _department(officer: Officer) -> tuple[str, dict]:
    today = clock.today()
    chips, newest = home.area_chips(officer, today, ""), home.newest_over(today)
    unfinished = home.unfinished_provinces(officer, newest) if newest else []
    return "department", {
        "chips": chips,
        "year": fiscal.fiscal_year(fiscal.first_of_month(today)),
        "total": money.total(chip.confirmed for chip in chips),
        "newest": newest,
        "funnel": newest and funnel_of(officer, newest),
        "unfinished": unfinished,
        "deadline": confirming_deadline(officer, newest.pk) if newest and unfinished else None,
        "corrected": corrected_lately(officer),
    }


def _admin(officer: Officer) -> tuple[str, dict]:
    accounts = Officer.objects.visible_to(officer).listed()
    more = {"accounts": accounts.count(), "without_password": accounts.without_password().count()}
    more["failed_mails"] = Mail.objects.visible_to(officer).failed().count()
    return "admin", _department(officer)[1] | more
