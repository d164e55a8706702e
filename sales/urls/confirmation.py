from django.urls import path

from ..views import confirmation, explanations, province, province_sheet

_MONTH = "<int:year>/<int:month>/"
_SHEET = f"districts/<slug:code>/{_MONTH}"

urlpatterns = [
    path("confirmation/", confirmation.latest, name="confirmation-latest"),
    path(f"confirmation/{_MONTH}", confirmation.show, name="confirmation"),
    path(f"confirmation/{_MONTH}confirm", confirmation.confirm, name="confirmation-confirm"),
    path(f"confirmation/{_MONTH}explain", confirmation.explain, name="confirmation-explain"),
    path("districts/reasons", explanations.reasons, name="explanation-reasons"),
    path("districts/", province.latest, name="districts-latest"),
    path(f"districts/{_MONTH}", province.show, name="districts"),
    path(f"districts/{_MONTH}ready", province.ready, name="ready"),
    path(f"districts/{_MONTH}confirm", province.confirm, name="districts-confirm"),
    path("districts/sheet", province_sheet.find, name="province-sheet-find"),
    path(_SHEET, province_sheet.show, name="province-sheet"),
    path(f"{_SHEET}confirm", province_sheet.confirm, name="province-sheet-confirm"),
    path(f"{_SHEET}return", province_sheet.send_back, name="province-sheet-return"),
]
