"""`manage.py export_report r1 --year 2566 --area 43 --format xlsx -o r1.xlsx`: the page's output from the shell."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404

from reports import files, periods
from reports.definitions import FORMS, REPORTS, TARGET_SHEETS, Report
from reports.filters import FilterForm
from reports.selection import Selection
from reports.sheet_filters import sheet_selection
from reports.table import build
from sales.models import Officer, Role


class Command(BaseCommand):
    help = "Writes a report to a file, as the department sees it, or as the officer of --as does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", choices=[*REPORTS, *FORMS, *TARGET_SHEETS])
        parser.add_argument("--year", type=int, required=True, help="fiscal year, Buddhist era")
        parser.add_argument("--month", type=int, help="calendar month 1-12; without it the whole year")
        parser.add_argument("--area", default="", help="code of a province or district; without it the country")
        parser.add_argument("--product-type", default="")
        parser.add_argument("--producer-type", default="")
        parser.add_argument("--channel", default="")
        parser.add_argument("--level", default="", help="region, province or district: what has a line")
        parser.add_argument("--sort", default="", help="key of a column, with a minus for the largest first")
        parser.add_argument("--scheme", default="", help="of a sheet of targets; without it the year's newest")
        parser.add_argument("--blank", action="store_true", help="a sheet of targets to be filled in by hand")
        parser.add_argument("--at", default="", help="as it was seen on that day or at that moment: ISO")
        parser.add_argument("--format", choices=list(files.FORMATS), default="xlsx")
        parser.add_argument("-o", "--output", type=Path, required=True)
        parser.add_argument("--as", dest="username", help="username of the officer whose view is written")

    def handle(self, *, slug: str, output: Path, **options: Any) -> None:
        officer = _officer(options["username"])
        report = (REPORTS | FORMS | TARGET_SHEETS)[slug]
        selection = _of_form(officer, options) if slug in FORMS else _of_report(report, officer, options)
        table = build(report, selection)
        output.write_bytes(files.FORMATS[options["format"]].write(table))


def _officer(username: str | None) -> Officer:
    if username is None:
        return Officer(username="department", name="กรมการพัฒนาชุมชน", role=Role.DEPARTMENT)
    officer = Officer.objects.filter(username=username, is_active=True).first()
    if officer is None:
        raise CommandError(f"There is no active officer {username}.")
    return officer


def _of_form(officer: Officer, options: dict[str, Any]) -> Selection:
    if options["month"] is None:
        raise CommandError("A form is of one month: give --month.")
    try:
        return sheet_selection(officer, options["area"], options["year"], options["month"])
    except Http404 as error:
        raise CommandError(f"{officer} does not see that sheet: {error}") from error


def _of_report(report: Report, officer: Officer, options: dict[str, Any]) -> Selection:
    period = str(options["month"] or periods.WHOLE_YEAR)
    asked = options | {"period": period, "scheme": _scheme(report, officer, options)}
    form = FilterForm(asked, report=report, officer=officer)
    if not form.is_valid():
        raise CommandError(f"Not to be had: {', '.join(form.errors)}.")
    return form.selection()


def _scheme(report: Report, officer: Officer, options: dict[str, Any]) -> str:
    """Of a sheet of targets, the one whose sheet it is."""
    if "scheme" not in report.filters:
        return ""
    offered = FilterForm({}, report=report, officer=officer).schemes.items()
    of_year = [slug for slug, version in offered if version.scheme.fiscal_year == options["year"]]
    scheme = options["scheme"] or next(iter(of_year), None)
    if scheme not in of_year:
        raise CommandError(f"Not to be had: scheme. Of that year there are: {', '.join(of_year) or 'none'}.")
    return scheme
