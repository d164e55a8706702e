import pytest

from sales import standing, transitions
from sales.models import Sheet
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (2, 0, 0, 0))


def now() -> standing.Standing:
    return standing.standing(Sheet.objects.with_progress().get())


def confirm_first(action, sheet, by) -> None:
    first = dict([next(iter(factories.seen(sheet).items()))])
    action(district=sheet.district, month=AUGUST, by=by, seen=first)


def test_a_sheet_is_named_by_how_far_it_has_come():
    assert standing.standing(None) == standing.NOT_STARTED
    sheet = factories.sheet(*LINES)
    assert now() == standing.ENTERING
    confirm_first(transitions.confirm_by_district, sheet, factories.district_officer())
    assert now() == standing.PARTLY_DISTRICT
    factories.confirm_by_district(sheet)
    assert now() == standing.DISTRICT
    confirm_first(transitions.confirm_by_province, sheet, factories.province_officer())
    assert now() == standing.PARTLY_PROVINCE
    factories.confirm_by_province(sheet)
    assert now() == standing.PROVINCE


def test_a_returned_sheet_says_so_until_it_is_confirmed_again():
    sheet = factories.sheet(*LINES)
    assert standing.standing(Sheet.objects.with_progress().get(), returned=True) == standing.RETURNED
    factories.confirm_by_district(sheet)
    assert standing.standing(Sheet.objects.with_progress().get(), returned=True) == standing.DISTRICT
