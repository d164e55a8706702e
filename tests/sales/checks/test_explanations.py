"""A reason is given once: it travels with the figure, and lapses only when the figure changes."""

from datetime import date
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction

from sales import append_only, transitions
from sales.checks import sentences
from sales.checks.explained import Flag, flags
from sales.models import Explanation, ExplanationReason, Sale, Sheet
from sales.transitions import confirmation
from sales.transitions.explanations import WHOLE_SHEET, Answer, add_reason, explain
from sales.transitions.refusals import NotAllowed, Refused
from tests import factories, personas
from tests.factories import AUGUST, JULY

from .laid import JUNE, explanation, reported

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = date(2023, 9, 1), date(2023, 10, 1)


@pytest.fixture
def sheet() -> Sheet:
    """Two rows that have trebled."""
    reported(JULY, 100_000, 0, 0, 0, others=("กลุ่มอื่น", "herb", (200_000, 0, 0, 0)))
    return reported(AUGUST, 310_000, 0, 0, 0, others=("กลุ่มอื่น", "herb", (620_000, 0, 0, 0)))


@pytest.fixture
def fair() -> ExplanationReason:
    return ExplanationReason.objects.create(label="มีงานแสดงและจำหน่ายสินค้า")


@pytest.fixture
def off_season() -> ExplanationReason:
    return ExplanationReason.objects.create(label="นอกฤดูกาล", is_seasonal=True)


def rows(sheet: Sheet) -> list[Sale]:
    return list(sheet.sales.with_register().in_order())


def asked(sheet: Sheet, officer=None) -> list[Flag]:
    sheet.refresh_from_db()
    said = Explanation.objects.visible_to(officer or factories.district_officer())
    return flags(sheet.month_id, [(sheet, rows(sheet))], said)[sheet.district_id]


def still_open(sheet: Sheet) -> int:
    return sum(flag.is_open for flag in asked(sheet))


def say(sheet: Sheet, reason: ExplanationReason, *, seen=None, by=None, **more) -> list[Explanation]:
    return explain(
        district=sheet.district,
        month=sheet.month_id,
        by=by or factories.district_officer(),
        seen=factories.seen(sheet) if seen is None else seen,
        answer=Answer(reason, **more),
    )


def retype(sheet: Sheet, amount: int) -> None:
    edits = [factories.edit(rows(sheet)[0], domestic_offline=amount)]
    by = factories.district_officer()
    assert transitions.save_rows(district=sheet.district, month=sheet.month_id, by=by, edits=edits).event


def confirm_whole(sheet: Sheet) -> transitions.Outcome:
    sheet.refresh_from_db()
    by = factories.province_officer()
    return transitions.confirm_by_province(
        district=sheet.district, month=sheet.month_id, by=by, seen=None, sheet_version=sheet.version
    )


def test_one_reason_answers_as_many_rows_as_were_ticked(sheet, fair):
    assert still_open(sheet) == 2
    assert len(say(sheet, fair, words="งาน OTOP CITY")) == 2
    assert [(flag.is_open, flag.explanation.said) for flag in asked(sheet)] == [
        (False, "มีงานแสดงและจำหน่ายสินค้า งาน OTOP CITY")
    ] * 2


def test_a_reason_lapses_when_the_figure_changes_and_no_sooner(sheet, fair):
    say(sheet, fair)
    factories.confirm_by_district(sheet)
    transitions.return_to_district(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason="ตรวจสอบ"
    )
    assert still_open(sheet) == 0
    retype(sheet, 310_001)
    assert still_open(sheet) == 1
    retype(sheet, 310_000)
    assert still_open(sheet) == 0


def test_the_newest_reason_holds_and_the_same_again_is_not_kept(sheet, fair):
    say(sheet, fair)
    assert say(sheet, fair) == []
    other = ExplanationReason.objects.create(label="ได้รับคำสั่งซื้อจำนวนมาก")
    assert len(say(sheet, other)) == 2
    assert {flag.explanation.reason for flag in asked(sheet)} == {other}
    assert Explanation.objects.count() == 4


def test_what_was_changed_since_it_was_seen_is_not_explained(sheet, fair):
    seen = factories.seen(sheet)
    retype(sheet, 400_000)
    assert [each.producer.name for each in say(sheet, fair, seen=seen)] == ["กลุ่มอื่น"]


def test_the_whole_sheet_is_explained_by_its_version(fair):
    reported(JULY, 700, 30, 0, 0, others=())
    sheet = reported(AUGUST, 729, 1, 0, 0, others=())
    assert say(sheet, fair, seen={WHOLE_SHEET: sheet.version + 1}) == []
    (kept,) = say(sheet, fair, seen={WHOLE_SHEET: sheet.version})
    assert (kept.producer, kept.check_slug, kept.amounts) == (None, "same_total", factories.baht(729, 1, 0, 0))
    assert still_open(sheet) == 0


def test_a_season_carries_over_until_its_month_while_no_more_is_sold(off_season):
    for month in (JUNE, JULY, AUGUST):
        sheet = reported(month, 700, 0, 0, 0)
    say(sheet, off_season, until=OCTOBER)
    for month, amount, expected in ((SEPTEMBER, 700, 0), (OCTOBER, 700, 0), (date(2023, 11, 1), 700, 1)):
        other = "กลุ่มอื่น", "herb", (1234567 + month.month, 0, 0, 0)
        later = factories.sheet(("กลุ่มทอผ้า", "cloth", (amount, 0, 0, 0)), other, of=month)
        assert (len(asked(later)), still_open(later)) == (1, expected), month


