from django.urls import path

from . import views

app_name = "public"
urlpatterns = [
    path("overview/", views.overview, name="overview"),
]
