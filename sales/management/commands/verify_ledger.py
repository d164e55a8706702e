from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from sales.verification import differences


class Command(BaseCommand):
    help = "Recomputes everything derived from the rows and their events; exit 1 with a list of what differs."

    def handle(self, *args, **options) -> None:
        found = 0
        with _one_moment():
            for difference in differences():
                found += 1
                self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{found} differences.")
        self.stdout.write("No difference.")


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment, whatever is saved meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
