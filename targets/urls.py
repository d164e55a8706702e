from django.urls import path

from .views import missions, schemes, setting, standings

app_name = "targets"
urlpatterns = [
    path("", standings.standings, name="standings"),
    path("card/", standings.card, name="card"),
    path("line/", standings.line, name="line"),
    path("setting/", setting.settings, name="settings"),
    path("setting/<str:province>/<str:kind>/<slug:key>/", setting.sheet, name="setting-sheet"),
    path("setting/<str:province>/<str:kind>/<slug:key>/save/", setting.save, name="setting-save"),
    path("setting/<str:province>/<str:kind>/<slug:key>/split/", setting.split, name="setting-split"),
    path("setting/<str:province>/<str:kind>/<slug:key>/preview/", setting.preview, name="setting-preview"),
    path("setting/<str:province>/<str:kind>/<slug:key>/apply/", setting.apply, name="setting-apply"),
    path("setting/<str:province>/<str:kind>/<slug:key>/undo/<int:pk>/", setting.undo, name="setting-undo"),
    path("setting/<str:province>/<str:kind>/<slug:key>/lock/", setting.lock, name="setting-lock"),
    path("setting/<str:province>/<str:kind>/<slug:key>/unlock/", setting.unlock, name="setting-unlock"),
    path("setting/<str:province>/<str:kind>/<slug:key>/history/", setting.history, name="setting-history"),
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/<slug:slug>/<int:number>/", schemes.scheme, name="scheme"),
    path("schemes/<slug:slug>/<int:number>/copy/", schemes.copy, name="scheme-copy"),
    path("schemes/<slug:slug>/<int:number>/prepare/", schemes.prepare, name="scheme-prepare"),
    path("schemes/<slug:slug>/<int:number>/edit/", schemes.edit, name="scheme-edit"),
    path("schemes/<slug:slug>/<int:number>/announce/", schemes.announce, name="scheme-announce"),
    path("schemes/<slug:slug>/<int:number>/preview/", schemes.preview, name="scheme-preview"),
    path("schemes/<slug:slug>/<int:number>/compare/<int:other>/", schemes.compare, name="scheme-compare"),
    path("missions/", missions.missions, name="missions"),
    path("missions/<slug:slug>/save/", missions.save, name="mission-save"),
    path("missions/confirm/", missions.confirm, name="missions-confirm"),
    path("missions/history/<slug:kind>/<int:pk>/", missions.history, name="mission-history"),
    path("missions/return/", missions.give_back, name="missions-return"),
]
