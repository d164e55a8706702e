"""The ledger's rules once more, in plain dicts and written from DOMAIN's decisions, not from the transitions.

A place is (district, month), a key (producer, product type). Every method says whether the action has an effect.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import count

DRAFT, DISTRICT, PROVINCE = range(3)
UNANSWERED = (None,) * 4
Place = tuple
Key = tuple[int, str]
Amounts = tuple[Decimal | None, ...]

_stamps = count()


@dataclass(frozen=True)
class Row:
    """Never changed but replaced, so that a page keeps what it has read."""

    amounts: Amounts
    stage: int = DRAFT
    producer_type: str = ""
    born: int = field(default_factory=lambda: next(_stamps))
    changed: int = field(default_factory=lambda: next(_stamps))


Rows = dict[Key, Row]


@dataclass(frozen=True)
class Request:
    """A row of this key as it should be; `about`: the row that stands now, as it was read. None: it is missing."""

    key: Key
    amounts: Amounts
    about: tuple[Key, Row] | None

    @property
    def adds_row(self) -> bool:
        return self.about is None or self.about[0] != self.key


@dataclass
class Oracle:
    # By district the producers that are open; by producer the month of reopening, and the type where it is known.
    open: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    reopened: dict[int, date] = field(default_factory=dict)
    types: dict[int, str] = field(default_factory=dict)
    sheets: dict[Place, Rows] = field(default_factory=lambda: defaultdict(dict))
    declared: dict[Place, int] = field(default_factory=dict)
    # The districts' own doings, and everything but the province's confirmations.
    touched: set[Place] = field(default_factory=set)
    revisions: dict[Place, int] = field(default_factory=lambda: defaultdict(int))
    # Corrections that wait, oldest first.
    requests: dict[Place, list[Request]] = field(default_factory=lambda: defaultdict(list))

    def stage(self, place: Place) -> int:
        return min((row.stage for row in self.sheets[place].values()), default=self.declared.get(place, DRAFT))

    def confirmed(self, place: Place) -> Rows:
        return {key: row for key, row in self.sheets[place].items() if row.stage == PROVINCE}

    def save(self, place: Place, key: Key, read: Row, typed: Amounts) -> bool:
        row = self.sheets[place].get(key)
        if row is None or row.born != read.born or row.stage == PROVINCE:
            return False
        changed = row.changed != read.changed
        cells = [*zip(row.amounts, read.amounts, typed, strict=True)]
        if changed and any(wish != was and differ(now, was) and differ(now, wish) for now, was, wish in cells):
            return False
        merged = completed([now if wish == was else wish for now, was, wish in cells])
        return merged != row.amounts and self._move(place, [key], DRAFT, amounts=merged)

    def add(self, place: Place, key: Key, amounts: Amounts) -> bool:
        if key in self.sheets[place] or key[0] not in self.open[place[0]] or self.stage(place) == PROVINCE:
            return False
        self.sheets[place][key] = Row(completed(amounts))
        return self._touch(place)

    def sync(self, place: Place, source: Place) -> bool:
        return any([self.add(place, key, UNANSWERED) for key in self.sheets[source]] if self.stage(place) < 2 else [])

    def delete(self, place: Place, keys: Collection[Key]) -> bool:
        gone = [key for key in keys if key in self.sheets[place] and self.sheets[place][key].stage < PROVINCE]
        for key in gone:
            del self.sheets[place][key]
        return bool(gone) and self._touch(place)

    def retype(self, place: Place, key: Key, kind: str) -> bool:
        rows = self.sheets[place]
        if key not in rows or rows[key].stage != DRAFT or (key[0], kind) in rows:
            return False
        rows[key[0], kind] = Row(rows.pop(key).amounts)
        return self._touch(place)

    def merge(self, place: Place, gone: int, stays: int) -> bool:
        """Drafts of one become the other's: figures before blanks, never two figures for one."""
        rows, changed = self.sheets[place], False
        for key in [key for key, row in rows.items() if key[0] == gone and row.stage == DRAFT]:
            blank, twin = rows[key].amounts == UNANSWERED, rows.get((stays, key[1]))
            if not blank and twin and (twin.stage > DRAFT or twin.amounts != UNANSWERED):
                continue
            row, changed = rows.pop(key), True
            if not twin or not blank:
                rows[stays, key[1]] = Row(row.amounts)
        return changed and self._touch(place)

    def confirm_by_district(self, place: Place, seen: Rows) -> bool:
        rows = self._unchanged(place, seen, DRAFT)
        ready = [key for key in rows if key[0] in self.types and self.sheets[place][key].amounts != UNANSWERED]
        return self._move(place, ready, DISTRICT)

    def confirm_by_province(self, place: Place, seen: Rows) -> bool:
        return self._move(place, self._unchanged(place, seen, DISTRICT), PROVINCE, by_province=True)

    def confirm_whole(self, place: Place, revision: int) -> bool:
        return self.revisions[place] == revision and self.confirm_by_province(place, self.sheets[place])

    def send_back(self, place: Place, keys: Collection[Key]) -> bool:
        return self._move(place, [key for key in keys if self.sheets[place][key].stage > DRAFT], DRAFT)

    def ask(self, place: Place, wish: Request) -> bool:
        about, waiting = wish.about, self.requests[place]
        if not self._fits(place, wish) or (about and about[1].stage < PROVINCE):
            return False
        if not wish.adds_row and about[1].amounts == wish.amounts:
            return False
        may_come = wish.key[0] in self.open[place[0]] or (about and about[0][0] == wish.key[0])
        if wish.adds_row and not (may_come and wish.key[0] in self.types):
            return False
        if any(each.key == wish.key or (about and each.about and each.about[0] == about[0]) for each in waiting):
            return False
        waiting.append(wish)
        return self._touch(place, revises=False)

    def accept(self, place: Place, wish: Request) -> bool:
        rows = self.sheets[place]
        if wish.about:
            amounts = (Decimal(0),) * 4 if wish.adds_row else wish.amounts
            rows[wish.about[0]] = replace(rows[wish.about[0]], amounts=amounts, changed=next(_stamps))
        if wish.adds_row:
            rows[wish.key] = Row(wish.amounts, PROVINCE, self.types[wish.key[0]])
        return self.end(place, wish)

    def end(self, place: Place, wish: Request) -> bool:
        """Refused, withdrawn, or done."""
        self.requests[place].remove(wish)
        return self._touch(place, revises=False)

    def _fits(self, place: Place, wish: Request) -> bool:
        rows, about = self.sheets[place], wish.about
        is_as_read = rows.get(about[0]) == about[1] if about else self.stage(place) == PROVINCE
        return is_as_read and not (wish.adds_row and wish.key in rows)

    def declare(self, place: Place) -> bool:
        expected = [each for each in self.open[place[0]] if self.reopened.get(each, place[1]) <= place[1]]
        return not expected and self.move_empty(place, [DRAFT], DISTRICT)

    def move_empty(self, place: Place, before: Collection[int], after: int) -> bool:
        """A month without rows, from any of the stages to another."""
        if self.sheets[place] or self.stage(place) not in before:
            return False
        self.declared[place] = after
        return self._touch(place)

    def book_old(self, place: Place, key: Key, producer_type: str, amounts: Amounts) -> bool:
        if key in self.sheets[place] or place in self.touched:
            return False
        self.sheets[place][key] = Row(amounts, PROVINCE, producer_type)
        self.revisions[place] += 1
        return True

    def _unchanged(self, place: Place, seen: Rows, stage: int) -> list[Key]:
        rows = self.sheets[place]
        return [key for key, row in seen.items() if rows.get(key) == row and row.stage == stage]

    def _move(self, place: Place, keys: list[Key], stage: int, *, by_province: bool = False, **amounts) -> bool:
        for key in keys:
            row = self.sheets[place][key]
            kind = {DRAFT: "", DISTRICT: self.types.get(key[0])}.get(stage, row.producer_type)
            self.sheets[place][key] = replace(row, stage=stage, producer_type=kind, changed=next(_stamps), **amounts)
        return bool(keys) and self._touch(place, revises=not by_province)

    def _touch(self, place: Place, *, revises: bool = True) -> bool:
        self.touched.add(place)
        self.revisions[place] += revises
        if self.sheets[place]:
            self.declared.pop(place, None)
        # What can no longer be done waits no longer.
        self.requests[place] = [wish for wish in self.requests[place] if self._fits(place, wish)]
        return True


def completed(amounts: Collection[Decimal | None]) -> Amounts:
    """One figure answers the row: its blanks are noughts."""
    empty = all(amount is None for amount in amounts)
    return UNANSWERED if empty else tuple(Decimal(0) if amount is None else amount for amount in amounts)


def differ(one: Decimal | None, other: Decimal | None) -> bool:
    return (one or 0) != (other or 0)
