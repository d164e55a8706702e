from django.urls import path

from ..views import inbox, reminders

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read", inbox.read_all, name="inbox-read"),
    path("inbox/<int:pk>/open", inbox.open_message, name="message-open"),
    path("districts/<int:year>/<int:month>/reminder", reminders.show, name="reminder"),
    path("districts/<int:year>/<int:month>/reminder/send", reminders.send, name="reminder-send"),
]
