from django.core.management.base import BaseCommand

from sales.reference import load_reference
from targets.reference import load_schemes


class Command(BaseCommand):
    help = "Loads areas, months, schemes and the system's officer; run again it changes nothing that is yours."

    def handle(self, *args, **options) -> None:
        load_reference()
        load_schemes()
