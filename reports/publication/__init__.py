"""The public's figures: which there are, what of them is hidden, and how they are written."""

from .publish import Publication, publish

__all__ = ["Publication", "publish"]
