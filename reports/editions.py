"""ฉบับ: a report is fixed with its figures, and opens for ever as it was, whatever becomes of its definition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import QueryDict

from otop_portal import clock, thai
from sales import sentences
from sales.models import District, Officer, Role
from sales.standing import Standing
from sales.transitions.refusals import NotAllowed
from targets.transitions.evaluations import evaluate, why_not_evaluated

from .completeness import Completeness
from .definitions import EVALUATIONS, REPORTS
from .definitions.comparison import FIGURE_COLUMNS, SHEETS, Figures, changed, named_figures
from .definitions.report import Column, Content, Kind, Report, Surface
from .filters import FilterForm
from .models import Edition
from .selection import Selection
from .table import Row, Table, build

CHANGED = "ตัวเลขที่เปลี่ยนไปหลังบันทึกฉบับนี้"
_DECIMALS = (Kind.BAHT, Kind.PERCENT)


class Damaged(ValueError):
    """What is stored is not what was fixed."""


def may_fix(officer: Officer, report: Report, selection: Selection) -> bool:
    """The department what it reads; a province the results of its own targets, which it signs by that."""
    if officer.role == Role.PROVINCE:
        is_evaluation = report.slug in EVALUATIONS and selection.scheme is not None and not selection.blank
        return is_evaluation and selection.area == officer.province
    return officer.role == Role.DEPARTMENT and report.slug in REPORTS | EVALUATIONS


def why_not_yet(officer: Officer, selection: Selection) -> str:
    """The sentence that keeps a province from signing; empty where nothing does."""
    return why_not_evaluated(selection.scheme) if selection.scheme and officer.role == Role.PROVINCE else ""


@transaction.atomic
def fix_edition(table: Table, *, by: Officer) -> Edition:
    """In baht, as files carry it. By a province's the results are evaluated."""
    if not may_fix(by, table.report, table.selection):
        raise NotAllowed(sentences.NOT_YOUR_ROLE)
    table = table.in_baht()
    selection, content = table.selection, _frozen(table)
    edition = Edition.objects.create(
        slug=table.report.slug,
        title=table.title,
        area=selection.area.code if selection.area else "",
        question=selection.question(table.report.filters),
        at=selection.moment,
        made_at=clock.now(),
        made_by=by,
        content=content,
        checksum=_checksum(content),
    )
    if by.role == Role.PROVINCE:
        signed = {"version": selection.scheme, "province": by.province}
        evaluate(**signed, edition=edition.pk, at=edition.at, by=by)
    return edition


def table_of(edition: Edition, reader: Officer) -> Table:
    """As it was fixed; `Damaged` where the checksum does not fit."""
    stored = edition.content
    if _checksum(stored) != edition.checksum:
        raise Damaged(str(edition))
    months = tuple(date.fromisoformat(month) for month in stored["months"])
    columns = tuple(_column(each) for each in stored["columns"])
    return Table(
        Report(edition.slug, edition.title, columns, _nothing),
        Selection(reader, months, edition.made_at, at=edition.at),
        Content(
            (),
            (*stored["heading"], _mark(edition)),
            standing=stored["standing"],
            is_preliminary=stored["is_preliminary"],
            notes=tuple(stored["notes"]),
            properties={"edition": str(edition.pk), "checksum": edition.checksum},
            unfinished=lambda: _districts(stored, reader),
        ),
        columns,
        tuple(_row(columns, each) for each in stored["rows"]),
        _values(columns, stored["totals"]) if stored["totals"] else (),
    )


def _districts(stored: dict[str, Any], reader: Officer) -> Sequence[District]:
    """That the figures waited for then. The first editions did not say which."""
    waited_for = District.objects.visible_to(reader).filter(pk__in=stored.get("unfinished", []))
    return waited_for.select_related("province").order_by("pk")


