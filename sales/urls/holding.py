from django.urls import path

from ..views import holders

urlpatterns = [path("holders/<int:year>/<int:month>/", holders.holders, name="holders")]
