"""`make bench`: makes the ledger, measures, prints the table, writes var/bench.json."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.bench import figures, forms, measuring, reports, rows, years  # noqa: E402


def main() -> int:
    size = ["--districts", "47"] if os.environ.get("QUICK") else ["--years", "5", "--producers", "100000"]
    print("› A ledger:", *size)
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("generate_ledger", *size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # what autovacuum does after such a load, and is off here
    print("› Figures")
    found = figures.measured() + rows.measured()
    if not os.environ.get("QUICK"):  # a small ledger's sums are quick either way
        found += reports.measured() + years.measured() + forms.measured()
    measuring.write(found, settings.VAR_DIR / "bench.json")
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
