"""What is done to accounts. Every change is one event; a one-time password is handed back once and kept nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from otop_portal import sign_in_limit
from otop_portal.passwords import one_time_password

from .. import sentences
from ..models import Officer, OfficerEvent
from .refusals import NotAllowed, Refused

_DETAILS = ("name", "email", "telephone")
Action = OfficerEvent.Action


def open_officer(*, officer: Officer, by: Officer) -> str:
    """Open the account that the unsaved `officer` describes; gives its one-time password."""
    with transaction.atomic():
        open_officers(officers=[officer], by=by)
        return issue_passwords(officers=[officer], by=by)[0]


def open_officers(*, officers: Sequence[Officer], by: Officer) -> None:
    """Open them all or none. Nobody can sign in before a password has been issued."""
    for officer in officers:
        _check(by, officer)
        officer.username = Officer.normalize_username(officer.username)
        officer.set_unusable_password()
        officer.password_is_temporary = True
    with transaction.atomic():
        _check_new({officer.username for officer in officers})
        Officer.objects.bulk_create(officers)
        _remember(officers, Action.OPEN, by)


def issue_passwords(*, officers: Sequence[Officer], by: Officer) -> list[str]:
    """A one-time password for each, in their order. Their sessions end, and so does a lock on their names."""
    for officer in officers:
        _check(by, officer)
    passwords = [one_time_password() for _ in officers]
    # On all cores: hashing is meant to be slow, and a country has 1,900 officers.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        hashes = list(pool.map(make_password, passwords))
    with transaction.atomic():
        current = Officer.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([o.pk for o in officers])
        for officer, hashed in zip(officers, hashes, strict=True):
            _check_open(current[officer.pk])
            current[officer.pk].password, current[officer.pk].password_is_temporary = hashed, True
        Officer.objects.bulk_update(current.values(), ["password", "password_is_temporary"])
        _remember(officers, Action.RESET, by)
        sign_in_limit.unlock([officer.username for officer in officers])
    return passwords


def reset_password(*, officer: Officer, by: Officer) -> str:
    return issue_passwords(officers=[officer], by=by)[0]


def reopen_officer(*, officer: Officer, by: Officer) -> str:
    """A closed account comes back, with a one-time password."""
    _check(by, officer)
    with transaction.atomic():
        _changed(officer, Action.REOPEN, by, _set_active)
        return issue_passwords(officers=[officer], by=by)[0]


def close_officer(*, officer: Officer, by: Officer) -> None:
    """Closed, never deleted. Its password goes too, or a session of before would wake up when it is reopened."""

    def close(current: Officer) -> None:
        _check_open(current)
        current.is_active = False
        current.set_unusable_password()

    _check(by, officer)
    if officer == by:
        raise Refused(sentences.NOT_YOUR_OWN_ACCOUNT)
    _changed(officer, Action.CLOSE, by, close)


def unlock_officer(*, officer: Officer, by: Officer) -> None:
    """After too many wrong passwords: the officer may try again at once."""
    _check(by, officer)
    with transaction.atomic():
        sign_in_limit.unlock([officer.username])
        _remember([officer], Action.UNLOCK, by)


def change_own_details(*, by: Officer, name: str, email: str, telephone: str) -> Officer:
    def change(current: Officer) -> None:
        current.name, current.email, current.telephone = name, email, telephone

    return _changed(by, Action.CHANGE, by, change)


def change_own_password(*, by: Officer, password: str) -> Officer:
    """Every other session of the officer ends; the caller keeps his own alive."""
    hashed = make_password(password)

    def change(current: Officer) -> None:
        current.password, current.password_is_temporary = hashed, False

    return _changed(by, Action.OWN_PASSWORD, by, change)


def _changed(officer: Officer, action: Action, by: Officer, change: Callable[[Officer], None]) -> Officer:
    """Under the account's lock; an event where something changed, with the details before and after."""
    with transaction.atomic():
        current = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
        before, secret = _details(current), (current.password, current.is_active)
        change(current)
        after = _details(current)
        if after != before or (current.password, current.is_active) != secret:
            current.save()
            changed = [name for name in _DETAILS if after[name] != before[name]]
            OfficerEvent.objects.create(
                officer=current,
                action=action,
                by=by,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
    return current


def _remember(officers: Sequence[Officer], action: Action, by: Officer) -> None:
    OfficerEvent.objects.bulk_create(OfficerEvent(officer=officer, action=action, by=by) for officer in officers)


def _details(officer: Officer) -> dict[str, Any]:
    return {name: getattr(officer, name) for name in _DETAILS}


def _check(by: Officer, officer: Officer) -> None:
    if not by.looks_after(officer):
        raise NotAllowed(sentences.NOT_YOUR_ROLE)


def _check_new(usernames: set[str]) -> None:
    if taken := Officer.objects.filter(username__in=usernames).order_by("username").first():
        raise Refused(sentences.username_taken(taken.username))


def _check_open(officer: Officer) -> None:
    if not officer.is_active:
        raise Refused(sentences.OFFICER_IS_CLOSED)


def _set_active(officer: Officer) -> None:
    if officer.is_active:
        raise Refused(sentences.OFFICER_IS_OPEN)
    officer.is_active = True
