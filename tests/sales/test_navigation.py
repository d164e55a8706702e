"""The menu shows where one is, on pages that it does not name too."""

import re

import pytest

from tests import factories
from tests.personas import OFFICERS

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


@pytest.mark.parametrize(
    ("role", "tabs"),
    [
        ("district", [32, 34, 35, 36]),
        ("chief", [32, 36]),
        ("province", [32, 33, 34, 35, 36]),
        ("department", [32, 33, 35, 36]),
        ("admin", [32, 33, 36]),
    ],
)
def test_each_role_finds_its_pages_of_targets_as_tabs_under_one_part_of_the_menu(client, role, tabs):
    client.force_login(OFFICERS[role]())
    html = client.get("/targets/schemes/").content.decode()
    pages = {
        "/targets/": 32,
        "/targets/setting/": 33,
        "/targets/missions/": 34,
        "/targets/missions/online/": 35,
        "/targets/schemes/": 36,
    }
    shown = re.findall(r'href="(.*?)"', re.search(r'<nav class="nav nav-pills.*?</nav>', html, re.S)[0])
    assert [pages[href] for href in shown] == tabs
    assert {client.get(href, follow=True).status_code for href in shown} == {200}
    menu = re.findall(r'href="(.*?)"', html[html.index('<ul class="menu"') : html.index("</ul>")])
    assert sum(href.startswith("/targets/") for href in menu) == 1
