from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template

CONTEXT = {
    "amount": Decimal("1108560"),
    "nothing": None,
    "share": Fraction(200, 3),
    "month": date(2022, 10, 1),
    "day": date(2023, 4, 5),
    "saved_at": datetime(2023, 9, 3, 7, 5, tzinfo=UTC),
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ amount|baht }}", "1,108,560.00"),
        ("{{ amount|baht:True }}", "๑,๑๐๘,๕๖๐.๐๐"),
        ("{{ amount|amount_in_words }}", "หนึ่งล้านหนึ่งแสนแปดพันห้าร้อยหกสิบบาทถ้วน"),
        ("{{ nothing|baht }}", "–"),
        ("{{ 78552|count }}", "78,552"),
        ("{{ share|percent }}", "66.67"),
        ("{{ share|percent:1 }}", "66.7"),
        ("{{ month|period }}", "ตุลาคม 2565 · ปีงบประมาณ 2566"),
        ("{{ month|month_long }}", "ตุลาคม 2565"),
        ("{{ month|month_short }}", "ต.ค. 65"),
        ("{{ day|date_long }}", "5 เมษายน 2566"),
        ("{{ day|date_full }}", "วันพุธที่ 5 เมษายน 2566"),
        ("{{ day|date_short }}", "5 เม.ย. 66"),
        ("{{ day|year_be }}", "2566"),
        ("{{ saved_at|moment }}", "3 ก.ย. 2566 เวลา 14:05 น."),
        ("{{ saved_at|time }}", "14:05"),
        ("{{ '2566'|thai_digits }}", "๒๕๖๖"),
    ],
)
def test_templates_show_values_in_thai_without_loading_anything(template, text):
    assert Template(template).render(Context(CONTEXT)) == text


def test_a_moment_shows_alike_in_the_server_of_any_time_zone(settings):
    settings.TIME_ZONE = "UTC"
    assert Template("{{ saved_at|moment }}").render(Context(CONTEXT)) == "3 ก.ย. 2566 เวลา 14:05 น."
