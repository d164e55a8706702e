from django.urls import path

from .views import standings

app_name = "targets"
urlpatterns = [
    path("", standings.standings, name="standings"),
    path("card/", standings.card, name="card"),
]
