from django.urls import include, path

from .twin import views

urlpatterns = [
    path("", include("otop_portal.urls")),
    path("twin/<str:district>/<str:month>/", views.entry, name="twin"),
]
