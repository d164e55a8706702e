"""Sizes, names, and what only one app may do."""

import ast
from statistics import median

from django.conf import settings

from .source import APPS, committed, modules
from .test_views_are_scoped import is_view_module


def lines_of(path) -> int:
    return len(path.read_text().splitlines())


def functions(tree: ast.Module) -> dict[str, int]:
    return {
        f"{node.name}:{node.lineno}": node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_no_file_is_longer_than_400_lines():
    ours = [path for path in committed() if path.suffix in {".py", ".js"} and "migrations" not in path.parts]
    assert ours
    assert [str(path) for path in ours if lines_of(path) > 400] == []


def test_no_template_is_longer_than_150_lines():
    templates = list((settings.BASE_DIR / "templates").rglob("*.html"))
    assert templates
    assert [str(path) for path in templates if lines_of(path) > 150] == []


def test_no_function_is_longer_than_40_lines():
    found = {path: functions(tree) for path, tree in modules(*APPS, "tests").items()}
    assert [(path, name) for path, sizes in found.items() for name, size in sizes.items() if size > 40] == []


def test_no_view_is_longer_than_25_lines():
    found = {path: functions(tree) for path, tree in modules(*APPS).items() if is_view_module(path)}
    assert [(path, name) for path, sizes in found.items() for name, size in sizes.items() if size > 25] == []


def test_half_of_the_functions_are_shorter_than_ten_lines():
    sizes = [size for tree in modules(*APPS).values() for size in functions(tree).values()]
    assert median(sizes) < 10


def test_only_reports_write_excel_and_pdf():
    writers = {
        path
        for path, tree in modules(*APPS).items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and node.module == "openpyxl" and node.names[0].name == "Workbook")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "openpyxl.Workbook")
        or (isinstance(node, ast.Import | ast.ImportFrom) and "typst" in ast.unparse(node).split())
    }
    assert [path for path in writers if not path.startswith("reports/")] == []


def test_nothing_is_called_utils_helpers_services_or_core():
    names = {part for path in modules(*APPS, "tests") for part in path.removesuffix(".py").split("/")}
    assert names & {"utils", "helpers", "services", "core"} == set()


def test_no_template_trusts_markup_or_styles_in_place():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    banned = ("|safe", "autoescape off", " style=", "<style", " onclick=", "javascript:")
    assert [(str(path), word) for path in templates for word in banned if word in path.read_text()] == []
