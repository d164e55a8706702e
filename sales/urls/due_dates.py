from django.urls import path

from ..views import due_dates

_DAY = "due-dates/<slug:kind>/<slug:area>/<int:year>/<int:month>/<slug:level>/"

urlpatterns = [
    path("due-dates/", due_dates.due_dates, name="due-dates"),
    path(_DAY, due_dates.due_date, name="due-date"),
    path(f"{_DAY}set", due_dates.set_day, name="due-date-set"),
    path(f"{_DAY}withdraw", due_dates.withdraw, name="due-date-withdraw"),
]