def changed_since(edition: Edition, reader: Officer) -> Table | None:
    """What the report would say otherwise today; None of a report that is no longer made, or no longer so asked for."""
    report = (REPORTS | EVALUATIONS).get(edition.slug)
    form = FilterForm(QueryDict(edition.question), report=report, officer=reader) if report else None
    if form is None or not form.is_valid():
        return None
    selection = replace(form.selection(), at=None, since=edition.at, sort="")
    fixed, today = table_of(edition, reader), build(report, selection).in_baht()
    # A column that is called otherwise by now is the same; one that came or went is no correction.
    still = {column.key for column in today.columns}
    headings = {column.key: " ".join(fixed.path(column)) for column in fixed.columns if column.key in still}
    lines = changed(_figures(fixed, headings), _figures(today, headings))
    related = (("อำเภอที่ยอดเปลี่ยน", SHEETS),)
    return build(Report("changes", CHANGED, FIGURE_COLUMNS, lambda _: Content(lines, ()), related=related), selection)


def _figures(table: Table, headings: Mapping[str, str]) -> Figures:
    named = [headings.get(column.key, "") for column in table.columns]
    return named_figures(table.columns, named, [row.values for row in table.rows], table.totals)


def _nothing(selection: Selection) -> Content:
    raise NotImplementedError("An edition is not read again.")


def _mark(edition: Edition) -> str:
    made = f"บันทึกเมื่อ {thai.moment(edition.made_at)} โดย {edition.made_by}"
    if edition.slug in EVALUATIONS and edition.made_by.role == Role.PROVINCE:
        made = f"ผลการประเมิน ณ วันที่ {thai.date_long(edition.at)} · จังหวัดรับรองและ{made}"
    return f"{edition} · {made} · รหัสตรวจสอบ {edition.checksum[:12]}"


def _frozen(table: Table) -> dict[str, Any]:
    content = table.content
    return {
        "months": [month.isoformat() for month in table.selection.months],
        "heading": content.heading,
        "standing": content.standing,
        "is_preliminary": content.is_preliminary,
        "notes": content.notes,
        "unfinished": [district.pk for district in content.unfinished()],
        "columns": [_described(table, column) for column in table.columns],
        "rows": [{"values": [*map(_plain, row.values)], "opened": row.opened} for row in table.rows],
        "totals": [*map(_plain, table.totals)],
    }


def _described(table: Table, column: Column) -> dict[str, Any]:
    *groups, heading = table.path(column)
    return {
        "key": column.key,
        "groups": groups,
        "heading": heading,
        "kind": column.kind.value,
        "width": column.width,
        "surface": column.surface.value,
        "beside": column.beside,
        "missing": column.missing,
        "identifies": column.identifies,
    }


def _column(stored: dict[str, Any]) -> Column:
    given = {name: stored[name] for name in ("key", "heading", "width", "beside", "missing", "identifies")}
    kind, surface, groups = Kind(stored["kind"]), Surface(stored["surface"]), tuple(stored["groups"])
    return Column(**given, value=_nothing, kind=kind, surface=surface, groups=groups)


def _plain(value: Any) -> Any:
    if isinstance(value, Standing):
        return asdict(value)
    return str(value) if isinstance(value, Decimal) else value


def _row(columns: tuple[Column, ...], stored: dict[str, Any]) -> Row:
    return Row(_values(columns, stored["values"]), (None,) * len(columns), stored["opened"])


def _values(columns: tuple[Column, ...], stored: list[Any]) -> tuple[Any, ...]:
    return tuple(_value(column, value) for column, value in zip(columns, stored, strict=True))


def _value(column: Column, stored: Any) -> Any:
    if stored is None or stored == "":
        return stored
    if column.kind is Kind.COMPLETENESS:
        return Completeness(*stored)
    if column.kind is Kind.STANDING:
        return Standing(**stored)
    if column.kind is Kind.NUMBER:
        return Decimal(stored) if isinstance(stored, str) else stored
    return Decimal(stored) if column.kind in _DECIMALS else stored


def _checksum(content: dict[str, Any]) -> str:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
