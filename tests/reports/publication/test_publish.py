"""What `manage.py publish` writes, and when."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from reports.models import PublishedCell
from reports.publication import publish
from sales import transitions
from sales.models import Producer, Sheet
from sales.transitions.imports import ImportedRow, import_confirmed
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db

FOUR = [(f"กลุ่มที่ {number}", "food", (1000 + number, 20, 3, "0.25")) for number in range(4)]


def confirmed(code: str = "4317", *lines: tuple, of: date = AUGUST) -> Sheet:
    sheet = factories.sheet(*(lines or FOUR), by=factories.district_officer(code), of=of)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    return sheet


def public(area: str, dimension: str = "total", member: str = "", month: date = AUGUST) -> Decimal | str | None:
    cells = PublishedCell.objects.at(None).filter(area=area, dimension=dimension, member=member, month=month)
    return cells[0].amount if cells else "absent"


def return_a_row(sheet: Sheet) -> None:
    by, rows = factories.province_officer(), [sheet.sales.first().pk]
    transitions.return_to_district(district=sheet.district, month=sheet.month_id, by=by, rows=rows, reason="ผิด")


def type_again(sheet: Sheet, number: int, **amounts) -> None:
    edits = [factories.edit(sheet.sales.all()[number], **amounts)]
    by = factories.district_officer(sheet.district_id)
    transitions.save_rows(district=sheet.district, month=sheet.month_id, by=by, edits=edits)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)


def told() -> str:
    call_command("publish", stdout=(out := StringIO()))
    return out.getvalue()


def test_a_month_is_published_once_its_district_has_confirmed_everything():
    sheet = factories.sheet(*FOUR)
    publish()
    assert not PublishedCell.objects.exists()
    factories.confirm_by_district(sheet)
    publish()
    assert not PublishedCell.objects.exists()
    factories.confirm_by_province(sheet)
    publish()
    assert public("4317") == public("43") == public("") == Decimal("4099.00")
    assert public("43", "channel", "foreign_online") == public("", "channel", "foreign_online") == Decimal("1.00")


def test_a_month_confirmed_in_part_never_appears_and_one_that_is_returned_goes():
    sheet = confirmed()
    publish()
    return_a_row(sheet)
    publish()
    assert (public("4317"), public("43"), public("")) == ("absent", None, None)
    assert public("43", "channel", "foreign_online") == "absent"


def test_completeness_counts_the_districts_that_report():
    confirmed()
    factories.district("4301")
    factories.district("4201")
    publish()
    totals = PublishedCell.objects.at(None).exclude(level="district").filter(dimension="total")
    found = {cell.area: (cell.complete, cell.reporting, cell.districts) for cell in totals}
    assert found == {"43": (1, 2, 1), "42": (0, 1, 0), "": (1, 3, 1)}


def test_a_province_is_broken_down_only_when_all_its_districts_are_there():
    factories.district("4301")
    confirmed()
    publish()
    assert (public("43"), public("43", "product_type", "food")) == (Decimal("4099.00"), "absent")
    confirmed("4301")
    publish()
    assert public("43", "channel", "foreign_online") == Decimal("2.00")


def test_two_producers_are_hidden_with_another_district_and_their_sum_is_not():
    confirmed("4317", *FOUR[:2])
    confirmed("4301")
    publish()
    assert (public("4317"), public("4301"), public("43")) == (None, None, Decimal("6146.50"))


def test_two_producers_alone_wait_for_company():
    confirmed("4301")
    publish()
    confirmed("4317", *FOUR[:2])
    publish()
    assert (public("4317"), public("43")) == ("absent", Decimal("4099.00"))
    confirmed("4316")
    publish()
    assert (public("4317"), public("4316"), public("43")) == (None, None, Decimal("10245.50"))


def test_a_new_amount_of_one_producer_alone_waits():
    sheet = confirmed("4317", *FOUR, ("กลุ่มที่ ๙", "food", (0, 0, 0, 0)))
    publish()
    return_a_row(sheet)
    type_again(sheet, 4, domestic_offline=777)
    publish()
    assert public("4317") == public("43") == Decimal("4099.00")


def test_a_corrected_amount_is_published():
    sheet = confirmed()
    publish()
    return_a_row(sheet)
    type_again(sheet, 0, domestic_offline=1500)
    publish()
    assert public("4317") == public("43") == Decimal("4599.00")
    assert public("43", "channel", "domestic_offline") == Decimal("4506.00")


def test_sums_imported_without_producers_are_shown_as_they_stand():
    factories.months(JULY, AUGUST)
    district = factories.district()
    producer = Producer(district=district, producer_type="sme", is_collecting=True)
    producer.rename("ยอดรวม SMEs")
    producer.save()
    row = ImportedRow(1, producer, "cloth", "sme", factories.baht(500, 0, 0, 0))
    where = {"district": district, "month": JULY, "by": factories.system_officer()}
    import_confirmed(**where, rows=[row], source="แฟ้มเก่า")
    publish()
    assert public("4317", month=JULY) == public("43", "producer_type", "sme", JULY) == Decimal(500)
    assert public("43", "channel", "foreign_online", JULY) == Decimal(0)


def test_nothing_in_the_table_names_a_producer():
    confirmed()
    publish()
    related = {field.related_model for field in PublishedCell._meta.fields if field.related_model}
    assert Producer not in related
    written = str(list(PublishedCell.objects.values()))
    assert [name for name in Producer.objects.values_list("name", flat=True) if name in written] == []


def test_a_second_publication_in_one_night_changes_nothing_and_says_so():
    confirmed()
    assert told() == "Figures written: 19, closed: 0, months: 1.\n"
    before = list(PublishedCell.objects.order_by("pk").values())
    assert told() == "Nothing has changed since the last publication.\n"
    assert list(PublishedCell.objects.order_by("pk").values()) == before


def test_the_night_before_stays_in_the_table():
    confirmed()
    publish()
    moment = PublishedCell.objects.latest("since").since
    before = set(PublishedCell.objects.at(None).values_list("pk", flat=True))
    confirmed("4301")
    publish()
    assert set(PublishedCell.objects.at(moment).values_list("pk", flat=True)) == before
    assert set(PublishedCell.objects.at(None).values_list("pk", flat=True)) != before


def test_a_publication_that_breaks_off_has_written_nothing():
    confirmed(of=JULY)
    publish()
    before = list(PublishedCell.objects.order_by("pk").values())
    confirmed("4301", of=JULY)
    confirmed(of=AUGUST)

    def break_off(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "reports_publishedcell"') and str(AUGUST) in map(str, params):
            raise DatabaseError("the disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(break_off), pytest.raises(DatabaseError):
        publish()
    assert list(PublishedCell.objects.order_by("pk").values()) == before


def number_of_queries() -> int:
    with CaptureQueriesContext(connection) as queries:
        publish()
    return len(queries)


@pytest.fixture
def six_districts():
    factories.months(JULY, AUGUST)
    return [factories.district(code).pk for code in ("4317", "4301", "4302", "4201", "4202", "4101")]


def test_the_number_of_queries_does_not_grow_with_the_districts(six_districts):
    confirmed(of=JULY)
    few = number_of_queries()
    for code in six_districts:
        confirmed(code)
    assert number_of_queries() == few


def test_a_month_in_which_nothing_changed_is_not_read_again(six_districts):
    idle = number_of_queries()
    confirmed(of=JULY)
    confirmed(of=AUGUST)
    both = number_of_queries() - idle
    confirmed("4301", of=AUGUST)
    # One more closes what is no longer so.
    assert number_of_queries() - idle == both // 2 + 1
    assert number_of_queries() == idle
