"""axe-core goes over every page: what the browser's tests that run it open, held against the URL resolver."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.urls import Resolver404, resolve

from tests.routes import ROUTES, routes

BROWSER = Path(__file__).parent / "browser"
# Pages that such a test comes to without writing down their name or whole address.
ELSEWHERE = {
    "reports:edition": "test_reports",
    "sales:correction": "test_corrections",
    "sales:correction-ask": "test_corrections",
    "sales:corrections": "test_corrections",
    "sales:due-date": "test_due_dates",
    "sales:fiscal-years": "test_fiscal_years",
    "sales:officer": "test_sign_in",
    "sales:producer-request": "test_manual_2567",
    "sales:producer-requests": "test_manual_2567",
    "targets:scheme-compare": "test_schemes",
    "targets:scheme-edit": "test_schemes",
}
NO_PAGE = {
    "sales:entry-latest": "leads to a month's sheet",
    "sales:confirmation-latest": "leads to a month's sheet",
    "sales:districts-latest": "leads to a month's districts",
    "sales:province-sheet-find": "leads to a district's sheet",
    "sales:own-sheet": "leads to the officer's own sheet",
    "sales:sheet-find": "leads to a month's sheet",
    "sales:entry-names": "names for the script",
    "targets:card": "a part of the first page",
    "targets:line": "a part of the page of entry",
    "targets:effect": "a part of the pages of corrections",
}


def is_page(name: str) -> bool:
    is_file = name.endswith("download") or name.startswith("api:")
    return "GET" in ROUTES[name].methods and not is_file


def opened_in(module: Path) -> Iterator[str]:
    """The routes that stand in its source, by name or by address."""
    texts = (node.value for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Constant))
    for text in texts:
        if text in ROUTES:
            yield text
        elif isinstance(text, str) and text.startswith("/"):
            with suppress(Resolver404):
                yield resolve(text.partition("?")[0]).view_name


def test_every_page_is_gone_over_by_axe_or_named_here():
    modules = [module for module in BROWSER.glob("test_*.py") if "violations(" in module.read_text()]
    swept = {name for module in modules for name in opened_in(module)}
    pages = {name for name, _ in routes() if is_page(name)}
    assert sorted(pages - swept) == sorted(ELSEWHERE | NO_PAGE)
