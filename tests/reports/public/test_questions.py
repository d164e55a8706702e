"""What holds of every public page: any question is answered, and however much is published, by as many statements."""

from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from reports.public import forms
from tests.clients import number_of_queries
from tests.reports.public.published import MONTHS, publish_something
from tests.reports.test_garbage import GARBAGE

pytestmark = pytest.mark.django_db
PAGES = {
    "public:overview": forms.MonthForm,
    "public:trends": forms.TrendForm,
    "public:map": forms.MapForm,
    "public:compare": forms.ComparisonForm,
}


@pytest.mark.parametrize("page", PAGES)
def test_garbage_gets_a_sentence_and_the_nearest_sense(client, page):
    publish_something(seed=8, months=MONTHS[-2:])
    usual = client.get(reverse(page)).context["form"].cleaned_data
    for name, text in product(usual, GARBAGE):
        answer = client.get(reverse(page), {name: text})
        assert answer.content.decode().count("alert-warning") == 1, (name, text)
        assert answer.context["form"].cleaned_data == usual, (name, text)


@pytest.mark.parametrize("page", PAGES)
def test_before_anything_is_published_the_page_stands(client, page):
    assert "ยังไม่มีข้อมูลที่เผยแพร่" in client.get(reverse(page)).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_statements_do_not_grow_with_areas_or_months(client, page):
    publish_something(seed=9, provinces=("43",), months=MONTHS[-1:])
    few = number_of_queries(client, reverse(page))
    publish_something(seed=9, provinces=("10", "20", "30", "41", "42"), months=MONTHS[:-1])
    assert number_of_queries(client, reverse(page)) == few


@pytest.mark.parametrize("page", PAGES)
def test_the_first_months_that_the_portal_can_have_are_answered_too(client, page):
    publish_something(seed=15, months=[date(2015, 2, 1)])
    assert client.get(reverse(page)).status_code == 200


def test_a_chosen_view_is_an_address(client):
    publish_something(seed=10)
    answer = client.get(reverse("public:map"), {"month": "2022-12", "period": "since", "classes": "equal"})
    for _, question in answer.context["form"].units:
        again = client.get(f"{reverse('public:map')}?{question}").context["form"]
        assert again.cleaned_data | {"unit": ""} == answer.context["form"].cleaned_data | {"unit": ""}


def test_only_areas_with_published_figures_are_offered(client):
    publish_something(seed=11)
    offered = client.get(reverse("public:trends"), {"area": "4301"}).context["form"].places
    assert [*offered.provinces] == ["41", "42", "43"]  # จ, ล, ห
    assert {*offered.districts} == {"4301", "4302"}
