"""Where a level stands is known to scoring alone: no other module reads what a threshold is made of."""

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.source import APPS, modules
from tests.test_imports import imported

# A level's percentage, what decides, and what a result holds: only the rows themselves name them besides.
KNOWN = {"percent", "is_floor", "deciding", "falling"}
LEFT_ALONE = ("targets/scoring.py", "targets/models/schemes.py")


def readings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in KNOWN and ast.unparse(node.value) not in {"thai", "self"}:
            yield ast.unparse(node)


def comparisons(tree: ast.AST) -> Iterator[str]:
    """`result >= target`, with whatever stands between."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            words = {
                name.attr if isinstance(name, ast.Attribute) else name.id
                for name in ast.walk(node)
                if isinstance(name, ast.Attribute | ast.Name)
            }
            if words & {"result", "reached", "base", "shown", "given", "threshold"}:
                yield ast.unparse(node)


def of_targets() -> dict[str, ast.Module]:
    """The app's modules, and those of others that import from it."""
    trees = modules(*APPS)
    return {
        path: tree
        for path, tree in trees.items()
        if path.startswith("targets/") or any(name.split(".")[0] == "targets" for name in imported(tree))
    }


def test_no_other_module_reads_what_a_threshold_is_made_of():
    found = {path: sorted({*readings(tree)}) for path, tree in of_targets().items() if path not in LEFT_ALONE}
    # Which way figures rise in a file, which level a column names, how a distance is told, what a rule says; and from
    # which per cent of the plan a check asks, which is no level's.
    allowed = {
        "targets/checks.py": ["asked.limits.percent"],
        "targets/imports/targets.py": ["self.rule.falling"],
        "targets/imports/target_columns.py": ["level.percent"],
        "targets/sentences.py": ["level.percent", "rule.falling"],
        "targets/explanations.py": ["level.is_floor", "level.percent", "version.deciding", "version.falling"],
        "targets/rule_words.py": ["level.is_floor", "level.percent"],
    }
    assert {path: names for path, names in found.items() if names} == allowed


def test_no_other_module_compares_a_result_with_anything():
    trees = {path: tree for path, tree in of_targets().items() if path not in LEFT_ALONE}
    assert len(trees) > 15
    assert {path: names for path, tree in trees.items() if (names := list(comparisons(tree)))} == {}


def test_no_script_of_a_page_knows_a_level():
    scripts = list((settings.BASE_DIR / "static" / "js").glob("*.js"))
    assert scripts
    assert [path.name for path in scripts if "percent" in path.read_text() or "threshold" in path.read_text()] == []


@pytest.mark.parametrize("source", ["level.percent * base", "version.deciding", "step.is_floor"])
def test_a_reading_is_found(source):
    assert len(list(readings(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source", ["result >= target.base", "outcome.reached.amount < 5", "x > yardstick.shown(level)"]
)
def test_a_comparison_is_found(source):
    assert len(list(comparisons(ast.parse(source)))) == 1
