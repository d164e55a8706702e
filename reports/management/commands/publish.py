from django.core.management.base import BaseCommand

from reports.publication import publish


class Command(BaseCommand):
    help = "Writes the public's figures from the district months that are confirmed completely; for every night."

    def handle(self, *args, **options) -> None:
        done = publish()
        if done.months:
            self.stdout.write(f"Figures written: {done.written}, closed: {done.closed}, months: {done.months}.")
        else:
            self.stdout.write("Nothing has changed since the last publication.")
