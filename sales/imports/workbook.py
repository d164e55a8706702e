"""An xlsx from outside: measured as a zip archive first, then parsed in a child process that may die of it.

A workbook of 5 kB can hang openpyxl and one of 300 kB can take 600 MB, so neither is left to chance.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from . import sentences
from .limits import Limits, Unreadable

_PARTS = 500
_CHUNK = 256 * 1024
_DOCTYPE, _MACROS = b"<!DOCTYPE", b"macroEnabled"
_LONGEST_SIGN = max(len(_DOCTYPE), len(_MACROS))
# Macros, other files, and objects: nothing that a table needs.
_ACTIVE_PARTS = ("vbaproject", "externallinks/", "activex/", "embeddings/", "ctrlprops/", "connections.xml")
# The parser's own exit code, besides 1 for a file that openpyxl does not understand.
_OUT_OF_MEMORY = 3
_PARSER = Path(__file__).with_name("workbook_parser.py")


def read(data: bytes, limits: Limits) -> list[list[str]]:
    """The first visible sheet's cells as text; no more than one row beyond the limit. Raises Unreadable."""
    _inspect(data, limits)
    arguments = [limits.memory_bytes, limits.seconds, limits.lines + 1, limits.unpacked_bytes]
    try:
        parser = subprocess.run(
            [sys.executable, "-I", str(_PARSER), *map(str, arguments)],
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable(sentences.TOO_HEAVY) from late
    except subprocess.CalledProcessError as died:
        # A negative code: a limit of the kernel ended it.
        heavy = died.returncode < 0 or died.returncode == _OUT_OF_MEMORY
        raise Unreadable(sentences.TOO_HEAVY if heavy else sentences.NOT_EXCEL) from died
    return json.loads(parser.stdout)


def _inspect(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
                raise Unreadable(sentences.TOO_HEAVY)
            _check_names(parts)
            for part in parts:
                _check_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable(sentences.NOT_EXCEL) from error


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if any(active in name for name in names for active in _ACTIVE_PARTS):
        raise Unreadable(sentences.ACTIVE_CONTENT)
    if len(set(names)) < len(names) or "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable(sentences.NOT_EXCEL)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No document type, in no encoding that would hide one; no content declared as a macro."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            if is_xml and (b"\0" in chunk or _DOCTYPE in text):
                raise Unreadable(sentences.NOT_EXCEL)
            if part.filename == "[Content_Types].xml" and _MACROS in text:
                raise Unreadable(sentences.ACTIVE_CONTENT)
            tail = text[-_LONGEST_SIGN:]
