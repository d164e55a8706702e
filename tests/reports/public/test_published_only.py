"""The public's pages read the published cells, the names of areas, and nothing else."""

import ast

import pytest
from django.urls import reverse

from reports.models import PublishedCell
from reports.public.figures import Figure
from tests.factories import JULY
from tests.reports.public.published import cell, publish_something
from tests.reports.public.test_questions import PAGES
from tests.source import modules

# By module what it asks; the areas are public, and so are their names.
ASKED = {
    "PublishedCell.objects.visible_to",
    "Province.objects.all",
    "Province.objects.filter",
    "District.objects.filter",
}


def asked_in(tree: ast.Module) -> set[str]:
    return {ast.unparse(node) for node in ast.walk(tree) if is_asked(node)}


def is_asked(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ".objects." in ast.unparse(node) and "(" not in ast.unparse(node)


def test_no_module_asks_for_anything_else():
    found = {path: asked_in(tree) for path, tree in modules("reports").items() if path.startswith("reports/public/")}
    assert set.union(*found.values()) == ASKED
    assert {path for path, asked in found.items() if "PublishedCell.objects.visible_to" in asked} == {
        "reports/public/figures.py",
        "reports/public/places.py",
    }


def test_another_model_would_be_seen():
    assert asked_in(ast.parse("Tally.objects.visible_to(reader).at(None)")) == {"Tally.objects.visible_to"}


def test_nothing_that_only_the_publication_has_to_know_leaves():
    kept_back = {"company", "line", "in_country", "since", "until", "level", "id"}
    assert {field.name for field in PublishedCell._meta.fields} - {*Figure._fields} == kept_back


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_only_tables_of_published_figures_and_areas_are_read(client, page, django_assert_max_num_queries):
    publish_something(seed=12)
    with django_assert_max_num_queries(20) as queries:
        client.get(reverse(page))
    tables = {
        table for query in queries for table in query["sql"].split('"') if table.startswith(("sales_", "reports_"))
    }
    assert tables <= {"reports_publishedcell", "sales_province", "sales_district"}


@pytest.mark.django_db
def test_a_figure_that_is_closed_is_not_public_any_more(client):
    old = cell(JULY, amount=111, complete=1, reporting=1)
    PublishedCell.objects.filter(pk=old.pk).update(until=old.since)
    cell(JULY, amount=222, complete=1, reporting=1)
    page = client.get("/", {"unit": "baht"}).content.decode()
    assert "222.00" in page and "111.00" not in page
