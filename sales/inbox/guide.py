"""คู่มือ: the officers' manual of docs/th, as pages of the portal. Reads the few signs that it is written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.conf import settings

from ..choices import Role

_MANUAL = settings.BASE_DIR / "docs" / "th"
_CHAPTERS = {
    Role.DISTRICT: ("district", "missions", "targets", "reports"),
    Role.CHIEF: ("chief", "targets", "reports"),
    Role.PROVINCE: ("province", "missions", "targets", "reports"),
    Role.DEPARTMENT: ("department", "targets", "reports"),
    Role.ADMIN: ("administrator", "targets", "reports"),
}
_SPAN = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>[^`]+)`|\*(?P<em>[^*\s][^*]*)\*|\[(?P<text>[^\]]+)\]\([^)]*\)")


@dataclass(frozen=True)
class Block:
    """`kind`: heading, section, item or text; its spans are (strong, code, em or text, words)."""

    kind: str
    spans: tuple[tuple[str, str], ...]


def guide_of(role: str) -> list[list[tuple[str, list[Block]]]]:
    """The chapters for a role: each a list of runs of blocks of one kind."""
    return [_chapter(name) for name in _CHAPTERS[Role(role)]]


@cache
def _chapter(name: str) -> list[tuple[str, list[Block]]]:
    lines = (_MANUAL / f"{name}.md").read_text().splitlines()
    blocks = [block for line in lines if (block := _block(line.strip()))]
    return [(kind, list(run)) for kind, run in groupby(blocks, key=lambda block: block.kind)]


def _block(line: str) -> Block | None:
    """Pictures are for paper."""
    if not line or line.startswith(("![", "|--", "|---")):
        return None
    if line.startswith("|"):
        return Block("item", tuple(_spans(" – ".join(cell.strip() for cell in line.strip("|").split("|")))))
    mark = re.match(r"(#{1,3}|-|\d+\.) +", line)
    rest = line[mark.end() :] if mark else line
    if mark is None:
        return Block("text", tuple(_spans(rest)))
    kind = {"#": "heading", "##": "section", "###": "section"}.get(mark[1], "item")
    return Block(kind, tuple(_spans(rest)))


def _spans(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for found in _SPAN.finditer(text):
        if found.start() > end:
            yield "text", text[end : found.start()]
        yield found.lastgroup or "text", found[found.lastgroup or 0]
        end = found.end()
    if text[end:]:
        yield "text", text[end:]
