"""Who may come in and who may act: 403 with its sentence. What an officer sees at all is `visible_to`'s (404)."""

from .. import sentences
from ..models import District, Officer
from .refusals import NotAllowed


def check_role(officer: Officer, *roles: str) -> None:
    if officer.role not in roles:
        raise NotAllowed(sentences.NOT_YOUR_ROLE)


def check_acting(by: Officer, *roles: str, district: District | None = None) -> None:
    """Before anything is locked or told. Without a district: what belongs to no area."""
    if not by.may_act:
        raise NotAllowed(sentences.NOT_YOUR_ROLE)
    check_role(by, *roles)
    if district and not by.covers(district):
        raise NotAllowed(sentences.NOT_YOUR_AREA)
