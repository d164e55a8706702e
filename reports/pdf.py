"""PDF by Typst. Data goes in as JSON, never as markup: nothing that somebody typed can become a command."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

TEMPLATES = Path(__file__).resolve().parent / "typst"
DRAFT_MARK_RATIO = 1.6
"""Its width by its height, as typst/draft.typ has them."""


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `reports/typst/{template}.typ`, whose `#import "paper.typ": data` holds what is given here.

    Texts come formatted (otop_portal.thai); the same data gives the same bytes.
    """
    return _compiled(template, data, format="pdf")


@cache
def draft_mark() -> bytes:
    """`ร่าง` as PNG on a transparent ground."""
    return _compiled("draft", {}, format="png", ppi=110)


def _compiled(template: str, data: Mapping[str, Any], **how: Any) -> bytes:
    content, warnings = typst.compile_with_warnings(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        **how,
    )
    if warnings:
        raise ValueError(f"{template}.typ: {'; '.join(warning.message for warning in warnings)}")
    return content


@cache
def _fonts() -> typst.Fonts:
    folder = settings.VAR_DIR / "fonts"
    if not any(folder.glob("Sarabun-*.ttf")):
        raise ImproperlyConfigured(f"{folder} holds no Sarabun. Run `make setup`, which builds it.")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
