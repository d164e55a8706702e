"""Targets of one scheme: `province,district,base` and one optional column per level, by the level's slug.

`รวม` or an empty district is the province's own row. An empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from otop_portal import clock
from sales.imports import Booking, Column, Importer, Line

from .. import printed, sentences
from ..choices import AreaLevel, Measure
from ..models import SchemeVersion, Target, TargetFigure
from .lines import AREA, Place, Reader

BASE = Column("base", ("ฐาน", "base"), required=True)


def targets_of(version: SchemeVersion) -> Importer:
    return Importer(
        slug=f"targets-{version.scheme.slug}",
        title=f"เป้าหมาย{version.scheme}",
        hint="จังหวัด อำเภอ ฐาน และคอลัมน์ของแต่ละระดับ บรรทัดรวมเป็นของจังหวัดเอง",
        columns=[*AREA, BASE, *(Column(level.slug, (level.name, level.slug)) for level in version.rule.levels)],
        book=partial(book, version),
    )


@dataclass(frozen=True)
class Asked:
    """What a line asks of a place."""

    line: Line
    place: Place
    base: Decimal | None
    given: Mapping[str, Decimal]


def book(version: SchemeVersion, booking: Booking) -> None:
    lines = booking.read(targets_of(version).columns)
    desk = Desk(version, booking)
    desk.reader.warn_of_unread_columns()
    asked = [found for line in lines if (found := desk.asked(line))]
    if not booking.faults:
        desk.write(asked)
        desk.compare(asked)


class Desk:
    """Takes one line after the other to the scheme's targets."""

    def __init__(self, version: SchemeVersion, booking: Booking) -> None:
        self.version, self.booking, self.reader = version, booking, Reader(booking)
        self.rule, self.places = version.rule, Measure(version.measure).places
        self.known = {target.place: target for target in version.scheme.targets.prefetch_related("figures")}

    def asked(self, line: Line) -> Asked | None:
        place = self.reader.place(line)
        base = self.reader.amount(line, BASE.name, self.places)
        figures = {level.slug: self.reader.amount(line, level.slug, self.places) for level in self.rule.levels}
        given = {slug: figure for slug, figure in figures.items() if figure is not None}
        if not place or not self.reader.is_first(line, place.key):
            return None
        self._check(line, place, base, given)
        return Asked(line, place, base, given)

    def _check(self, line: Line, place: Place, base: Decimal | None, given: Mapping[str, Decimal]) -> None:
        if place.district and self.version.area_level == AreaLevel.PROVINCE:
            self.booking.fault(line, "district", sentences.PROVINCES_ONLY)
        known = self.known.get(place.key)
        if self.rule.needs_base and base is None and (known is None or known.base is None):
            self.booking.fault(line, BASE.name, sentences.BASE_NEEDED)
        elif base is None and not given and known is None:
            self.booking.fault(line, "", sentences.NOTHING_ASKED)
        figures = [given[level.slug] for level in self.rule.levels if level.slug in given]
        if figures != sorted(figures, reverse=self.rule.falling):
            self.booking.warn(line, "", sentences.LEVELS_OUT_OF_ORDER)

    def write(self, asked: Sequence[Asked]) -> None:
        figures = [figure for each in asked for figure in self._target(each)]
        TargetFigure.objects.bulk_create(
            figures, update_conflicts=True, unique_fields=["target", "level"], update_fields=["amount"]
        )

    def _target(self, asked: Asked) -> list[TargetFigure]:
        """Saves it where it is new or changed, and says which of its figures are."""
        target = self.known.get(asked.place.key)
        before = {} if target is None else {each.level: each.amount for each in target.figures.all()}
        changed = {slug: amount for slug, amount in asked.given.items() if before.get(slug) != amount}
        if target is None:
            target = Target(scheme=self.version.scheme, province=asked.place.province, district=asked.place.district)
            self.booking.new += 1
        elif changed or asked.base not in (None, target.base):
            self.booking.changed += 1
        else:
            self.booking.unchanged += 1
            return []
        target.base = target.base if asked.base is None else asked.base
        target.source, target.set_by, target.set_at = self.booking.reason, self.booking.by, clock.now()
        target.save()
        return [TargetFigure(target=target, level=slug, amount=amount) for slug, amount in changed.items()]

    def compare(self, asked: Sequence[Asked]) -> None:
        """Warns where a line's printed figure is not what the others come to."""
        lines = {each.place.key: each.line for each in asked}
        targets = self.version.scheme.targets.in_order().prefetch_related("figures")
        for difference in printed.of_targets(self.version, targets):
            if line := lines.get(difference.row.place):
                self.booking.warn(line, difference.column, sentences.differs(difference))
