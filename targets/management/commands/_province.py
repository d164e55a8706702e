"""The province whose sheet a command reads: the documents' own sheets have no column that says it."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from sales.models import Province


def add_province(parser: ArgumentParser) -> None:
    parser.add_argument("--province", default="", metavar="CODE", help="of a sheet as the letters print it: 43")


def chosen_province(code: str) -> Province | None:
    if not code:
        return None
    try:
        return Province.objects.get(pk=code)
    except Province.DoesNotExist as error:
        raise CommandError(f"There is no province {code}.") from error
