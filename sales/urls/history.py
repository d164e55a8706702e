from django.urls import path

from ..views import history

_SHEET = "sheets/<slug:code>/<int:year>/<int:month>/"

urlpatterns = [
    path("sheets/", history.own_sheet, name="own-sheet"),
    path("sheets/<slug:code>/", history.find_sheet, name="sheet-find"),
    path(_SHEET, history.sheet, name="sheet"),
    path(f"{_SHEET}history/", history.sheet_history, name="sheet-history"),
    path(f"{_SHEET}rows/<int:row>/", history.row_history, name="row-history"),
]
