from django.core.management.base import BaseCommand, CommandError

from sales.one_moment import one_moment
from sales.verification import differences


class Command(BaseCommand):
    help = "Recomputes everything derived from the rows and their events; exit 1 with a list of what differs."

    def handle(self, *args, **options) -> None:
        found = 0
        with one_moment(read_only=True):
            for difference in differences():
                found += 1
                self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{found} differences.")
        self.stdout.write("No difference.")
