"""Imports go one way: reports → targets → sales → otop_portal."""

import ast

import pytest

from .source import APPS, modules


def imported(tree: ast.Module) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.append(node.module or "")
    return names


def against_the_way(app: str, tree: ast.Module) -> list[str]:
    higher = APPS[APPS.index(app) + 1 :]
    return [name for name in imported(tree) if name.split(".")[0] in higher]


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_no_higher_one(app):
    found = {path: against_the_way(app, tree) for path, tree in modules(app).items()}
    assert found
    assert {path: names for path, names in found.items() if names} == {}


def test_no_app_imports_tests():
    trees = modules(*APPS)
    assert [path for path, tree in trees.items() if any(name.split(".")[0] == "tests" for name in imported(tree))] == []


def test_an_import_against_the_way_is_found():
    planted = "def late():\n    from reports.definitions import REPORTS\n    import targets.scoring\n"
    assert against_the_way("sales", ast.parse(planted)) == ["reports.definitions", "targets.scoring"]
    assert against_the_way("targets", ast.parse(planted)) == ["reports.definitions"]
