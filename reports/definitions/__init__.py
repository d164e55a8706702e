"""The reports, by slug. A new one is one definition here; it needs no template."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .area_reports import BY_DISTRICT, DOMESTIC_AND_FOREIGN, PRODUCERS_AND_GROWTH, PRODUCT_TYPES_BY_AREA
from .changed_rows import CHANGED_ROWS
from .comparison import CHANGED_SHEETS, changes_in, comparison_of
from .confirmed_rows import CONFIRMED_ROWS
from .months import CHANNELS_BY_MONTH, PRODUCT_TYPES_BY_MONTH
from .online_market import ONLINE_MARKET
from .provinces_by_month import PROVINCES_BY_MONTH
from .report import FIGURES, Column, Kind, Report, Surface
from .sheet_forms import EMPTY_FORM, FILLED_FORM, SIGNED_FORM
from .summaries import BRIEF, MONTHLY, OVERVIEW
from .target_plan import REGISTERED, ROAD_MAP
from .target_sheets import MISSION, MISSION_LEVELS, TARGET_LEVELS, WALLET
from .timeliness import TIMELINESS
from .timeliness_list import TIMELINESS_LIST
from .types import BY_PRODUCT_TYPE, PROJECT_FORM

__all__ = [
    "BRIEF",
    "CHANGED_SHEETS",
    "COMPARISONS",
    "CONFIRMED_ROWS",
    "EVALUATIONS",
    "FIGURES",
    "FORMS",
    "ONLINE_MARKET",
    "REPORTS",
    "SIGNED_FORM",
    "TABS",
    "TARGET_SHEETS",
    "TIMELINESS",
    "TIMELINESS_REPORTS",
    "Column",
    "Kind",
    "Report",
    "Surface",
]


def registry(reports: Iterable[Report]) -> Mapping[str, Report]:
    found: dict[str, Report] = {}
    for report in reports:
        keys = [column.key for column in report.columns]
        if report.slug in found or len(keys) != len(set(keys)):
            raise ValueError(f"{report.slug}: a slug, or the key of a column, stands twice")
        found[report.slug] = report
    return found


# The menu's.
REPORTS = registry(
    replace(report, related=(("เปรียบเทียบสองวันที่", changes_in(report)),))
    for report in (
        PROVINCES_BY_MONTH,
        PRODUCT_TYPES_BY_MONTH,
        CHANNELS_BY_MONTH,
        PRODUCT_TYPES_BY_AREA,
        PRODUCERS_AND_GROWTH,
        DOMESTIC_AND_FOREIGN,
        PROJECT_FORM,
        BY_PRODUCT_TYPE,
        BY_DISTRICT,
    )
)
# What they say at a glance.
TABS = registry([OVERVIEW, MONTHLY])
# What changed in them between two moments.
COMPARISONS = registry([CHANGED_SHEETS, CHANGED_ROWS, *map(comparison_of, REPORTS.values())])
# How far the districts have come, and whether in time: stages and dates, no amounts.
TIMELINESS_REPORTS = registry([TIMELINESS, TIMELINESS_LIST])
# What areas were given to reach, blank or with what they reached: the sheets that letters attach (DOMAIN c3).
TARGET_SHEETS = registry([TARGET_LEVELS, ROAD_MAP, MISSION, MISSION_LEVELS, REGISTERED, WALLET])
# Those that say how a province stands: it fixes them as evaluated.
EVALUATIONS = registry([TARGET_LEVELS, MISSION, MISSION_LEVELS])
# Of one district and month: รายงานสำหรับตรวจสอบ
FORMS = registry([SIGNED_FORM, FILLED_FORM, EMPTY_FORM])
