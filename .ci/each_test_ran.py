"""After both runs of the suite: each test that is written down passed on a database, and none ran twice on one.

A file that pytest does not pick up, or a second test of the same name in a file, would otherwise just be absent.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def written_down() -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}::{name}"
        for path in (ROOT / "tests").rglob("*.py")
        for name in tests_in(ast.parse(path.read_text()))
    ]


def tests_in(tree: ast.Module | ast.ClassDef, within: str = "") -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from tests_in(node, f"{within}{node.name}::")
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield within + node.name


def twice(tests: list[str]) -> list[str]:
    return [test for test, times in Counter(tests).items() if times > 1]


def main() -> str | None:
    runs = [(ROOT / "var" / f"passed.{vendor}").read_text().splitlines() for vendor in ("sqlite", "postgresql")]
    ran = {test.split("[")[0] for run in runs for test in run}
    tests = written_down()
    faults = [f"{test} did not run" for test in tests if test not in ran]
    faults += [f"{test} is there twice" for test in twice(tests)]
    faults += [f"{test} ran twice" for run in runs for test in twice(run)]
    print(f"{len(tests)} tests are written down; {len(runs[0])} passed on SQLite, {len(runs[1])} on PostgreSQL")
    return "\n".join(faults) or None


sys.exit(main())
