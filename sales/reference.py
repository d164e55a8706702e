"""What every installation starts with: areas, months and the officer in whose name commands act."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from .checks.findings import checks
from .choices import SYSTEM_USERNAME
from .due_dates.documents import all_documented
from .models import (
    CheckSetting,
    District,
    DueDate,
    EntryMode,
    ExplanationReason,
    Officer,
    Province,
    ReportingMonth,
    Role,
)

FISCAL_YEARS = range(2564, 2571)
FIRST_YEAR_WITHOUT_SECOND_STEP = 2567
BANGKOK = "10"


@transaction.atomic
def load_reference() -> None:
    """Areas get their official names again; what an administrator may have changed stays as it is."""
    load_areas()
    load_months()
    load_due_dates()
    load_check_settings()
    load_explanation_reasons()
    load_system_officer()


def load_areas() -> None:
    Province.objects.bulk_create(
        (Province(**line) for line in fixture("provinces.csv")),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_th", "name_en", "region"],
    )
    District.objects.bulk_create(
        (_district(**line) for line in fixture("districts.csv")),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_th", "province"],
    )


def _district(code: str, province_code: str, name_th: str) -> District:
    # Bangkok's 50 do not report until somebody says so.
    return District(code=code, province_id=province_code, name_th=name_th, reporting=province_code != BANGKOK)


def load_months() -> None:
    months = (month for year in FISCAL_YEARS for month in ReportingMonth.of_year(year, _entry_mode(year)))
    ReportingMonth.objects.bulk_create(months, ignore_conflicts=True)


def load_due_dates() -> None:
    """The country's, for every month that has none: also for one that was opened since."""
    DueDate.objects.bulk_create(
        (
            DueDate(kind=kind, period=month, level=level, due_on=day)
            for month in ReportingMonth.objects.all()
            for kind, level, day in all_documented(month.pk)
        ),
        ignore_conflicts=True,
    )


def load_check_settings() -> None:
    CheckSetting.objects.bulk_create(
        (
            CheckSetting(slug=check.slug, name=check.name, **check.limits.figures)
            for check in checks()
            if check.limits is not None
        ),
        ignore_conflicts=True,
    )


def load_explanation_reasons() -> None:
    ExplanationReason.objects.bulk_create(
        (
            ExplanationReason(label=label, is_seasonal=bool(is_seasonal), needs_words=bool(needs_words))
            for label, is_seasonal, needs_words in (line.values() for line in fixture("explanation_reasons.csv"))
        ),
        ignore_conflicts=True,
    )


def _entry_mode(year: int) -> EntryMode:
    return EntryMode.TWO_STEP if year < FIRST_YEAR_WITHOUT_SECOND_STEP else EntryMode.SAVE_CONFIRMS


def load_system_officer() -> Officer:
    return Officer.objects.get_or_create(
        username=SYSTEM_USERNAME,
        defaults={"name": "ระบบ", "role": Role.ADMIN, "is_active": False, "password": make_password(None)},
    )[0]


def fixture(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table in fixtures/, by heading."""
    path: Path = settings.BASE_DIR / "fixtures" / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
