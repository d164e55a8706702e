"""What happens to what districts report by hand: the ledger's stages, under the district's lock, one event an action.

Keyword-only, `by` the officer, one transaction. A pair that is not in the table is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from otop_portal import clock, thai
from sales.choices import Role
from sales.models import District, Officer, Product, Stage
from sales.sentences import ALREADY_CONFIRMED, NO_REASON, NOT_RETURNABLE
from sales.transitions.permissions import check_acting
from sales.transitions.refusals import Kind, Problem, Refused
from sales.transitions.row_state import as_json, change
from sales.transitions.table import ABSENT, Transition

from ..missions import sentences
from ..missions.asked import Asked, Round, asked_of, rounds_in
from ..models import HandReported, MissionEvent, MissionReport, OnlineProduct

Action = MissionEvent.Action
Seen = Mapping[int, int]
"""Rows by id, each with the version that stood on the officer's screen."""

_DISTRICT, _PROVINCE = frozenset({Role.DISTRICT}), frozenset({Role.PROVINCE})

TABLE: dict[tuple[Stage | None, str], Transition] = {
    (ABSENT, Action.SAVE): Transition(Stage.DRAFT, _DISTRICT),
    (Stage.DRAFT, Action.SAVE): Transition(Stage.DRAFT, _DISTRICT),
    (Stage.DRAFT, Action.DELETE): Transition(ABSENT, _DISTRICT),
    (Stage.DRAFT, Action.CONFIRM_BY_DISTRICT): Transition(Stage.DISTRICT, _DISTRICT),
    # A changed report that the district had confirmed becomes a draft again (DOMAIN h 2).
    (Stage.DISTRICT, Action.SAVE): Transition(Stage.DRAFT, _DISTRICT),
    (Stage.DISTRICT, Action.DELETE): Transition(ABSENT, _DISTRICT),
    (Stage.DISTRICT, Action.CONFIRM_BY_PROVINCE): Transition(Stage.PROVINCE, _PROVINCE),
    (Stage.DISTRICT, Action.RETURN): Transition(Stage.DRAFT, _PROVINCE),
    (Stage.PROVINCE, Action.RETURN): Transition(Stage.DRAFT, _PROVINCE),
}
_REFUSALS = {
    (Stage.PROVINCE, Action.SAVE): sentences.LOCKED,
    (Stage.PROVINCE, Action.DELETE): sentences.LOCKED,
    (Stage.DRAFT, Action.CONFIRM_BY_PROVINCE): sentences.TOO_EARLY,
    (Stage.DRAFT, Action.RETURN): NOT_RETURNABLE,
}
_UNCONFIRMED = {
    "stage": Stage.DRAFT,
    "district_confirmed_by_id": None,
    "district_confirmed_at": None,
    "province_confirmed_by_id": None,
    "province_confirmed_at": None,
}
_KINDS = {MissionReport: MissionEvent.Kind.MISSION, OnlineProduct: MissionEvent.Kind.ONLINE}


@dataclass(frozen=True)
class Outcome:
    """How many rows were changed; those that were not are `problems`."""

    changed: int = 0
    # Of these, how many are new.
    added: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass
