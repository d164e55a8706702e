from django.urls import path

from ..views import inbox

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read", inbox.read_all, name="inbox-read"),
    path("inbox/<int:pk>/open", inbox.open_message, name="message-open"),
]
