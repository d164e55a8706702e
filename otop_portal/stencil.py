"""A template for lines of which a page shows hundreds: rendered once, and from then on only filled in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from operator import itemgetter
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# No text holds it: forms take it away and PostgreSQL would not store it.
_MARK = "\0"


class Stencil:
    """The template as it shows a `row` that holds the named texts, cut once; each line's texts are put in, escaped.

    Of a text the template asks nothing: when the stencil is cut it cannot know whether one is empty.
    """

    def __init__(self, template: str, names: Sequence[str], row: Callable[[Mapping[str, str]], Mapping[str, Any]]):
        marks = {name: f"{_MARK}{place}{_MARK}" for place, name in enumerate(names)}
        pieces = render_to_string(template, {"row": row(marks)}).split(_MARK)
        self._form = "%s".join(piece.replace("%", "%%") for piece in pieces[::2])
        self._in_place = itemgetter(*map(int, pieces[1::2]))

    def fill(self, texts: Iterable[str]) -> SafeString:
        """`texts` in the order of the names."""
        escaped = escape(_MARK.join(texts)).split(_MARK)
        # The form is a rendered template, and every text in it has been escaped above.
        return mark_safe(self._form % self._in_place(escaped))
