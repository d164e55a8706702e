from django.urls import path

from ..views import corrections

urlpatterns = [
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>/", corrections.correction, name="correction"),
    path("corrections/<int:pk>/accept", corrections.accept, name="correction-accept"),
    path("corrections/<int:pk>/refuse", corrections.refuse, name="correction-refuse"),
    path("corrections/<int:pk>/withdraw", corrections.withdraw, name="correction-withdraw"),
    # Among those of the month's entry: from a row of its grid.
    path("entry/<int:year>/<int:month>/correct", corrections.ask, name="correction-ask"),
]
