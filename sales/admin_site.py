"""Django's admin for what administrators keep: areas and months. It has no way in of its own."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from . import sentences
from .transitions.refusals import NotAllowed
from .views.sign_in import sign_out


class PortalAdmin(AdminSite):
    site_title = "รายงานยอดจำหน่ายสินค้าโอท็อป"
    site_header = "รายงานยอดจำหน่ายสินค้าโอท็อป · ผู้ดูแลระบบ"
    index_title = "พื้นที่ เดือนที่รายงาน และการตรวจดูข้อมูล"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    @method_decorator([never_cache, login_not_required])
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Whoever is signed in and is sent here has not the role."""
        if request.user.is_authenticated:
            raise NotAllowed(sentences.NOT_YOUR_ROLE)
        return redirect_to_login(request.GET.get("next", ""))

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return redirect("sales:password")
