"""What a confirmation confirms: what stood on the screen, and nothing that changed since."""

import pytest

from sales import sentences, transitions
from sales.models import Sheet, Stage
from sales.transitions.refusals import Kind
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, "0.25", 0, 0))


def confirmed_sheet() -> Sheet:
    sheet = factories.sheet(*LINES)
    factories.confirm_by_district(sheet)
    return sheet


def confirm_whole(sheet: Sheet, version: int) -> transitions.Outcome:
    return transitions.confirm_by_province(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), seen=None, sheet_version=version
    )


def version_of(sheet: Sheet) -> int:
    return Sheet.objects.get(pk=sheet.pk).version


def change_and_confirm_again(sheet: Sheet) -> None:
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=factories.district_officer(),
        edits=[factories.edit(sheet.sales.first(), domestic_offline=999)],
    )
    factories.confirm_by_district(sheet)


def test_the_province_confirms_a_whole_sheet_by_its_version():
    sheet = confirmed_sheet()

    outcome = confirm_whole(sheet, version_of(sheet))

    assert (outcome.changed, outcome.problems) == (2, ())
    assert Sheet.objects.get().stage == Stage.PROVINCE


def test_nothing_of_a_sheet_changed_since_is_confirmed():
    sheet = confirmed_sheet()
    shown = version_of(sheet)
    change_and_confirm_again(sheet)

    outcome = confirm_whole(sheet, shown)

    assert outcome.event is None
    assert [(problem.row, problem.kind) for problem in outcome.problems] == [(sheet.sales.first().pk, Kind.STALE)]
    assert not sheet.sales.filter(stage=Stage.PROVINCE).exists()


def test_what_a_colleague_of_the_province_confirmed_meanwhile_is_no_change_of_the_district():
    sheet = confirmed_sheet()
    shown, first = version_of(sheet), sheet.sales.first()
    transitions.confirm_by_province(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), seen={first.pk: first.version}
    )

    outcome = confirm_whole(sheet, shown)

    assert (outcome.changed, outcome.problems) == (1, ())
    assert Sheet.objects.get().stage == Stage.PROVINCE


def test_a_whole_sheet_with_drafts_says_which_rows_the_district_still_holds():
    sheet = factories.sheet(*LINES)
    first, last = sheet.sales.all()
    transitions.confirm_by_district(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), seen={first.pk: first.version}
    )

    outcome = confirm_whole(sheet, version_of(sheet))

    assert outcome.changed == 1
    assert [(problem.row, problem.sentence) for problem in outcome.problems] == [(last.pk, sentences.too_early(1))]


def test_a_declaration_taken_back_and_made_again_is_a_change():
    by = factories.district_officer()
    factories.month()
    sheet = transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet
    shown = sheet.version
    transitions.return_to_district(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason="มีผู้ประกอบการ"
    )
    transitions.declare_nothing(district=by.district, month=AUGUST, by=by)

    assert [problem.kind for problem in confirm_whole(sheet, shown).problems] == [Kind.STALE]
    assert confirm_whole(sheet, version_of(sheet)).sheet.stage == Stage.PROVINCE


def test_a_row_removed_since_it_was_shown_is_listed():
    sheet = factories.sheet(*LINES)
    shown, by = factories.seen(sheet), factories.district_officer()
    transitions.delete_rows(district=sheet.district, month=AUGUST, by=by, rows=[sheet.sales.first().pk])

    outcome = transitions.confirm_by_district(district=sheet.district, month=AUGUST, by=by, seen=shown)

    assert (outcome.changed, [problem.kind for problem in outcome.problems]) == (1, [Kind.STALE])


def test_a_row_that_a_colleague_confirmed_is_not_called_changed():
    sheet = factories.sheet(*LINES)
    shown = factories.seen(sheet)
    factories.confirm_by_district(sheet)

    outcome = transitions.confirm_by_district(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), seen=shown
    )

    assert outcome.event is None
    assert {problem.sentence for problem in outcome.problems} == {sentences.ALREADY_CONFIRMED}