class Desk:
    """A district's reports of one kind under its lock, and what becomes of them."""

    kind: type[HandReported]
    district: District
    by: Officer
    action: str
    now: datetime
    inserted: list[HandReported] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    updated: dict[int, HandReported] = field(default_factory=dict)
    deleted: list[HandReported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def rows(self, keys: Collection[int]) -> dict[int, HandReported]:
        return {row.pk: row for row in self.kind.objects.filter(district=self.district, pk__in=keys).order_by("pk")}

    def refusal(self, row: HandReported) -> str | None:
        if (row.stage, self.action) in TABLE:
            return None
        return _REFUSALS.get((Stage(row.stage), self.action), ALREADY_CONFIRMED)

    def as_seen(self, seen: Seen) -> Iterator[HandReported]:
        """The rows that this action may touch and that are as they were on the screen."""
        found = self.rows(seen)
        for key, version in seen.items():
            row = found.get(key)
            if row is None:
                self.holds(key, "", sentences.GONE, kind=Kind.STALE)
            elif refusal := self.refusal(row):
                self.holds(key, "", refusal)
            elif row.version != version:
                self.holds(key, "", sentences.STALE, kind=Kind.STALE)
            else:
                yield row

    def holds(self, row: int | str, field: str, sentence: str, kind: str = Kind.FAULT) -> None:
        self.problems.append(Problem(row=row, field=field, sentence=sentence, kind=kind))

    def change(self, row: HandReported, **values: Any) -> None:
        """To these values, and to the stage that the table leads to."""
        values |= self._stage_values(row) | {"version": row.version + 1, "changed_at": self.now}
        self.changes.append({"row": row.pk, **change(row, values)})
        self.updated[row.pk] = row

    def delete(self, row: HandReported) -> None:
        self.deleted.append(row)
        self.changes.append({"row": row.pk, "before": _snapshot(row), "after": None})

    def _stage_values(self, row: HandReported) -> dict[str, Any]:
        to = TABLE[Stage(row.stage), self.action].to
        if to == Stage.DRAFT:
            return _UNCONFIRMED
        return {"stage": to, f"{to}_confirmed_by_id": self.by.pk, f"{to}_confirmed_at": self.now}

    def write(self, reason: str) -> None:
        """Rows in bulk, then the event; nothing where nothing was asked."""
        added = self.kind.objects.bulk_create(self.inserted)
        self.changes += [{"row": row.pk, "before": None, "after": _snapshot(row)} for row in added]
        if self.updated:
            self.kind.objects.bulk_update(self.updated.values(), _FIELDS[self.kind], batch_size=100)
        self.kind.objects.filter(pk__in=[row.pk for row in self.deleted]).delete()
        if self.changes:
            MissionEvent.objects.create(
                district=self.district,
                kind=_KINDS[self.kind],
                action=self.action,
                officer=self.by,
                at=self.now,
                reason=reason,
                changes=self.changes,
            )

    @property
    def outcome(self) -> Outcome:
        return Outcome(len(self.changes), len(self.inserted), tuple(self.problems))


_STAGE_FIELDS = ("version", "changed_at", "returned_because", *(name.removesuffix("_id") for name in _UNCONFIRMED))
_FIELDS = {kind: (*_STAGE_FIELDS, *kind.REPORTED) for kind in _KINDS}


@contextmanager
def _desk(
    kind: type[HandReported], action: str, *, district: District, by: Officer, reason: str = ""
) -> Iterator[Desk]:
    """One action at a time on a district's reports: all of it, or none."""
    roles = {role for (_, named), rule in TABLE.items() if named == action for role in rule.roles}
    check_acting(by, *roles, district=district)
    with transaction.atomic():
        District.objects.select_for_update(no_key=True).get(pk=district.pk)
        desk = Desk(kind, district, by, action, clock.now())
        yield desk
        desk.write(reason)


def report_mission(
    *, asked: Asked, district: District, by: Officer, seen: Seen, evidence: str, **told: int | date | None
) -> Outcome:
    """บันทึก a number (`amount`) or a condition (`handed_in_on`). `seen`: the last report as the officer saw it.

    After a report that the province has confirmed comes the next one, which counts once that is confirmed, too.
    """
    values = {"amount": None, "handed_in_on": None, **told, "evidence": thai.tidy(evidence)}
    with _desk(MissionReport, Action.SAVE, district=district, by=by) as desk:
        if asked not in asked_of(district):
            raise Refused(sentences.NOT_ASKED)
        of = {"scheme_id": asked.version.scheme_id, "condition": asked.condition, "district": district}
        last = MissionReport.objects.filter(**of).order_by("number").last()
        if last and not _differs(last, values):
            return desk.outcome  # the same again
        if seen != ({last.pk: last.version} if last else {}):
            raise Refused(_changed_since(last))
        if last and last.stage != Stage.PROVINCE:
            desk.change(last, **values)
        else:
            number = last.number + 1 if last else 1
            desk.inserted.append(MissionReport(**of, **values, number=number, changed_at=desk.now))
    return desk.outcome


@dataclass(frozen=True)
class ProductLine:
    """A product as it is reported; `row` and `version` of the line that the officer saw, none for a new one.

    `values` by the names of OnlineProduct.REPORTED; `key` is where its problems are told.
    """

    product: Product
    values: Mapping[str, Any]
    row: int | None = None
    version: int | None = None
    key: int | str = ""


def report_products(*, of: Round, district: District, by: Officer, lines: Sequence[ProductLine]) -> Outcome:
    """บันทึก products of a round, all or none: with a problem nothing is saved."""
    with _desk(OnlineProduct, Action.SAVE, district=district, by=by) as desk:
        of = _in_force(of, district)
        rows = desk.rows([line.row for line in lines if line.row])
        known = OnlineProduct.objects.of_producers([line.product for line in lines], of.fiscal_year)
        for line in lines:
            row = _place(desk, of, line, known, rows.get(line.row or 0))
            if row:
                known.setdefault(row.identity, row)
        if desk.problems:
            desk.inserted, desk.changes, desk.updated = [], [], {}
    return desk.outcome


def _in_force(of: Round, district: District) -> Round:
    """The round as its scheme has it now."""
    for each in rounds_in(district.province):
        if each.first_month == of.first_month:
            return each
    raise Refused(sentences.NO_SUCH_ROUND)


def _place(
    desk: Desk, of: Round, line: ProductLine, known: Mapping[tuple, OnlineProduct], row: HandReported | None
) -> OnlineProduct | None:
    """Changes the line's row or adds one; what cannot be is a problem."""
    product, values = line.product, line.values
    earlier = known.get(product.identity)
    if product.producer.district_id != desk.district.pk:
        desk.holds(line.key, "product", sentences.NOT_OF_DISTRICT)
    elif of.version and (why_not := of.version.why_not_counted(product)):
        desk.holds(line.key, "product", why_not)
    elif line.row and row is None:
        desk.holds(line.key, "", sentences.GONE, kind=Kind.STALE)
    elif earlier and earlier.first_month != of.first_month:
        desk.holds(line.key, "product", earlier.again(product.name, of.first_month))
    elif earlier and row is None:
        if earlier.pk is None or _differs(earlier, values):
            desk.holds(line.key, "product", earlier.again(product.name, of.first_month))
    elif row is None:
        return _insert(desk, of, product, values)
    elif earlier is None or earlier.pk != row.pk:
        desk.holds(line.key, "product", sentences.OTHER_PRODUCT)
    elif _differs(row, values):
        if refusal := desk.refusal(row):
            desk.holds(line.key, "", refusal)
        elif row.version != line.version:
            desk.holds(line.key, "", _changed_since(row), kind=Kind.STALE)
        else:
            desk.change(row, **values)
    return None


def _differs(row: HandReported, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _insert(desk: Desk, of: Round, product: Product, values: Mapping[str, Any]) -> OnlineProduct:
    row = OnlineProduct(
        district=desk.district,
        product=product,
        producer_id=product.producer_id,
        normalised_name=thai.normalised_name(product.name),
        fiscal_year=of.fiscal_year,
        first_month=of.first_month,
        changed_at=desk.now,
        **values,
    )
    desk.inserted.append(row)
    return row


def delete_products(*, district: District, by: Officer, seen: Seen) -> Outcome:
    with _desk(OnlineProduct, Action.DELETE, district=district, by=by) as desk:
        for row in desk.as_seen(seen):
            desk.delete(row)
    return desk.outcome


def confirm_by_district(*, kind: type[HandReported], district: District, by: Officer, seen: Seen) -> Outcome:
    """ยืนยันระดับอำเภอ: what is complete and unchanged; the rest is listed."""
    with _desk(kind, Action.CONFIRM_BY_DISTRICT, district=district, by=by) as desk:
        for row in desk.as_seen(seen):
            if missing := row.missing():
                for name, sentence in missing:
                    desk.holds(row.pk, name, sentence)
            else:
                desk.change(row, returned_because="")
    return desk.outcome


def confirm_by_province(*, kind: type[HandReported], district: District, by: Officer, seen: Seen) -> Outcome:
    """ยืนยันระดับจังหวัด: what the district has confirmed, as it was seen. It counts from then on."""
    with _desk(kind, Action.CONFIRM_BY_PROVINCE, district=district, by=by) as desk:
        for row in desk.as_seen(seen):
            desk.change(row)
    return desk.outcome


def return_to_district(
    *, kind: type[HandReported], district: District, by: Officer, seen: Seen, reason: str
) -> Outcome:
    """ส่งคืน with a reason. What the province had confirmed no longer counts."""
    if not (reason := reason.strip()):
        raise Refused(NO_REASON)
    with _desk(kind, Action.RETURN, district=district, by=by, reason=reason) as desk:
        for row in desk.as_seen(seen):
            if _is_followed(row):
                desk.holds(row.pk, "", sentences.REPORTED_AGAIN)
            else:
                desk.change(row, returned_because=reason)
    return desk.outcome


def _is_followed(row: HandReported) -> bool:
    """An open report stands after it."""
    if not isinstance(row, MissionReport):
        return False
    of = {"scheme": row.scheme_id, "condition": row.condition, "district": row.district_id}
    return MissionReport.objects.filter(**of, number__gt=row.number).exists()


def _changed_since(row: HandReported | None) -> str:
    if row is None:
        return sentences.GONE
    event = next(iter(MissionEvent.objects.of_row(_KINDS[type(row)], row)))
    return sentences.changed_since(str(event.officer), event.at)


def _snapshot(row: HandReported) -> dict[str, Any]:
    names = [each.attname for each in row._meta.concrete_fields if each.attname != "id"]
    return {name: as_json(getattr(row, name)) for name in names}
