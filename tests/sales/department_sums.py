"""What the department should see: the same sums from the tally and, by SQL of its own, from the rows."""

from collections import Counter
from decimal import Decimal

from django.db import connection

from otop_portal import money
from sales.models import CHANNELS, ProducerType, Tally
from sales.models.tally import AMOUNT_COLUMNS, COUNT_COLUMNS

from .oracle import Place


def figures_of(line: Tally) -> Counter:
    by_type = sum(getattr(line, COUNT_COLUMNS["producers", "", kind]) for kind in ProducerType.values)
    assert by_type == line.producers
    cells = {cell: getattr(line, column) for cell, column in AMOUNT_COLUMNS.items()}
    heads = {name: getattr(line, name) for name in ("total", "rows", "producers", "complete")}
    return +Counter(cells | heads)


def sums(figures: dict[Place, Counter]) -> dict:
    totals = {place: money.satang(Decimal(each["total"])) for place, each in figures.items() if each["rows"]}
    by_month, by_province = Counter(), Counter()
    for (code, month), total in totals.items():
        by_month[str(month)] += total
        by_province[code[:2]] += total
    return {"month": by_month, "province": by_province}


def sums_by_sql() -> dict:
    amounts = " + ".join(CHANNELS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.province_id, h.month_id, SUM({amounts}) FROM sales_sale s "
            "JOIN sales_sheet h ON h.id = s.sheet_id JOIN sales_district d ON d.code = h.district_id "
            "WHERE s.stage = 'province' GROUP BY d.province_id, h.month_id"
        )
        lines = cursor.fetchall()
    by_month, by_province = Counter(), Counter()
    for province, month, total in lines:
        by_month[str(month)] += int(total)
        by_province[province] += int(total)
    return {"month": by_month, "province": by_province}
