from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from otop_portal import clock

from ..models import PublishedCell
from ..time_limit import limited
from .api import api
from .asked import MOST_AT_ONCE
from .description import LICENCE, TITLE, fields
from .problems import SENTENCES
from .routes import routes
from .version import newest_month
from .year_files import year_files


@login_not_required
@require_safe
@limited
def open_data(request: HttpRequest) -> HttpResponse:
    """ส่งออกข้อมูล: files of whole years, the API, and what their columns mean."""
    context = {"files": year_files(request), "fields": fields(), "month": newest_month(request)}
    return render(request, "public/open_data.html", _said(request) | context)


@login_not_required
@require_safe
@limited
def open_api(request: HttpRequest) -> HttpResponse:
    """The API's routes, from its own OpenAPI description."""
    told = [*routes(request, api.get_openapi_schema(), newest_month(request))]
    context = {"routes": told, "most": MOST_AT_ONCE, "refusals": SENTENCES}
    return render(request, "public/open_api.html", _said(request) | context)


@login_not_required
@require_safe
@limited
def about(request: HttpRequest) -> HttpResponse:
    """เกี่ยวกับข้อมูล: what the figures mean, their limits, how to cite."""
    context = {"title": TITLE, "today": clock.today(), "percent": settings.PUBLIC_COMPLETE_PERCENT}
    return render(request, "public/about.html", _said(request) | context)


def _said(request: HttpRequest) -> dict[str, Any]:
    return {
        "published_at": PublishedCell.objects.visible_to(request.user).published_at(),
        "licence": LICENCE,
        "attribution": settings.OPEN_DATA_ATTRIBUTION,
        "contact": settings.OPEN_DATA_CONTACT,
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
