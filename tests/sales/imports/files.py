"""Files as people and attackers make them."""

import io
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook

from sales.imports import Source


def csv(*lines: str, encoding: str = "utf-8", name: str = "ทะเบียน.csv") -> Source:
    return Source(name, "\r\n".join(lines).encode(encoding))


def xlsx(rows: Iterable[Iterable[object]], change: Callable[[Workbook], None] | None = None) -> Source:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return Source("ทะเบียน.xlsx", stream.getvalue())


def rebuilt(source: Source, **parts: str | bytes | None) -> Source:
    """The workbook with parts of the archive replaced or added (`sheet`, `book`, or any other path)."""
    known = {"sheet": "xl/worksheets/sheet1.xml", "book": "xl/workbook.xml", "types": "[Content_Types].xml"}
    wanted = {known.get(name, name): content for name, content in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source.data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        kept = [name for name in old.namelist() if name not in wanted]
        for name, content in [*((name, old.read(name)) for name in kept), *wanted.items()]:
            if content is not None:
                new.writestr(name, content)
    return Source(source.name, stream.getvalue())


def part(source: Source, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        return archive.read(name).decode()
