"""The first three rows of PERFORMANCE's table: entry page, save, confirm."""

from django.test import Client

from .measuring import Figure, Times, higher, interleaved, lower, print_table
from .sheet import BenchSheet

ROUNDS = 9


def measured() -> list[Figure]:
    times = _times(BenchSheet(), BenchSheet())
    found = [
        higher("entry-page", _quotient(times, "entry page, twin", "entry page"), 25),
        higher("save", _quotient(times, "save, twin", "save"), 30),
        lower("save-per-update", _quotient(times, "save", "one bare UPDATE"), 8),
        higher("confirm-by-district", _quotient(times, "confirm, twin", "confirm by district"), 30),
        higher("confirm-by-province", _quotient(times, "confirm, twin", "confirm by province"), 30),
    ]
    print_table(times, found)
    return found


def _times(shown: BenchSheet, sheet: BenchSheet) -> dict[str, Times]:
    """`shown` has been saved and stays as it is; `sheet` goes through the month again and again."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(shown.by)
    return interleaved(
        ROUNDS,
        {
            "entry page": lambda: shown.page(client),
            "entry page, twin": lambda: shown.page_of_twin(client),
            "save": sheet.save_ours,
            "save, twin": sheet.save_twin,
            "one bare UPDATE": sheet.bare_update,
            "confirm by district": sheet.confirm_by_district,
            "confirm by province": sheet.confirm_by_province,
            "confirm, twin": sheet.confirm_twin,
        },
    )


def _quotient(times: dict[str, Times], of: str, by: str) -> float:
    return times[of].median / times[by].median
