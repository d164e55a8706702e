from django.urls import path

from . import views

app_name = "public"
urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("trends/", views.trends, name="trends"),
    path("map/", views.province_map, name="map"),
    path("map/compare/", views.compare, name="compare"),
]
