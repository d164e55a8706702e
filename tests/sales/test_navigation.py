"""The menu shows where one is, on pages that it does not name too."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/", "หน้าหลัก"),
        ("/entry/2566/8/", "บันทึกข้อมูล"),
        ("/confirmation/2566/8/", "ยืนยันข้อมูล"),
        ("/reports/", "รายงาน"),
        ("/reports/forms/", "รายงานสำหรับตรวจสอบ"),
        ("/reports/forms/rt2/4317/2566/8/", "รายงานสำหรับตรวจสอบ"),
        ("/account/", None),
    ],
)
def test_the_menu_marks_the_part_of_the_portal_that_a_page_belongs_to(client, address, here):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    client.force_login(factories.district_officer())
    html = client.get(address).content.decode()
    menu = html[html.index('<ul class="menu"') : html.index("</ul>")]
    assert re.findall(r'aria-current="page">(.*?)</a>', menu) == ([here] if here else [])
