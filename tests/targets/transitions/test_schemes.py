"""A scheme is copied, changed, announced and then stays as it is; by the administrator alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from otop_portal import clock
from sales.transitions import Refused
from sales.transitions.refusals import NotAllowed
from targets import fixed_rules, rule_words, sentences
from targets.choices import Fault
from targets.models import Scheme, SchemeEvent, SchemeLevel, SchemePart, SchemeVersion
from targets.reference import load_schemes
from targets.scoring import Level
from targets.transitions import schemes as transitions
from tests import factories
from tests.personas import OFFICERS
from tests.targets.factories import scheme

pytestmark = pytest.mark.django_db

LETTER = {"letter_number": "มท 0400/9", "letter_date": date(2023, 8, 15)}
GOLD = Level("gold", "ระดับทอง", Decimal(20))


@pytest.fixture(autouse=True)
def in_august():
    with clock.at(clock.datetime(2023, 8, 20, 9, tzinfo=clock.BANGKOK)):
        yield


def as_stored(version: SchemeVersion) -> SchemeVersion:
    return SchemeVersion.objects.select_related("scheme").with_rule().get(pk=version.pk)


def change(version: SchemeVersion, *levels: Level, seen: int = 0, names: dict | None = None, by=None, **rule):
    how = {"seen": seen, "names": names or {}, "by": by or factories.administrator()}
    kept = as_stored(version).rule.levels
    return transitions.change_version(version=version, rule=rule, levels=levels or kept, **how)


def announce(version: SchemeVersion, seen: int = 0, by=None, **letter) -> SchemeVersion:
    return transitions.announce(version=version, seen=seen, by=by or factories.administrator(), **(LETTER | letter))


def prepare(version: SchemeVersion, by=None) -> SchemeVersion:
    by = by or factories.administrator()
    return transitions.prepare_version(scheme=version.scheme, reason="หนังสือแก้ไข", by=by)


def copied(version: SchemeVersion, slug: str = "2567-sales", year: int = 2567, by=None) -> SchemeVersion:
    by = by or factories.administrator()
    return transitions.copy_scheme(source=version, slug=slug, fiscal_year=year, by=by)


def test_a_copy_says_the_same_a_year_later():
    first = scheme(base_first_month=date(2022, 7, 1), base_last_month=date(2022, 8, 1), base_name="ยอดปีก่อน")
    made = as_stored(copied(first))
    assert (made.scheme.slug, made.scheme.fiscal_year, made.scheme.name) == ("2567-sales", 2567, first.scheme.name)
    assert (made.first_month, made.last_month) == (date(2024, 7, 1), date(2024, 8, 1))
    assert (made.base_first_month, made.base_last_month) == (date(2023, 7, 1), date(2023, 8, 1))
    assert (made.number, made.is_announced, made.base_name) == (1, False, "ยอดปีก่อน")
    assert made.rule == as_stored(first).rule


def test_a_copied_grade_stands_on_the_parts_of_its_own_year_where_they_are_there():
    load_schemes()
    by_slug = {each.slug: each.current for each in Scheme.objects.all()}
    for part in ("products", "shop"):
        copied(by_slug[f"2567-q2-{part}-nongkhai"], f"2568-q2-{part}-nongkhai", 2568)
    made = as_stored(copied(by_slug["2567-q2-grade-nongkhai"], "2568-q2-grade-nongkhai", 2568))
    assert made.rule.levels[1].parts == {
        "2568-q2-products-nongkhai": "target",
        "2567-q2-sales-nongkhai": "target",
        "2568-q2-shop-nongkhai": "c",
    }


def test_a_slug_is_given_once_and_a_year_out_of_reach_is_refused():
    with pytest.raises(Refused, match="มีเกณฑ์รหัส “half-year” แล้ว"):
        copied(scheme(), "half-year")
    with pytest.raises(Refused) as refusal:
        copied(Scheme.objects.get().current, year=2300)
    assert refusal.value.sentence == sentences.MONTHS_OUT_OF_REACH
    assert Scheme.objects.count() == 1


def test_a_change_is_one_event_that_says_what_was_changed():
    prepared = scheme(announced=False)
    change(
        prepared, Level("silver", "ระดับเงิน", Decimal(5)), GOLD, names={"occasion": "รอบที่ 1"}, measure="foreign_sales"
    )
    event = SchemeEvent.objects.get()
    assert (event.action, event.by, event.number) == ("change", factories.administrator(), 1)
    assert [tuple(each) for each in event.changes] == [
        ("รอบหรือไตรมาส", "รอบที่ 2", "รอบที่ 1"),
        ("สิ่งที่วัด", "ยอดจำหน่าย", "ยอดจำหน่ายต่างประเทศ"),
        ("ระดับที่ 1", "เป้าหมาย (target), ร้อยละ 2.00", "ระดับเงิน (silver), ร้อยละ 5.00"),
        ("ระดับที่ 2", "", "ระดับทอง (gold), ร้อยละ 20.00"),
    ]
    assert [level.slug for level in as_stored(prepared).rule.levels] == ["silver", "gold"]


def test_what_changes_nothing_is_no_event():
    prepared = scheme(announced=False)
    assert change(prepared).revision == 0
    assert not SchemeEvent.objects.exists()


def test_a_stale_change_overwrites_nothing_and_says_who_was_first():
    prepared = scheme(announced=False)
    change(prepared, GOLD)
    with pytest.raises(Refused, match="นาย admin แก้ไขเกณฑ์นี้เมื่อวันที่ 20 สิงหาคม 2566"):
        change(prepared, Level("silver", "ระดับเงิน", Decimal(5)))
    assert [level.slug for level in as_stored(prepared).rule.levels] == ["gold"]
    with pytest.raises(Refused, match="หลังจากท่านเปิดหน้านี้"):
        announce(prepared, seen=0)
    assert announce(prepared, seen=1).is_announced


@pytest.mark.parametrize(
    ("levels", "fault"),
    [
        ([GOLD, Level("higher", "สูงกว่า", Decimal(20))], Fault.NOT_HIGHER),
        ([GOLD, Level("gold", "ทองอีกชั้น", Decimal(30))], Fault.SAME_SLUG),
        ([GOLD, Level("floor", "พื้น", Decimal(30), is_floor=True)], Fault.FLOOR_NOT_LOWEST),
        ([replace(GOLD, parts={"half-year": "target"})], Fault.PART_OF_MEASURED),
    ],
)
def test_a_rule_without_sense_is_refused_and_nothing_is_kept(levels, fault):
    prepared = scheme(announced=False)
    with pytest.raises(Refused) as refusal:
        change(prepared, *levels)
    assert refusal.value.sentence == fault.label
    assert [level.slug for level in as_stored(prepared).rule.levels] == ["target"]


def test_a_rule_without_levels_is_not_announced():
    prepared = scheme(announced=False)
    prepared.levels.all().delete()
    with pytest.raises(Refused) as refusal:
        announce(prepared)
    assert refusal.value.sentence == Fault.NO_LEVEL.label


def test_announced_it_carries_its_letter_and_is_not_changed_any_more():
    announced = announce(scheme(announced=False))
    assert (announced.letter_number, announced.letter_date) == ("มท 0400/9", date(2023, 8, 15))
    assert (announced.announced_by, announced.announced_at) == (factories.administrator(), clock.now())
    assert [tuple(each) for each in SchemeEvent.objects.get().changes] == [
        ("เลขที่หนังสือ", "", "มท 0400/9"),
        ("ลงวันที่", "", "15 สิงหาคม 2566"),
    ]
    for act in (lambda: change(announced, GOLD), lambda: announce(announced)):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.sentence == sentences.RULE_IS_FIXED


def test_a_letter_is_not_of_tomorrow_and_not_older_than_the_one_before():
    with pytest.raises(Refused) as refusal:
        announce(scheme("next", announced=False), letter_date=date(2023, 8, 21))
    assert refusal.value.sentence == sentences.LETTER_OF_TOMORROW
    second = prepare(scheme())
    with pytest.raises(Refused, match="1 มิถุนายน 2566"):
        announce(second, letter_date=date(2023, 5, 31))


def test_a_new_version_needs_an_announced_one_and_there_is_one_at_a_time():
    first = scheme(announced=False)
    with pytest.raises(Refused) as refusal:
        prepare(first)
    assert refusal.value.sentence == sentences.IS_BEING_PREPARED
    second = prepare(announce(first))
    assert (second.number, second.reason, second.scheme.current.number) == (2, "หนังสือแก้ไข", 1)
    with pytest.raises(Refused):
        prepare(first)
    with pytest.raises(Refused) as refusal:
        change(second, names={"name": "ชื่ออื่น"})
    assert refusal.value.sentence == sentences.NAMES_ARE_FIXED
    change(second, GOLD)
    announce(second, seen=1)
    assert first.scheme.current == second
    assert [rule_words.lines(as_stored(each))["ระดับที่ 1"] for each in (first, second)] == [
        "เป้าหมาย (target), ร้อยละ 2.00",
        "ระดับทอง (gold), ร้อยละ 20.00",
    ]


ACTS = {
    "copy": lambda first, prepared, by: copied(first, by=by),
    "prepare": lambda first, prepared, by: prepare(first, by=by),
    "change": lambda first, prepared, by: change(prepared, GOLD, by=by),
    "announce": lambda first, prepared, by: announce(prepared, by=by),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("persona", [each for each in OFFICERS if each not in ("admin", "system")])
def test_nobody_but_the_administrator_does_any_of_it(act, persona):
    first, prepared, by = scheme(), scheme("next", announced=False), OFFICERS[persona]()
    with pytest.raises(NotAllowed):
        ACTS[act](first, prepared, by)
    assert not SchemeEvent.objects.exists()
    ACTS[act](first, prepared, factories.administrator())
    assert SchemeEvent.objects.count() == 1


# What the database keeps


@pytest.fixture
def graded() -> SchemeVersion:
    scheme("part")
    return scheme("grade", {"slug": "a", "name": "ระดับ A", "parts": {"part": "target"}}, measure="parts")


WAYS_AROUND = {
    "the version's rule": lambda: SchemeVersion.objects.filter(scheme__slug="grade").update(places=0),
    "its letter": lambda: SchemeVersion.objects.filter(scheme__slug="grade").update(
        letter_date=None, announced_by=None, announced_at=None
    ),
    "the version itself": lambda: delete("targets_schemeversion"),
    "a level": lambda: SchemeLevel.objects.filter(version__scheme__slug="grade").update(name="ระดับอื่น"),
    "a level less": lambda: delete("targets_schemelevel"),
    "a level more": lambda: SchemeLevel.objects.create(
        version=Scheme.objects.get(slug="grade").current, position=2, slug="b", name="ระดับ B"
    ),
    "a part": lambda: SchemePart.objects.update(level_slug="other"),
    "a part less": lambda: delete("targets_schemepart"),
    "a part more": lambda: SchemePart.objects.create(
        level=SchemeLevel.objects.get(slug="a"), part=Scheme.objects.get(slug="grade"), level_slug="a"
    ),
    "a level from another version": lambda: SchemeLevel.objects.filter(version__scheme__slug="loose").update(
        version=Scheme.objects.get(slug="grade").current, position=9
    ),
}


def delete(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = (SELECT MAX(id) FROM {table} WHERE 1 = 1)")


@pytest.mark.parametrize("way", WAYS_AROUND)
def test_what_was_announced_the_database_itself_keeps(graded, way):
    loose = scheme("loose", {"slug": "z", "name": "ระดับ Z"}, announced=False)
    if way in ("the version itself", "a level less"):
        loose.levels.all().delete()
        loose.delete()
    with pytest.raises(DatabaseError, match="an announced scheme is fixed"), transaction.atomic():
        WAYS_AROUND[way]()


@pytest.mark.parametrize("way", ["the version's rule", "a level", "a part", "a part less", "a level more"])
def test_without_the_triggers_it_would_give_way(graded, way):
    fixed_rules.drop_triggers(connection)
    with transaction.atomic():
        WAYS_AROUND[way]()


def test_the_history_is_append_only():
    change(scheme(announced=False), GOLD)
    for act in (lambda: SchemeEvent.objects.update(number=2), lambda: SchemeEvent.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
