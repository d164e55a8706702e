from django.urls import path

from . import views

app_name = "targets"
urlpatterns = [
    path("", views.standings, name="standings"),
    path("card/", views.card, name="card"),
]
