"""Why something is refused, in one Thai sentence: the flash message, the body of a 403 or 409, a button's hint."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices


class Refused(Exception):
    """A rule says no. `sentence` tells the officer why and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refused, PermissionDenied):
    """The officer's role or area does not hold this action: 403 where it is not hidden as 404."""


class Kind(TextChoices):
    FAULT = "fault"
    CLASH = "clash"
    STALE = "stale"
    # A name like one of the register: the officer says whether it is the same producer.
    NEARLY_SAME = "nearly_same"
    # A name that the district has to ask its province for.
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True)
class Problem:
    """What keeps one row back: `row` is its id or the key of a new line, `field` the cell ("" for the whole row)."""

    row: int | str
    field: str
    sentence: str
    kind: str = Kind.FAULT
    # A clash: the amount that the ledger holds, as text, for the officer to choose.
    theirs: str = ""
