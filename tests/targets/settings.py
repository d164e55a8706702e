"""Figures set through the one way in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sales.models import Officer
from targets.choices import SettingAction
from targets.models import Setting
from targets.transitions.tables import Figures, PlanTable, Row, TargetTable
from targets.transitions.targets import Outcome, Wanted, set_figures
from tests import factories


def row(code: str, month: date | None = None) -> Row:
    """4317, 43 or 00."""
    return Row.named(f"{code} {month:%Y-%m}" if month else code)


def amounts(figures: Mapping[str, object]) -> Figures:
    return {column: None if figure is None else Decimal(str(figure)) for column, figure in figures.items()}


def targets(version, code: str = "4317", *, by: Officer | None = None, read=None, action="type", **figures) -> Outcome:
    wanted = Wanted(row(code), amounts(figures), None if read is None else amounts(read))
    by = by or factories.province_officer()
    return set_figures(table=TargetTable(version), wanted=[wanted], by=by, action=SettingAction(action))


def plan(code: str, offline, online, *, by: Officer | None = None, month=factories.AUGUST, action="type") -> Outcome:
    factories.month(month)
    if len(code) == 4:
        factories.district(code)
    wanted = Wanted(row(code, month), amounts({"offline": offline, "online": online}))
    by = by or factories.province_officer()
    return set_figures(table=PlanTable(), wanted=[wanted], by=by, action=SettingAction(action))


def setting(version) -> Setting:
    """Of province 43."""
    return Setting.objects.get(scheme=version.scheme, province="43")


def sentences(outcome: Outcome) -> list[tuple[str, str]]:
    """Column and sentence of each problem."""
    return [(problem.field, problem.sentence) for problem in outcome.problems]
