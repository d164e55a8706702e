from django.contrib import admin
from django.urls import include, path

handler500 = "sales.views.errors.server_error"

urlpatterns = [
    path("", include("sales.urls")),
    path("", include("reports.public.urls")),
    path("reports/", include("reports.urls")),
    path("targets/", include("targets.urls")),
    path("api/v1/", include("reports.open_data.urls")),
    path("admin/", admin.site.urls),
]
