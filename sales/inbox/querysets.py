from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q

from ..choices import Role

# A run that claimed a mail and ended without an answer has fallen over.
_GIVEN_UP_AFTER = timedelta(hours=1)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """One's own, whatever the role."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        return self.filter(to=officer)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-pk").select_related("mail", "by", "to")

    def waiting_for_mail(self, day: Any) -> Self:
        """Not read in the portal either; also what an earlier day's mail could not bring."""
        not_gone = Q(mail=None) | Q(mail__sent_at=None, mail__day__lt=day)
        return self.unread().filter(not_gone, to__is_active=True).exclude(to__email="")


class MailQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """The administrator sees which mails have failed, everybody else his own."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        return self if officer.role == Role.ADMIN else self.filter(to=officer)

    def unclaimed(self, now: datetime) -> Self:
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - _GIVEN_UP_AFTER), sent_at=None)

    def failed(self) -> Self:
        """Tried in vain, with a message that nobody has read yet: another day's mail takes it along."""
        failed = self.exclude(error="").filter(sent_at=None, messages__read_at=None)
        return failed.filter(messages__isnull=False).distinct().order_by("-day", "to").select_related("to")


class ContactQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """Those of the officer's own province; of all, for the country."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        return self.filter(province=officer.province_code) if officer.province_code else self.all()


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """What is meant for the officer's role, on whatever day; the administrator, who writes them, sees all."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        return self if officer.role == Role.ADMIN else self.filter(**{f"for_{officer.role}": True})

    def current(self, today: date) -> Self:
        return self.filter(from_on__lte=today, until_on__gte=today)
