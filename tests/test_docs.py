"""What the documents refer to is there."""

import ast
import re
from functools import cache

import pytest
from django.conf import settings

from .source import committed, modules

DOCUMENTS = [path for path in committed() if path.suffix == ".md"]

pytestmark = pytest.mark.sqlite  # it asks no database


@cache
def written_down() -> set[str]:
    nodes = (node for tree in modules("tests").values() for node in ast.walk(tree))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_a_document_names_only_files_and_tests_that_exist(document):
    text = document.read_text()
    links = [link for link in re.findall(r"\]\(([^)#:]+)[^)]*\)", text) if "//" not in link]
    files = [settings.BASE_DIR / name for name in re.findall(r"`(tests/[\w/.]+\.py)`", text)]
    assert [path for path in [*files, *(document.parent / link for link in links)] if not path.exists()] == []
    assert set(re.findall(r"`(test_\w+)`", text)) - written_down() == set()


def test_the_manual_names_buttons_and_pages_as_they_stand():
    pages = [path for path in committed() if path.suffix in {".html", ".py"} and "tests" not in path.parts]
    # In a module `<` compares.
    texts = (path.read_text() for path in pages if path.suffix == ".py")
    markup = (re.sub(r"<[^>]+>", "", path.read_text()) for path in pages if path.suffix == ".html")
    on_screen = "\n".join([*texts, *markup])
    manual = [path for path in DOCUMENTS if path.parent.name == "th" or path.name == "README.md"]
    named = {name for path in manual for name in re.findall(r"\*\*(.+?)\*\*", path.read_text())}
    assert len(named) > 25
    assert {name for name in named if name not in on_screen} == set()


def test_every_claim_about_security_names_its_test():
    rows = re.findall(r"^\| (?!claim|-)(.*)\|$", (settings.BASE_DIR / "docs" / "security.md").read_text(), re.M)
    assert len(rows) > 30
    assert [row for row in rows if "`test_" not in row] == []