def test_a_season_excuses_nobody_who_sells_more(off_season):
    reported(JULY, 100_000, 0, 0, 0)
    sheet = reported(AUGUST, 0, 0, 0, 0)
    say(sheet, off_season, until=OCTOBER)
    later = factories.sheet(("กลุ่มทอผ้า", "cloth", (250_000, 0, 0, 0)), of=SEPTEMBER)
    assert still_open(later) == 1


@pytest.mark.parametrize("until", [None, JULY])
def test_a_season_says_until_when(sheet, off_season, until):
    with pytest.raises(Refused, match=sentences.NO_LAST_MONTH):
        say(sheet, off_season, until=until)


def test_other_reasons_say_which(sheet):
    with pytest.raises(Refused, match=sentences.NO_WORDS):
        say(sheet, ExplanationReason.objects.create(label="อื่นๆ", needs_words=True))


@pytest.mark.parametrize("who", sorted(set(personas.OFFICERS) - {"district"}))
def test_only_the_districts_officer_explains(sheet, fair, who):
    with pytest.raises(NotAllowed):
        say(sheet, fair, by=personas.OFFICERS[who]())
    assert not Explanation.objects.exists()


def test_a_provinces_reason_is_for_its_own_districts(sheet):
    reason = add_reason(by=factories.province_officer("42"), label="น้ำท่วม")
    with pytest.raises(NotAllowed):
        say(sheet, reason)
    assert not ExplanationReason.objects.visible_to(factories.district_officer()).exists()
    own = add_reason(by=factories.province_officer("43"), label="น้ำท่วม")
    assert len(say(sheet, own)) == 2
    with pytest.raises(Refused, match=sentences.reason_is_there("น้ำท่วม")):
        add_reason(by=factories.province_officer("43"), label="น้ำท่วม")


@pytest.mark.parametrize("who", sorted(set(personas.OFFICERS) - {"province", "another province"}))
def test_nobody_else_extends_the_list(who):
    with pytest.raises(NotAllowed):
        add_reason(by=personas.OFFICERS[who](), label="น้ำท่วม")


def test_a_finding_blocks_no_district_but_keeps_the_sheet_from_the_bulk(sheet, fair):
    assert not factories.confirm_by_district(sheet).problems
    outcome = confirm_whole(sheet)
    assert (outcome.event, {problem.sentence for problem in outcome.problems}) == (None, {sentences.OPEN_FLAG})

    say(sheet, fair, seen={rows(sheet)[0].pk: rows(sheet)[0].version})
    assert confirm_whole(sheet).event is None

    say(sheet, fair)
    assert confirm_whole(sheet).changed == 2


def test_without_the_check_of_flags_the_bulk_would_take_it(sheet):
    """The control."""
    factories.confirm_by_district(sheet)
    with patch.object(confirmation, "open_flags", lambda *asked: []):
        assert confirm_whole(sheet).changed == 2


def test_the_province_that_has_looked_at_the_sheet_confirms_it_all_the_same(sheet):
    factories.confirm_by_district(sheet)
    assert factories.confirm_by_province(sheet).changed == 2


def test_the_department_reads_the_reasons_of_confirmed_figures_only(sheet, fair):
    department = factories.department_officer()
    say(sheet, fair)
    factories.confirm_by_district(sheet)
    assert asked(sheet, department)[0].is_open
    first = rows(sheet)[0]
    where = {"district": sheet.district, "month": AUGUST, "by": factories.province_officer()}
    transitions.confirm_by_province(**where, seen={first.pk: first.version})
    (seen,) = Explanation.objects.visible_to(department)
    assert (seen.producer, seen.amounts) == (first.producer, first.amounts)
    # What was said of figures that are not the confirmed ones stays below.
    explanation(first, domestic_offline=1)
    assert Explanation.objects.visible_to(department).get() == seen

    transitions.return_to_district(**where, rows=[first.pk], reason="ตรวจสอบ")
    assert not Explanation.objects.visible_to(department).exists()


def test_the_department_reads_of_a_whole_sheet_once_all_of_it_is_confirmed(fair):
    reported(JULY, 700, 30, 0, 0, others=())
    sheet = reported(AUGUST, 729, 1, 0, 0, others=())
    say(sheet, fair, seen={WHOLE_SHEET: sheet.version})
    seen = Explanation.objects.visible_to(factories.department_officer())
    factories.confirm_by_district(sheet)
    assert not seen.exists()
    factories.confirm_by_province(sheet)
    assert seen.get().check_slug == "same_total"


@pytest.mark.parametrize("statement", ["UPDATE sales_explanation SET words = 'x'", "DELETE FROM sales_explanation"])
def test_the_database_keeps_what_was_said(sheet, fair, statement):
    say(sheet, fair)

    def run() -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount

    with pytest.raises(DatabaseError, match="append-only"):
        run()
    append_only.drop_triggers(connection, ["sales_explanation"])
    assert run() == 2
