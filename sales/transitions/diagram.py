"""docs/states.md, written from the table so that it cannot lie."""

from collections import defaultdict

from ..choices import Role, Stage
from .table import TABLE

_HEAD = """# ขั้นของรายการยอดจำหน่าย — the stages of a row

Generated from `sales/transitions/table.py` by `manage.py state_diagram`; `make check` fails when it is stale.
A sheet's stage is the lowest of its rows'. What is not in the table is refused.
"""


def states_document() -> str:
    return "\n".join([_HEAD, *_diagram(), "", *_table(), ""])


def _diagram() -> list[str]:
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (stage, action), rule in TABLE.items():
        arrows[_state(stage), _state(rule.to)].append(action.value)
    lines = [f"    {source} --> {target}: {', '.join(actions)}" for (source, target), actions in arrows.items()]
    names = [f"    {stage.value}: {stage.label}" for stage in Stage]
    return ["```mermaid", "stateDiagram-v2", *names, *lines, "```"]


def _state(stage: Stage | None) -> str:
    return stage.value if stage else "[*]"


def _table() -> list[str]:
    rows = [
        f"| {stage.label if stage else '–'} | `{action.value}` {action.label} | {rule.to.label if rule.to else '–'} "
        f"| {', '.join(sorted(Role(role).label for role in rule.roles))} |"
        for (stage, action), rule in TABLE.items()
    ]
    return ["| from | action | to | who may |", "|---|---|---|---|", *rows]
