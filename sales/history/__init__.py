"""A sheet's events in words, and what of them each role may read."""

from .returns import OpenReturn, open_returns

__all__ = ["OpenReturn", "open_returns"]
