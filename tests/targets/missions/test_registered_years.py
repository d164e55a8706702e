"""Of online products only those count that were registered in the years that the scheme names (2564: 2557 to 2563)."""

from datetime import date

import pytest

from sales.models import Officer, Product
from targets.explanations import facts
from targets.missions import sentences
from targets.missions.asked import Round
from targets.missions.reached import ByHand
from targets.models import OnlineProduct, Scheme
from targets.reference import load_schemes
from targets.transitions import missions
from tests import factories
from tests.clients import signed_in
from tests.targets.factories import target

from .reporting import FULL, JULY, confirmed, online, product, report_online

pytestmark = pytest.mark.django_db
ADD = "/targets/missions/online/2566/7/add/"
INSIDE, OUTSIDE = [date(2014, 1, 1), date(2020, 12, 31)], [date(2013, 12, 31), date(2021, 1, 1), None]


@pytest.fixture
def version():
    factories.months(JULY, factories.AUGUST)
    made = online(registered_from=2557, registered_to=2563)
    target(made, 10)
    return made


def registered(on: date | None, name: str = "ผ้าไหมมัดหมี่") -> Product:
    found = product(name)
    Product.objects.filter(pk=found.pk).update(registered_on=on)
    return Product.objects.select_related("producer").get(pk=found.pk)


def told(chosen: Product) -> str:
    return sentences.registered_otherwise(chosen.name, chosen.registered_on, date(2014, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize("on", OUTSIDE)
def test_a_product_registered_in_another_year_is_refused_and_marked_in_the_list(version, on):
    chosen, client = registered(on), signed_in(factories.district_officer())
    response = client.post(ADD, {"product": chosen.pk, "link": "@silk"})
    page = response.content.decode()
    assert (response.status_code, told(chosen) in page, 'value="@silk"' in page) == (422, True, True)
    found = client.get(ADD, {"q": "มัดหมี่"}).content.decode()
    assert (told(chosen) in found, f'href="?product={chosen.pk}"' in found) == (True, False)
    assert not OnlineProduct.objects.exists()


@pytest.mark.parametrize("on", INSIDE)
def test_the_first_and_the_last_day_of_the_years_count(version, on):
    assert len(report_online(registered(on))) == 1


def test_the_words_name_the_day_or_say_that_there_is_none():
    assert sentences.registered_otherwise("ผ้า", date(2021, 1, 1), date(2014, 1, 1), date(2020, 12, 31)) == (
        "“ผ้า” ลงทะเบียนเมื่อวันที่ 1 มกราคม 2564 จึงนับไม่ได้ เกณฑ์นี้นับเฉพาะผลิตภัณฑ์ที่ลงทะเบียน ปี 2557 – 2563"
    )
    without = sentences.registered_otherwise("ผ้า", None, date(2014, 1, 1), date(2020, 12, 31))
    assert without.startswith("“ผ้า” ไม่มีวันที่ลงทะเบียนในทะเบียน จึงนับไม่ได้")


def test_what_the_register_mends_afterwards_does_not_count_any_more(version):
    rows = report_online(registered(INSIDE[0]), registered(INSIDE[1], "ผ้าขาวม้า"))
    confirmed(*rows)
    read = ByHand(Officer.objects.get(username="d4317"))
    assert read.numbers(version) == {("43", "4317"): 2}
    registered(OUTSIDE[1], "ผ้าถุง")
    Product.objects.filter(name="ผ้าขาวม้า").update(registered_on=OUTSIDE[1])
    assert read.numbers(version) == {("43", "4317"): 1}


def test_a_scheme_without_years_counts_every_product():
    factories.months(JULY, factories.AUGUST)
    target(online(), 10)
    line = missions.ProductLine(registered(None), FULL)
    outcome = missions.report_products(
        of=Round(JULY, JULY), district=factories.district(), by=factories.district_officer(), lines=[line]
    )
    assert (outcome.added, outcome.problems) == (1, ())


def test_the_scheme_of_2564_says_its_years_and_page_36_names_them():
    load_schemes()
    version = Scheme.objects.get(slug="2564-r2-online").current
    assert (version.registered_from, version.registered_to) == (2557, 2563)
    assert dict(facts(version))["นับเฉพาะ"] == "ผลิตภัณฑ์ที่ลงทะเบียน ปี 2557 – 2563"
