"""A sheet's events in words, and what of them each role may read."""

from .changes import History, confirmed_then, history_of, of_row
from .returns import OpenReturn, open_returns
from .words import Entry, Line, entries

__all__ = [
    "Entry",
    "History",
    "Line",
    "OpenReturn",
    "confirmed_then",
    "entries",
    "history_of",
    "of_row",
    "open_returns",
]
