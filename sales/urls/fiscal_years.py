from django.urls import path

from ..views import fiscal_years

urlpatterns = [
    path("fiscal-years/", fiscal_years.years, name="fiscal-years"),
    path("fiscal-years/open", fiscal_years.open_year, name="fiscal-year-open"),
    path("fiscal-years/<int:year>/close", fiscal_years.close_year, name="fiscal-year-close"),
]
