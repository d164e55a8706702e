"""Views, their forms and what reads for them reach rows through `Model.objects.visible_to(...)` only."""

import ast

import pytest

from .source import APPS, modules

MANAGERS = {"objects", "_default_manager", "_base_manager"}
# What reads for a view, under its officer's name.
READERS = (
    "sales/history/",
    "sales/review.py",
    "sales/home.py",
    "sales/holding/read.py",
    "sales/district_overview.py",
    "sales/triage.py",
    "sales/producer_sales.py",
    "sales/producer_counts.py",
    "reports/definitions/",
    "targets/results.py",
    "reports/public/figures.py",
    "reports/open_data/year_files.py",
    "reports/open_data/version.py",
)
OF_NO_AREA = "ReportingMonth.objects"
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def is_view_module(path: str) -> bool:
    return path.endswith(("/views.py", "/forms.py", "/api.py")) or "/views/" in path or "/forms/" in path


def goes_around(tree: ast.Module) -> list[str]:
    scoped = {id(call.func.value) for call in ast.walk(tree) if isinstance(call, ast.Call) and is_scope(call.func)}
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (is_manager(node) and id(node) not in scoped) or asks_a_whole_model(node)
    ]


def is_manager(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS and ast.unparse(node) != OF_NO_AREA


def is_scope(function: ast.expr) -> bool:
    """`none()` stands where a form does not know its officer yet."""
    return isinstance(function, ast.Attribute) and function.attr in {"visible_to", "none"}


def asks_a_whole_model(node: ast.AST) -> bool:
    """`get_object_or_404(Sheet, ...)` asks Sheet's manager without naming it."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in SHORTCUTS
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[0].isupper()
    )


def test_no_view_goes_around_visible_to():
    views = {path: tree for path, tree in modules(*APPS).items() if is_view_module(path)}
    assert views
    assert {path: found for path, tree in views.items() if (found := goes_around(tree))} == {}


@pytest.mark.parametrize("reader", READERS)
def test_what_reads_for_a_view_does_not_either(reader):
    readers = {path: tree for path, tree in modules(*APPS).items() if path.startswith(reader)}
    assert readers
    assert {path: found for path, tree in readers.items() if (found := goes_around(tree))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "Sale.objects.filter(pk=1)",
        "Sale.objects.filter(pk=1).visible_to(officer)",
        "models.Sale._default_manager.all()",
        "get_object_or_404(Sheet, pk=1)",
        "rows = Sale.objects",
    ],
)
def test_a_way_around_is_found(line):
    assert len(goes_around(ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Sale.objects.visible_to(officer).filter(pk=1)",
        "District.objects.none()",
        "get_object_or_404(Sheet.objects.visible_to(officer), pk=1)",
        "get_object_or_404(sheets, pk=1)",
        "ReportingMonth.objects.opened(today)",
    ],
)
def test_a_scoped_query_is_left_alone(line):
    assert goes_around(ast.parse(line)) == []
