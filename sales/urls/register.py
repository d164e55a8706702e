from django.urls import path

from ..views import imports, producer_requests, register

urlpatterns = [
    path("producers/", register.producers, name="producers"),
    path("producers/new", register.add, name="producer-add"),
    path("producers/requests/", producer_requests.requests, name="producer-requests"),
    path("producers/requests/new", producer_requests.ask, name="producer-request"),
    path("producers/<int:pk>/", register.producer, name="producer"),
    path("producers/<int:pk>/change", register.change, name="producer-change"),
    path("producers/<int:pk>/close", register.close, name="producer-close"),
    path("producers/<int:pk>/reopen", register.reopen, name="producer-reopen"),
    path("producers/<int:pk>/products", register.register_product, name="producer-product"),
    path("producers/<int:pk>/approve", register.approve, name="producer-approve"),
    path("producers/<int:pk>/refuse", register.refuse, name="producer-refuse"),
    path("producers/<int:pk>/join", register.join, name="producer-join"),
    path("producers/<int:pk>/merge", register.merge, name="producer-merge"),
    path("producers/<int:pk>/move", register.move, name="producer-move"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<slug:slug>/preview", imports.preview, name="import-preview"),
    path("imports/<slug:slug>/apply", imports.apply, name="import-apply"),
]
