"""Targets as a table for programs: what `import_targets` reads, with every target as it is shown."""

from collections.abc import Iterator
from decimal import Decimal

from otop_portal import money

from .models import SchemeVersion, Target


def lines_of(version: SchemeVersion) -> Iterator[list[str]]:
    """The headings, then a line per area: bare names, the province's own row without a district."""
    levels = version.rule.levels
    yield ["province", "district", "base", *(level.slug for level in levels)]
    targets = version.scheme.targets.select_related("province", "district").prefetch_related("figures")
    for target in targets.in_order():
        measure = target.yardstick(version)
        figures = [target.base, *(measure.shown(level) for level in levels)]
        yield [*_names(target), *(_plain(figure, version.places) for figure in figures)]


def _names(target: Target) -> list[str]:
    province = target.province.name_th if target.province else "ประเทศ"
    return [province, target.district.name_th if target.district else ""]


def _plain(figure: Decimal | None, places: int) -> str:
    """With the scheme's decimals; with more where the figure has more."""
    if figure is None:
        return ""
    rounded = money.round_half_up(figure, places)
    return str(rounded if rounded == figure else figure)
