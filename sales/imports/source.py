"""A file from outside, as plain rows of text. Nothing in it is believed before it is measured."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import sentences, workbook
from .limits import COMMAND, UPLOAD, Limits, Unreadable

Rows = list[list[str]]


@dataclass(frozen=True)
class Source:
    """A named file under its limits."""

    name: str
    data: bytes
    limits: Limits = UPLOAD

    @classmethod
    def at(cls, path: Path) -> Source:
        """A file on the server. Raises OSError."""
        return cls(path.name, path.read_bytes(), COMMAND)

    @cached_property
    def mark(self) -> str:
        """What the history remembers of it: its name and the beginning of its SHA-256."""
        return f"{self.name[:100]} (SHA-256 {hashlib.sha256(self.data).hexdigest()[:12]})"

    @cached_property
    def rows(self) -> Rows:
        """The rows of the CSV, or of the workbook's first visible sheet, from the first row on. Raises Unreadable."""
        if len(self.data) > self.limits.file_bytes:
            raise Unreadable(sentences.too_large(self.limits.file_bytes))
        rows = self._cells()
        if len(rows) > self.limits.lines:
            raise Unreadable(sentences.too_many_lines(self.limits.lines))
        if not any(any(row) for row in rows):
            raise Unreadable(sentences.EMPTY)
        return rows

    def _cells(self) -> Rows:
        start = self.data[:8]
        if start.startswith(b"PK"):
            return workbook.read(self.data, self.limits)
        if start.startswith(b"\xd0\xcf\x11\xe0"):
            raise Unreadable(sentences.OLD_EXCEL)
        return self._csv()

    def _csv(self) -> Rows:
        text = _decoded(self.data)
        if "\0" in text or text.lstrip()[:1] in ("<", "{", "%"):
            raise Unreadable(sentences.NOT_CSV)
        first_line = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first_line.count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise Unreadable(sentences.NOT_CSV) from error


def _decoded(data: bytes) -> str:
    """UTF-8 with or without BOM; otherwise what Thai Windows calls ANSI."""
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(sentences.NO_LETTERS)
