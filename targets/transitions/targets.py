"""Setting targets and plans: the one way in for the grid, files, commands and the demo, and what fixes the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from otop_portal import clock, money
from sales.choices import Role
from sales.models import Officer
from sales.models.changes import Change
from sales.transitions.refusals import Kind, NotAllowed, Problem, Refused

from .. import sentences
from ..choices import SettingAction
from ..models import Setting, SettingEvent
from ..models.figures import OfArea
from .tables import Figures, PlanTable, Row, Stamp, Table, TargetTable, says_something


@dataclass(frozen=True)
class Wanted:
    """Figures that somebody wants in a row; a column that is not named stays. None takes a figure away.

    `read` is what those columns held when the officer read them; without it whatever stands is overwritten.
    """

    row: Row
    figures: Figures
    read: Figures | None = None


@dataclass(frozen=True)
class Taken:
    """A row that was wanted and is as wanted now; all of its figures."""

    row: Row
    before: Figures
    after: Figures

    @property
    def columns(self) -> list[str]:
        """Those that changed."""
        return [column for column in self.after if self.after[column] != self.before.get(column)]

    @property
    def is_new(self) -> bool:
        return not says_something(self.before)


@dataclass
class Outcome:
    """What became of the rows that were wanted. One with a problem is left as it was."""

    taken: list[Taken] = field(default_factory=list)
    # `row` is the row's key, `field` the column.
    problems: list[Problem] = field(default_factory=list)
    events: list[SettingEvent] = field(default_factory=list)

    @property
    def changes(self) -> list[Taken]:
        return [each for each in self.taken if each.columns]

    @property
    def new(self) -> int:
        return sum(each.is_new for each in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.new

    @property
    def unchanged(self) -> int:
        return len(self.taken) - len(self.changes)


@transaction.atomic
def set_figures(
    *,
    table: Table,
    wanted: Sequence[Wanted],
    by: Officer,
    action: SettingAction = SettingAction.TYPE,
    reason: str = "",
    undoes: SettingEvent | None = None,
) -> Outcome:
    """Every row that may be changed is; the others are problems. One event for each province."""
    settings = _locked_settings(table, [each.row for each in wanted], by)
    standing = table.standing([each.row for each in wanted])
    desk = _Desk(table, settings, standing)
    for each in wanted:
        desk.take(each)
    source = reason or str(SettingAction(action).label)
    after = {each.row: each.after for each in desk.outcome.changes}
    table.write(after, standing, Stamp(source[:200], by, clock.now()))
    desk.outcome.events = [
        SettingEvent.objects.create(
            setting=setting, action=action, by=by, reason=reason, changes=changes, undoes=undoes
        )
        for setting, changes in desk.changes_by_setting()
    ]
    return desk.outcome


class _Desk:
    """Takes one row after the other, under the locks."""

    def __init__(self, table: Table, settings: Mapping[Row, Setting], standing: Mapping[Row, OfArea]) -> None:
        self.table, self.settings, self.standing = table, settings, standing
        self.outcome = Outcome()

    def take(self, wanted: Wanted) -> None:
        before = self.table.figures(self.standing.get(wanted.row))
        taken = Taken(wanted.row, before, {**before, **wanted.figures})
        problems = list(self._problems(wanted, taken))
        if problems:
            self.outcome.problems += problems
        else:
            self.outcome.taken.append(taken)

    def _problems(self, wanted: Wanted, taken: Taken) -> Iterator[Problem]:
        setting, stands, key = self.settings[wanted.row], self.standing.get(wanted.row), wanted.row.key
        if stands and not taken.columns:
            return
        if setting.is_locked:
            yield Problem(key, "", sentences.locked(setting))
            return
        if stands is None or says_something(taken.after):
            yield from (Problem(key, column, said) for column, said in self.table.faults(wanted.row, taken.after))
        for column in taken.columns:
            theirs = taken.before.get(column)
            if wanted.read is not None and wanted.read.get(column) != theirs:
                sentence = sentences.clash(stands, theirs, taken.after[column])
                yield Problem(key, column, sentence, Kind.CLASH, "" if theirs is None else str(theirs))

    def changes_by_setting(self) -> Iterator[tuple[Setting, list[Change]]]:
        found: dict[int, list[Change]] = defaultdict(list)
        for each in self.outcome.changes:
            before, after = _plain(each.before, each.columns), _plain(each.after, each.columns)
            found[self.settings[each.row].pk].append({"row": each.row.key, "before": before, "after": after})
        settings = {setting.pk: setting for setting in self.settings.values()}
        return ((settings[pk], changes) for pk, changes in found.items())


def _plain(figures: Figures, columns: Collection[str]) -> dict[str, int | None]:
    amounts = {column: figures.get(column) for column in columns}
    return {column: None if amount is None else money.satang(amount) for column, amount in amounts.items()}


def _locked_settings(table: Table, rows: Collection[Row], by: Officer) -> dict[Row, Setting]:
    """The settings of these rows, under their locks, always in the order of their keys."""
    names = {row: table.setting_of(row) for row in rows}
    for province in {name["province_id"] for name in names.values()}:
        check_may_set(by, province)
    made: dict[str, Setting] = {}
    for name in sorted(names.values(), key=str):
        if str(name) not in made:
            made[str(name)] = Setting.objects.get_or_create(**name)[0]
    wanted = [setting.pk for setting in made.values()]
    locked = {each.pk: each for each in Setting.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    return {row: locked[made[str(name)].pk] for row, name in names.items()}


def may_set(officer: Officer, province: str | None) -> bool:
    """The province for its own districts and itself, the administrator for all and for the country."""
    if not officer.may_act:
        return False
    return officer.role == Role.ADMIN or (officer.role == Role.PROVINCE and officer.province_id == province)


def check_may_set(officer: Officer, province: str | None) -> None:
    if not may_set(officer, province):
        raise NotAllowed(sentences.NOT_YOURS_TO_SET)


def undo_import(*, event: SettingEvent, by: Officer) -> SettingEvent:
    """Put back what stood before a file was imported, while nobody has built on it."""
    with transaction.atomic():
        setting = _lock(event.setting, by)
        if why := why_not_undone(event, setting):
            raise Refused(why)
        wanted = [
            Wanted(Row.named(change["row"]), _amounts(change["before"]), read=_amounts(change["after"]))
            for change in event.changes
        ]
        outcome = set_figures(
            table=table_of(setting), wanted=wanted, by=by, action=SettingAction.UNDO, reason=event.reason, undoes=event
        )
        if outcome.problems:
            raise Refused(sentences.CHANGED_SINCE_IMPORT)
        return outcome.events[0]


def why_not_undone(event: SettingEvent, setting: Setting) -> str:
    """The sentence that stands in the way; empty where an import can still be undone."""
    if event.action != SettingAction.IMPORT or event.undone_by.exists():
        return sentences.NOTHING_TO_UNDO
    if setting.is_locked:
        return sentences.locked(setting)
    if setting.evaluations.filter(at__gte=event.at).exists():
        return sentences.EVALUATED_SINCE_IMPORT
    rows = {change["row"] for change in event.changes}
    later = setting.events.filter(pk__gt=event.pk, undone_by=None, undoes=None)
    touched = (change["row"] for each in later for change in each.changes)
    return sentences.CHANGED_SINCE_IMPORT if any(row in rows for row in touched) else ""


def _amounts(remembered: Mapping[str, Any]) -> Figures:
    return {column: None if amount is None else money.baht(amount) for column, amount in remembered.items()}


def table_of(setting: Setting) -> Table:
    return PlanTable() if setting.scheme is None else TargetTable(setting.scheme.current)


def lock_figures(*, setting: Setting, by: Officer, letter_number: str, letter_date: date) -> Setting:
    """ประกาศเป้าหมายของจังหวัด: from here on the figures are fixed."""
    with transaction.atomic():
        locked = _lock(setting, by)
        if locked.is_locked:
            raise Refused(sentences.locked(locked))
        if not locked.rows.exists():
            raise Refused(sentences.NOTHING_TO_ANNOUNCE)
        if letter_date > clock.today():
            raise Refused(sentences.LETTER_OF_TOMORROW)
        locked.letter_number, locked.letter_date = letter_number, letter_date
        locked.locked_by, locked.locked_at = by, clock.now()
        locked.save()
        _remember(locked, SettingAction.LOCK, by, sentences.letter(locked))
    return locked


def unlock_figures(*, setting: Setting, by: Officer, reason: str) -> Setting:
    """Only an administrator opens what a province has announced, and says why."""
    if by.role != Role.ADMIN:
        raise NotAllowed(sentences.ONLY_ADMINISTRATORS_UNLOCK)
    with transaction.atomic():
        locked = _lock(setting, by)
        if not locked.is_locked:
            raise Refused(sentences.NOT_LOCKED)
        locked.letter_number, locked.letter_date, locked.locked_by, locked.locked_at = "", None, None, None
        locked.save()
        _remember(locked, SettingAction.UNLOCK, by, reason)
    return locked


def _lock(setting: Setting, by: Officer) -> Setting:
    check_may_set(by, setting.province_id)
    return Setting.objects.select_for_update(of=("self",)).select_related("scheme", "province").get(pk=setting.pk)


def _remember(setting: Setting, action: SettingAction, by: Officer, reason: str) -> None:
    SettingEvent.objects.create(setting=setting, action=action, by=by, reason=reason)
