from django.urls import path

from ..views import inbox, notices, reminders

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read", inbox.read_all, name="inbox-read"),
    path("inbox/<int:pk>/open", inbox.open_message, name="message-open"),
    path("districts/<int:year>/<int:month>/reminder", reminders.show, name="reminder"),
    path("districts/<int:year>/<int:month>/reminder/send", reminders.send, name="reminder-send"),
    path("guide/", notices.guide, name="guide"),
    path("contacts/add", notices.add_contact, name="contact-add"),
    path("contacts/<int:pk>/", notices.change_contact, name="contact"),
    path("contacts/<int:pk>/remove", notices.drop_contact, name="contact-remove"),
    path("announcements/", notices.announcements, name="announcements"),
    path("announcements/add", notices.add_announcement, name="announcement-add"),
    path("announcements/<int:pk>/", notices.change_announcement, name="announcement"),
]
