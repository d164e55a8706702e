"""Signing in, and what an officer had posted when his session was over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from otop_portal import clock
from otop_portal.sign_in_limit import client_address, locked_until

from .. import sentences
from ..models import Officer


class UnsentForm(forms.Form):
    """The posted fields of another page, carried through the sign-in as one hidden value."""

    path = forms.CharField(widget=forms.HiddenInput, required=False)
    fields = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    prefix = "unsent"

    @classmethod
    def of(cls, request: HttpRequest) -> UnsentForm:
        return cls(initial={"path": request.get_full_path(), "fields": sendable(request.POST).urlencode()})

    def clean_path(self) -> str:
        path = self.cleaned_data["path"]
        return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""

    @property
    def address(self) -> str:
        return self.cleaned_data["path"] if self.is_valid() else ""

    @property
    def posted(self) -> QueryDict:
        return QueryDict(self.cleaned_data["fields"])

    @property
    def names_and_values(self) -> list[tuple[str, str]]:
        return names_and_values(self.posted)


def sendable(data: QueryDict) -> QueryDict:
    """What of a posted form may wait in a page until it is sent again: no token, no password."""
    kept = data.copy()
    for name in data:
        if name == "csrfmiddlewaretoken" or "password" in name:
            del kept[name]
    return kept


def names_and_values(data: QueryDict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.lists() for value in values]


def why_not(request: HttpRequest, username: str, wrong: str) -> str:
    """To whoever gave a password that does not open the account: that it is wrong, or that he has guessed enough."""
    until = locked_until([username], client_address(request)).get(username)
    return sentences.sign_in_locked(until, clock.real_now()) if until else wrong


class SignInForm(forms.Form):
    username = forms.CharField(
        label="ชื่อผู้ใช้ / User Name",
        max_length=40,
        error_messages={"required": sentences.NO_USERNAME, "max_length": sentences.WRONG_PASSWORD},
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label="รหัสผ่าน / Password",
        max_length=128,
        strip=False,
        error_messages={"required": sentences.NO_PASSWORD, "max_length": sentences.WRONG_PASSWORD},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    officer: Officer

    def __init__(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.request = request
        self.unsent = UnsentForm(request.POST)

    def clean_username(self) -> str:
        return Officer.normalize_username(self.cleaned_data["username"])

    def clean_next(self) -> str:
        """Where he wanted to go, if that is a page of ours. What is no address `redirect` takes for a view's name."""
        next_page = self.cleaned_data["next"]
        allowed = next_page.startswith("/") and url_has_allowed_host_and_scheme(
            next_page, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )
        return next_page if allowed else ""

    def clean(self) -> dict[str, Any]:
        """One answer for a wrong name, a wrong password and a closed account."""
        if "username" not in self.cleaned_data or "password" not in self.cleaned_data:
            return self.cleaned_data
        username, password = self.cleaned_data["username"], self.cleaned_data["password"]
        officer = authenticate(self.request, username=username, password=password)
        if officer is None:
            raise forms.ValidationError(why_not(self.request, username, sentences.WRONG_PASSWORD))
        self._check_district(officer)
        self.officer = officer
        return self.cleaned_data

    def _check_district(self, officer: Officer) -> None:
        """Figures of one district are never sent on in the name of another."""
        if not self.unsent.address:
            return
        code = self.unsent.posted.get("of_district", officer.district_id)
        if code != officer.district_id:
            raise forms.ValidationError(sentences.FIGURES_OF_ANOTHER_DISTRICT)
