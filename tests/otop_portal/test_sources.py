"""What no module of ours may do, read from its syntax tree."""

import ast
from collections.abc import Iterator

import pytest
from django.conf import settings

PACKAGES = ("otop_portal", "sales", "targets", "reports")
SOURCES = sorted(path for package in PACKAGES for path in (settings.BASE_DIR / package).rglob("*.py"))

CLOCKS = {"datetime", "date", "timezone", "time"}
READINGS = {"now", "today", "utcnow", "localdate", "localtime", "time", "gmtime", "Now"}


def clock_readings(tree: ast.AST) -> Iterator[ast.AST]:
    """`date.today`, `timezone.now`, `time.time`, `from time import time`, the database's Now() and `auto_now`."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr=attribute):
                if name in CLOCKS and attribute in READINGS:
                    yield node
            case ast.ImportFrom(module="time" | "django.utils.timezone" | "django.db.models.functions", names=names):
                yield from (name for name in names if name.name in READINGS)
            case ast.keyword(arg="auto_now" | "auto_now_add"):
                yield node


def inexact_numbers(tree: ast.AST) -> Iterator[ast.AST]:
    """`float(...)`, Python's `round(...)` (to even) and columns of floats."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="float" | "round")) | ast.Attribute(attr="FloatField"):
                yield node


def shown_numbers(tree: ast.AST) -> Iterator[ast.AST]:
    """`f"{amount:,.2f}"`, `strftime` and what else shows a value without thai.py."""
    for node in ast.walk(tree):
        match node:
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[*_, ast.Constant(value=str(spec))])):
                if spec.endswith(("f", "%", "e", "g", ",")):
                    yield node
            case ast.Attribute(attr="strftime"):
                yield node


# Each rule, and the modules that it leaves alone.
RULES = {
    clock_readings: ("otop_portal/clock.py",),
    # Invented lines are weighed; what they are given is in whole satang.
    inexact_numbers: ("sales/demo/amounts.py", "sales/generation/"),
    # The parser reads what Excel shows, in a process without Django.
    shown_numbers: ("otop_portal/thai.py", "sales/imports/workbook_parser.py"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_module_breaks_the_rule(rule):
    broken = [
        f"{name}:{node.lineno}"
        for path in SOURCES
        for name in [path.relative_to(settings.BASE_DIR).as_posix()]
        if not name.startswith(RULES[rule])
        for node in rule(ast.parse(path.read_text()))
    ]
    assert not broken


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (clock_readings, "datetime.now()"),
        (clock_readings, "datetime.datetime.now(UTC)"),
        (clock_readings, "datetime.utcnow()"),
        (clock_readings, "datetime.date.today()"),
        (clock_readings, "models.DateTimeField(default=timezone.now)"),
        (clock_readings, "models.DateTimeField(auto_now_add=True)"),
        (clock_readings, "django.utils.timezone.localdate()"),
        (clock_readings, "time.time()"),
        (clock_readings, "from time import time"),
        (clock_readings, "from django.utils.timezone import now as right_now"),
        (clock_readings, "from django.db.models.functions import Coalesce, Now"),
        (inexact_numbers, "float(text)"),
        (inexact_numbers, "round(amount, 2)"),
        (inexact_numbers, "models.FloatField()"),
        (shown_numbers, "f'{amount:,.2f} บาท'"),
        (shown_numbers, "f'{share:.1%}'"),
        (shown_numbers, "f'{n:,}'"),
        (shown_numbers, "day.strftime('%d')"),
    ],
)
def test_a_rule_sees_what_breaks_it(rule, source):
    assert list(rule(ast.parse(source)))


@pytest.mark.parametrize("source", ["clock.now()", "clock.today()", "thai.time(at)", "time.monotonic()"])
def test_the_portals_own_clock_may_be_read(source):
    assert not list(clock_readings(ast.parse(source)))
