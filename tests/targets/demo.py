"""A loaded demo for the tests of one file; it goes when the file is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import transaction


@contextmanager
def loaded(django_db_blocker, *arguments: str) -> Iterator[str]:
    """What the command printed."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", "--force", *arguments, stdout=out)
        with django_db_blocker.block():
            yield out.getvalue()
        transaction.set_rollback(True)
