"""A province keeps its contacts, the administrator announces."""

from __future__ import annotations

from otop_portal import clock

from ..choices import Role
from ..models import Announcement, Contact, Officer
from .permissions import check_acting


def keep_contact(*, contact: Contact, by: Officer) -> Contact:
    """Add it to the officer's own province, or change it there."""
    check_acting(by, Role.PROVINCE)
    contact.province_id = by.province_code
    contact.save()
    return contact


def remove_contact(*, contact: Contact, by: Officer) -> None:
    check_acting(by, Role.PROVINCE)
    Contact.objects.visible_to(by).filter(pk=contact.pk).delete()


def announce(*, announcement: Announcement, by: Officer) -> Announcement:
    """Write it, or write it anew."""
    check_acting(by, Role.ADMIN)
    announcement.by, announcement.at = by, clock.now()
    announcement.save()
    return announcement
