"""Addresses of the ledger: nouns first, the action last; months as /2566/10/ (fiscal year, calendar month)."""

from . import (
    confirmation,
    corrections,
    due_dates,
    entry,
    fiscal_years,
    history,
    holding,
    home,
    inbox,
    officers,
    register,
)

app_name = "sales"
urlpatterns = [
    *home.urlpatterns,
    *officers.urlpatterns,
    *fiscal_years.urlpatterns,
    *register.urlpatterns,
    *entry.urlpatterns,
    *confirmation.urlpatterns,
    *corrections.urlpatterns,
    *history.urlpatterns,
    *holding.urlpatterns,
    *inbox.urlpatterns,
    *due_dates.urlpatterns,
]
