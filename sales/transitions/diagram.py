"""A table of transitions as a chapter of docs/states.md, written from the table so that it cannot lie."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import TextChoices

from ..choices import Role, Stage
from .table import Transition

Table = Mapping[tuple[Stage | None, TextChoices], Transition]


def chapter(head: str, table: Table) -> str:
    return "\n".join([head, *_diagram(table), "", *_table(table), ""])


def _diagram(table: Table) -> list[str]:
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (stage, action), rule in table.items():
        arrows[_state(stage), _state(rule.to)].append(action.value)
    lines = [f"    {source} --> {target}: {', '.join(actions)}" for (source, target), actions in arrows.items()]
    names = [f"    {stage.value}: {stage.label}" for stage in Stage]
    return ["```mermaid", "stateDiagram-v2", *names, *lines, "```"]


def _state(stage: Stage | None) -> str:
    return stage.value if stage else "[*]"


def _table(table: Table) -> list[str]:
    rows = [
        f"| {stage.label if stage else '–'} | `{action.value}` {action.label} | {rule.to.label if rule.to else '–'} "
        f"| {', '.join(sorted(Role(role).label for role in rule.roles))} |"
        for (stage, action), rule in table.items()
    ]
    return ["| from | action | to | who may |", "|---|---|---|---|", *rows]
