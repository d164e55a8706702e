from django.core.management.base import BaseCommand, CommandParser

from sales.generation import FIRST_YEAR, generate

_PRODUCERS_OF_A_DISTRICT = 108


class Command(BaseCommand):
    help = f"Makes a ledger of realistic shape: every month of fiscal years {FIRST_YEAR} on, confirmed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=int, choices=range(1, 6), default=1)
        parser.add_argument("--districts", type=int, default=928)
        parser.add_argument("--producers", type=int, help="of all districts; about 108 a district unless told")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, years: int, districts: int, producers: int | None, seed: int, **options) -> None:
        producers = producers or districts * _PRODUCERS_OF_A_DISTRICT
        generate(years=years, districts=districts, producers=producers, seed=seed)
