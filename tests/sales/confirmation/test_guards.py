"""Each guard's negative control: with the guard off, the attack that the other tests repel succeeds."""

from dataclasses import replace
from uuid import uuid4

import pytest

from sales import transitions
from sales.models import SheetEvent, Stage
from sales.querysets import AreaQuerySet
from sales.transitions import confirmation, engine
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST

from .posts import CONFIRM, SHEET, change, confirmed_sheet, payload, stages

pytestmark = pytest.mark.django_db


def test_without_visible_to_a_stranger_would_read_the_sheet(monkeypatch):
    confirmed_sheet()
    stranger = signed_in(factories.province_officer("42"))
    assert stranger.get(SHEET).status_code == 404

    monkeypatch.setattr(AreaQuerySet, "visible_to", lambda rows, officer: rows)

    assert "กลุ่มทอผ้า" in stranger.get(SHEET).content.decode()


def test_without_the_check_of_the_officer_a_stranger_would_confirm(monkeypatch):
    sheet = confirmed_sheet()
    attack = {"district": sheet.district, "month": AUGUST, "by": factories.province_officer("42")}
    with pytest.raises(transitions.Refused):
        transitions.confirm_by_province(**attack, seen=factories.seen(sheet))

    monkeypatch.setattr(engine, "_check_officer", lambda *_: None)

    transitions.confirm_by_province(**attack, seen=factories.seen(sheet))
    assert stages(sheet) == [Stage.PROVINCE] * 2


def test_without_the_check_of_versions_an_unseen_figure_would_be_confirmed(monkeypatch):
    sheet = confirmed_sheet()
    posted = payload(sheet)
    change(sheet)
    client = signed_in(factories.province_officer())

    versions_unread(monkeypatch)
    client.post(CONFIRM, posted)

    assert sheet.sales.first().stage == Stage.PROVINCE
    assert sheet.sales.first().domestic_offline == 999


def versions_unread(monkeypatch) -> None:
    as_seen = confirmation._as_seen
    monkeypatch.setattr(
        confirmation,
        "_as_seen",
        lambda locked, wanted, seen: as_seen(locked, wanted, {row: locked.rows[row].version for row in seen}),
    )


def test_without_the_submission_a_repeat_would_be_a_second_event(monkeypatch):
    sheet = confirmed_sheet()
    where = {"district": sheet.district, "month": AUGUST, "by": factories.province_officer()}
    returned = {**where, "rows": None, "reason": "ยอดซ้ำ", "submission": uuid4()}
    transitions.return_to_district(**returned)
    factories.confirm_by_district(sheet)
    assert transitions.return_to_district(**returned).repeated

    transitions.return_to_district(**returned | {"submission": None})

    assert SheetEvent.objects.filter(action="return").count() == 2


def test_behind_the_table_the_database_still_refuses_a_draft_confirmed_by_the_province(monkeypatch):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    assert factories.confirm_by_province(sheet).event is None

    draft = engine.TABLE[Stage.DISTRICT, engine.Action.CONFIRM_BY_PROVINCE]
    monkeypatch.setitem(engine.TABLE, (Stage.DRAFT, engine.Action.CONFIRM_BY_PROVINCE), replace(draft))

    with pytest.raises(Exception, match="sale_"):
        factories.confirm_by_province(sheet)
