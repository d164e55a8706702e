from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("forms/", views.forms, name="forms"),
    path("forms/<slug:slug>/<str:code>/<int:year>/<int:month>/", views.form, name="form"),
    path(
        "forms/<slug:slug>/<str:code>/<int:year>/<int:month>.<slug:extension>",
        views.form_download,
        name="form-download",
    ),
    path("online/<int:year>/<int:month>.xlsx", views.online_download, name="online-download"),
    path("slips/", views.slips, name="slips"),
    path("slips/<int:pk>/", views.slip, name="slip"),
    path("rows/", views.rows, name="rows"),
    path("rows.<slug:extension>", views.rows_download, name="rows-download"),
    path("editions/", views.editions, name="editions"),
    path("editions/<int:pk>/", views.edition, name="edition"),
    path("editions/<int:pk>.<slug:extension>", views.edition_download, name="edition-download"),
    path("brief/", views.brief, name="brief"),
    path("brief.pdf", views.brief_download, name="brief-download"),
    path("set/", views.whole_set, name="set"),
    path("set/<slug:slug>.<slug:extension>", views.whole_set_download, name="set-download"),
    path("<slug:slug>/", views.report, name="report"),
    path("<slug:slug>/fix/", views.fix, name="fix"),
    path("<slug:slug>.<slug:extension>", views.download, name="download"),
]
