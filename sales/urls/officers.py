from django.urls import path

from ..views import officers, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", officers.account, name="account"),
    path("account/password/", officers.password, name="password"),
    path("officers/", officers.officers, name="officers"),
    path("officers/open/", officers.open_officer, name="officer-open"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("officers/<int:pk>/reset/", officers.reset_password, name="officer-reset"),
    path("officers/<int:pk>/unlock/", officers.unlock_officer, name="officer-unlock"),
    path("officers/<int:pk>/close/", officers.close_officer, name="officer-close"),
    path("officers/<int:pk>/reopen/", officers.reopen_officer, name="officer-reopen"),
]
