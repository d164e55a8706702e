"""The tally's numbers of producers against SQL over the rows."""

import pytest
from django.db import connection

from sales.models import Tally
from sales.models.tally import COUNT_COLUMNS
from tests import factories

pytestmark = pytest.mark.django_db

LINES = (
    ("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)),
    ("กลุ่มทอผ้า", "utensil", (0, 0, 0, 0)),
    ("กลุ่มทอผ้า", "food", (0, 0, 0, "0.01")),
    ("ร้านปลาส้ม", "food", (0, 5, 0, 0)),
    ("ร้านที่ขายไม่ได้", "food", (0, 0, 0, 0)),
)
DISTINCT = """
    SELECT COUNT(DISTINCT producer_id) FROM sales_sale
    WHERE stage = 'province' AND product_type LIKE %s AND producer_type LIKE %s
    AND domestic_offline + domestic_online + foreign_offline + foreign_online >= %s
"""


def test_producers_are_counted_once_whether_they_report_or_sell():
    sheet = factories.sheet(*LINES)
    producers = {sale.producer.name: sale.producer for sale in sheet.sales.select_related("producer")}
    type(producers["ร้านปลาส้ม"]).objects.filter(pk=producers["ร้านปลาส้ม"].pk).update(producer_type="sme")
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)

    line = Tally.objects.get()
    assert (line.producers, line.selling) == (3, 2)
    with connection.cursor() as cursor:
        for (count, product_type, producer_type), column in COUNT_COLUMNS.items():
            at_least = 1 if count == "selling" else 0
            cursor.execute(DISTINCT, [product_type or "%", producer_type or "%", at_least])
            assert getattr(line, column) == cursor.fetchone()[0], column
