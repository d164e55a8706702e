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
    return open_officers(officers=[officer], by=by)[0]


def open_officers(*, officers: Sequence[Officer], by: Officer) -> list[str]:
    """Open them all or none, in a handful of statements; their one-time passwords in the same order."""
    passwords = [one_time_password() for _ in officers]
    # Before the transaction, on all cores: hashing is meant to be slow.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        hashes = list(pool.map(make_password, passwords))
    for officer, hashed in zip(officers, hashes, strict=True):
        _check(by, officer)
        officer.username = Officer.normalize_username(officer.username)
        officer.password, officer.password_is_temporary = hashed, True
    with transaction.atomic():
        _check_new({officer.username for officer in officers})
        Officer.objects.bulk_create(officers)
        OfficerEvent.objects.bulk_create(
            OfficerEvent(officer=officer, action=Action.OPEN, by=by) for officer in officers
        )
    return passwords


def reset_password(*, officer: Officer, by: Officer) -> str:
    """A new one-time password. Every session of the account ends, and a lock on its name."""
    _check(by, officer)
    return _with_new_password(officer, Action.RESET, by, _check_open)


def reopen_officer(*, officer: Officer, by: Officer) -> str:
    """A closed account comes back, with a one-time password."""
    _check(by, officer)
    return _with_new_password(officer, Action.REOPEN, by, _set_active)


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
        sign_in_limit.unlock(officer.username)
        OfficerEvent.objects.create(officer=officer, action=Action.UNLOCK, by=by)


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


def _with_new_password(officer: Officer, action: Action, by: Officer, prepare: Callable[[Officer], None]) -> str:
    password = one_time_password()
    hashed = make_password(password)

    def change(current: Officer) -> None:
        prepare(current)
        current.password, current.password_is_temporary = hashed, True

    _changed(officer, action, by, change)
    sign_in_limit.unlock(officer.username)
    return password


def _changed(officer: Officer, action: Action, by: Officer, change: Callable[[Officer], None]) -> Officer:
    """Under the account's lock; an event where something changed, with the details before and after."""
    with transaction.atomic():
        current = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
        before, password = _details(current), current.password
        change(current)
        after = _details(current)
        if after != before or current.password != password:
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
