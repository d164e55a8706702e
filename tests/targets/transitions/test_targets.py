"""Setting targets and plans: who may, what is remembered, what is fixed and what can be undone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from otop_portal import clock
from sales.transitions.refusals import Kind, NotAllowed, Refused
from targets import sentences
from targets.choices import SettingAction
from targets.models import Plan, SettingEvent, Target
from targets.transitions.tables import TargetTable
from targets.transitions.targets import Wanted, lock_figures, set_figures, undo_import, unlock_figures
from tests import factories
from tests.personas import OFFICERS
from tests.targets import settings
from tests.targets.factories import scheme

pytestmark = pytest.mark.django_db

LETTER = {"letter_number": "นค 0019/5", "letter_date": date(2023, 7, 3)}


@pytest.fixture
def version():
    factories.district("4301", "เมืองหนองคาย")
    factories.district("4317")
    levels = [{"slug": "low", "name": "ระดับต้น"}, {"slug": "high", "name": "ระดับสูง"}]
    return scheme("half-year", *levels, deciding="printed")


def figures(code: str = "4317") -> dict[str, Decimal] | None:
    """What stands for a district: its base, and the figures of its levels."""
    target = Target.objects.filter(district=code).first()
    return target and {"base": target.base, **dict(target.figures.values_list("level", "amount"))}


def events() -> list[SettingEvent]:
    return list(SettingEvent.objects.all())


# What is set, and remembered


def test_a_change_is_remembered_figure_by_figure(version):
    settings.targets(version, base=100, low=100, high=107)
    settings.targets(version, high="108.50", low=None)
    assert figures() == {"base": 100, "high": Decimal("108.50")}
    first, second = events()
    assert [change["row"] for change in first.changes] == ["4317"]
    assert first.changes[0]["after"] == {"base": 10000, "low": 10000, "high": 10700}
    assert (second.changes[0]["before"], second.changes[0]["after"]) == (
        {"low": 10000, "high": 10700},
        {"low": None, "high": 10850},
    )
    assert (second.by.username, second.setting.province_id) == ("p43", "43")


def test_what_is_set_again_changes_nothing_and_leaves_no_event(version):
    settings.targets(version, base=100, low=100)
    outcome = settings.targets(version, base=100, low=100)
    assert (outcome.new, outcome.changed, outcome.unchanged, len(events())) == (0, 0, 1, 1)


def test_a_row_that_holds_no_figure_is_not_there(version):
    settings.targets(version, base=100, low=100)
    settings.targets(version, base=None, low=None)
    assert figures() is None
    assert settings.sentences(settings.targets(version, base=None)) == [("", sentences.NOTHING_ASKED)]


def test_a_plan_needs_both_of_its_parts():
    assert settings.plan("4317", 100, 20).new == 1
    assert settings.sentences(settings.plan("4317", 100, None)) == [("online", sentences.PLAN_NEEDS_BOTH)]
    assert Plan.objects.get().total == 120
    assert settings.plan("4317", None, None).changed == 1
    assert not Plan.objects.exists()


def test_one_row_at_fault_leaves_the_others_to_be_set(version):
    wanted = [
        Wanted(settings.row("4301"), settings.amounts({"low": 5})),
        Wanted(settings.row("4317"), settings.amounts({"low": None})),
    ]
    outcome = set_figures(table=TargetTable(version), wanted=wanted, by=factories.province_officer())
    assert ([each.row.key for each in outcome.taken], [each.row for each in outcome.problems]) == (["4301"], ["4317"])


def test_figures_of_two_provinces_are_two_events(version):
    factories.district("4201")
    wanted = [Wanted(settings.row(code), settings.amounts({"low": 5})) for code in ("4201", "4317", "43", "00")]
    set_figures(table=TargetTable(version), wanted=wanted, by=factories.administrator())
    assert {event.setting.province_id: len(event.changes) for event in events()} == {"42": 1, "43": 2, None: 1}


# Two at once


def test_two_officers_who_change_different_figures_both_do(version):
    settings.targets(version, base=100, low=1, high=2)
    settings.targets(version, read={"low": 1}, low=10)
    assert not settings.targets(version, read={"high": 2}, high=20).problems
    assert figures() == {"base": 100, "low": 10, "high": 20}


def test_a_figure_changed_since_it_was_read_is_not_overwritten_but_shown(version):
    settings.targets(version, base=100, low=1)
    settings.targets(version, read={"low": 1}, low=10)
    (problem,) = settings.targets(version, read={"low": 1}, low=11).problems
    assert (problem.kind, problem.theirs, problem.field) == (Kind.CLASH, "10.00", "low")
    assert "นาย p43 แก้ไขช่องนี้เป็น 10.00" in problem.sentence and "ท่านกรอก 11.00" in problem.sentence
    assert figures()["low"] == 10


def test_the_same_figure_from_both_is_no_clash(version):
    settings.targets(version, base=100, low=1)
    settings.targets(version, read={"low": 1}, low=10)
    assert not settings.targets(version, read={"low": 1}, low=10).problems


def test_a_row_removed_since_it_was_read_is_not_put_back_unseen(version):
    settings.targets(version, base=100, low=1)
    settings.targets(version, base=None, low=None)
    (problem,) = settings.targets(version, read={"low": 1}, low=11).problems
    assert problem.kind == Kind.CLASH and "มีผู้ลบตัวเลขแถวนี้" in problem.sentence
    assert figures() is None


# Who may


@pytest.mark.parametrize("persona", OFFICERS)
def test_a_province_sets_its_own_and_the_administrator_all(version, persona):
    officer = OFFICERS[persona]()
    if persona in ("province", "admin", "system"):
        assert settings.targets(version, by=officer, low=5).new == 1
        return
    with pytest.raises(NotAllowed), transaction.atomic():
        settings.targets(version, by=officer, low=5)
    assert not events() and figures() is None


def test_the_countrys_own_figures_are_the_administrators(version):
    with pytest.raises(NotAllowed):
        settings.targets(version, "00", low=5)
    assert settings.targets(version, "00", by=factories.administrator(), low=5).new == 1


# ประกาศเป้าหมายของจังหวัด


def announced(version):
    settings.targets(version, base=100, low=100)
    return lock_figures(setting=settings.setting(version), by=factories.province_officer(), **LETTER)


def test_what_a_province_has_announced_is_fixed(version):
    announced(version)
    outcome = settings.targets(version, low=101)
    assert settings.sentences(outcome) == [
        (
            "",
            "จังหวัดหนองคายประกาศแล้วตามหนังสือที่ นค 0019/5 ลงวันที่ 3 กรกฎาคม 2566 จึงแก้ไขไม่ได้ หากต้องแก้ไข กรุณาให้ผู้ดูแลระบบปลดล็อก",
        )
    ]
    assert settings.targets(version, "4301", by=factories.administrator(), low=1).problems
    assert settings.targets(version, low=100).unchanged == 1
    assert figures()["low"] == 100


def test_a_province_without_targets_can_be_given_some_after_another_has_announced(version):
    factories.district("4201")
    announced(version)
    assert settings.targets(version, "4201", by=factories.province_officer("42"), low=5).new == 1


def test_one_announcement_fixes_one_scheme_only(version):
    announced(version)
    other = scheme("other")
    assert settings.targets(other, base=100).new == 1
    assert settings.plan("4317", 1, 2).new == 1


def test_nothing_cannot_be_announced_nor_anything_twice(version):
    by = factories.province_officer()
    settings.targets(version, low=5)
    settings.targets(version, low=None)
    with pytest.raises(Refused, match=sentences.NOTHING_TO_ANNOUNCE):
        lock_figures(setting=settings.setting(version), by=by, **LETTER)
    announced(version)
    with pytest.raises(Refused, match="ประกาศแล้วตามหนังสือที่ นค 0019/5"):
        lock_figures(setting=settings.setting(version), by=by, **LETTER)


def test_only_an_administrator_unlocks_and_says_why(version):
    locked = announced(version)
    with pytest.raises(NotAllowed):
        unlock_figures(setting=locked, by=factories.province_officer(), reason="พิมพ์ผิด")
    unlock_figures(setting=locked, by=factories.administrator(), reason="พิมพ์ผิด")
    assert settings.targets(version, low=101).changed == 1
    told = [(event.action, event.by.username, event.reason) for event in events()]
    assert told == [
        ("type", "p43", ""),
        ("lock", "p43", "หนังสือที่ นค 0019/5 ลงวันที่ 3 กรกฎาคม 2566"),
        ("unlock", "admin", "พิมพ์ผิด"),
        ("type", "p43", ""),
    ]
    with pytest.raises(Refused, match=sentences.NOT_LOCKED):
        unlock_figures(setting=locked, by=factories.administrator(), reason="อีกครั้ง")


@pytest.mark.parametrize("persona", [name for name in OFFICERS if name not in ("province", "admin", "system")])
def test_nobody_else_announces_for_a_province(version, persona):
    settings.targets(version, low=5)
    with pytest.raises(NotAllowed):
        lock_figures(setting=settings.setting(version), by=OFFICERS[persona](), **LETTER)


# Undoing


def imported(version, code: str = "4317", **figures) -> SettingEvent:
    return settings.targets(version, code, action=SettingAction.IMPORT, **figures).events[0]


def test_an_import_can_be_undone_to_what_stood_before(version):
    settings.targets(version, base=100, low=1)
    event = imported(version, low=10, high=20)
    undo_import(event=event, by=factories.province_officer())
    assert figures() == {"base": 100, "low": 1}
    first = imported(version, "4301", low=5)
    undo_import(event=first, by=factories.province_officer())
    assert figures("4301") is None
    assert [event.action for event in events()] == ["type", "import", "undo", "import", "undo"]


def test_an_import_is_undone_once(version):
    event = imported(version, low=10)
    undo_import(event=event, by=factories.province_officer())
    with pytest.raises(Refused, match=sentences.NOTHING_TO_UNDO):
        undo_import(event=event, by=factories.province_officer())


def test_what_was_typed_is_changed_by_hand_and_not_undone(version):
    settings.targets(version, low=5)
    with pytest.raises(Refused, match=sentences.NOTHING_TO_UNDO):
        undo_import(event=events()[0], by=factories.province_officer())


def test_an_import_that_somebody_has_built_on_stays(version):
    event = imported(version, low=10, high=20)
    settings.targets(version, high=21)
    settings.targets(version, high=20)
    with pytest.raises(Refused, match="มีการแก้ไขแถวที่นำเข้าหลังจากนั้น"):
        undo_import(event=event, by=factories.province_officer())
    assert figures() == {"base": None, "low": 10, "high": 20}


def test_a_later_change_of_another_row_does_not_keep_an_import(version):
    event = imported(version, low=10)
    settings.targets(version, "4301", low=1)
    undo_import(event=event, by=factories.province_officer())
    assert (figures(), figures("4301")) == (None, {"base": None, "low": 1})


def test_imports_are_undone_one_after_the_other_from_the_newest(version):
    first, second = imported(version, low=10), imported(version, low=11)
    with pytest.raises(Refused):
        undo_import(event=first, by=factories.province_officer())
    undo_import(event=second, by=factories.province_officer())
    undo_import(event=first, by=factories.province_officer())
    assert figures() is None


def test_an_import_is_not_undone_once_the_province_has_announced(version):
    event = imported(version, low=10)
    lock_figures(setting=settings.setting(version), by=factories.province_officer(), **LETTER)
    with pytest.raises(Refused, match="ประกาศแล้ว"):
        undo_import(event=event, by=factories.province_officer())


def test_figures_are_not_locked_by_a_letter_of_tomorrow(version):
    settings.targets(version, low=10)
    letter = LETTER | {"letter_date": clock.today() + timedelta(days=1)}
    with pytest.raises(Refused, match=sentences.LETTER_OF_TOMORROW):
        lock_figures(setting=settings.setting(version), by=factories.province_officer(), **letter)
    assert not settings.setting(version).is_locked


def test_another_provinces_officer_undoes_nothing(version):
    event = imported(version, low=10)
    with pytest.raises(NotAllowed):
        undo_import(event=event, by=factories.province_officer("42"))
