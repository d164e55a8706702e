from django.urls import path

from ..open_data import views as open_data
from . import views

app_name = "public"
urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("trends/", views.trends, name="trends"),
    path("map/", views.province_map, name="map"),
    path("map/compare/", views.compare, name="compare"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/api/", open_data.open_api, name="open-api"),
    path("about/", open_data.about, name="about"),
]
