from django.urls import path

from ..views import imports, register

urlpatterns = [
    path("producers/", register.producers, name="producers"),
    path("producers/new", register.add, name="producer-add"),
    path("producers/<int:pk>/", register.producer, name="producer"),
    path("producers/<int:pk>/change", register.change, name="producer-change"),
    path("producers/<int:pk>/close", register.close, name="producer-close"),
    path("producers/<int:pk>/reopen", register.reopen, name="producer-reopen"),
    path("producers/<int:pk>/products", register.register_product, name="producer-product"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<slug:slug>/preview", imports.preview, name="import-preview"),
    path("imports/<slug:slug>/apply", imports.apply, name="import-apply"),
]
