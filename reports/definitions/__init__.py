"""The reports, by slug. A new one is one definition here; it needs no template."""

from collections.abc import Iterable, Mapping

from .provinces_by_month import PROVINCES_BY_MONTH
from .report import Column, Completeness, Kind, Report, Surface
from .sheet_forms import EMPTY_FORM, FILLED_FORM, SIGNED_FORM

__all__ = ["FORMS", "REPORTS", "SIGNED_FORM", "Column", "Completeness", "Kind", "Report", "Surface"]


def registry(reports: Iterable[Report]) -> Mapping[str, Report]:
    found: dict[str, Report] = {}
    for report in reports:
        keys = [column.key for column in report.columns]
        if report.slug in found or len(keys) != len(set(keys)):
            raise ValueError(f"{report.slug}: a slug, or the key of a column, stands twice")
        found[report.slug] = report
    return found


REPORTS = registry([PROVINCES_BY_MONTH])
# Of one district and month: รายงานสำหรับตรวจสอบ
FORMS = registry([SIGNED_FORM, FILLED_FORM, EMPTY_FORM])
