"""Reports of one year, over a ledger of many years, against the same over a ledger that has no other year."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection

from .measuring import Figure, interleaved, lower, print_table
from .reports import ROUNDS, asked_first, newest_year
from .twin.reports import REPORTS

# The others read the year before, too.
SLUGS = [slug for slug in REPORTS if slug not in ("r5", "rt4")]
# Each report is asked of the tally, and which version that is of the sheets.
TABLES = {"sales_tally": "month_id", "sales_sheet": "month_id"}


def measured() -> list[Figure]:
    months = newest_year()
    runs: dict[str, Callable[[], Callable[[], object]]] = {}
    for slug in SLUGS:
        runs[f"{slug}, all years"] = lambda slug=slug: _asked_of("public", slug, months)
        runs[f"{slug}, one year"] = lambda slug=slug: _asked_of("one_year, public", slug, months)
    with _one_year(months):
        times = interleaved(ROUNDS, runs)
    most = max(times[f"{slug}, all years"].median / times[f"{slug}, one year"].median for slug in SLUGS)
    found = [lower("all-years-per-one", most, 1.5)]
    print_table(times, found)
    return found


def _asked_of(schemas: str, slug: str, months: tuple[date, ...]) -> Callable[[], object]:
    _execute(f"SET search_path TO {schemas}")
    return asked_first(slug, months)


@contextmanager
def _one_year(months: tuple[date, ...]) -> Iterator[None]:
    """A schema that stands before the whole ledger: its tables are found first, and hold these months only."""
    _execute("CREATE SCHEMA one_year")
    for table, month in TABLES.items():
        _execute(f"CREATE TABLE one_year.{table} (LIKE public.{table} INCLUDING ALL)")
        _execute(f"INSERT INTO one_year.{table} SELECT * FROM public.{table} WHERE {month} = ANY(%s)", [*months])
        _execute(f"VACUUM ANALYZE one_year.{table}")
    yield
    _execute("SET search_path TO public")
    _execute("DROP SCHEMA one_year CASCADE")


def _execute(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
