"""A sheet's events in words, and what of them each role may read."""

from .changes import History, history_of, of_row
from .returns import OpenReturn, open_returns
from .words import Entry, Line, entries

__all__ = ["Entry", "History", "Line", "OpenReturn", "entries", "history_of", "of_row", "open_returns"]
