"""Sarabun for Typst: it wants one TTF per weight, npm has woff2 files split by script."""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "@fontsource" / "sarabun" / "files"
TARGET = ROOT / "var" / "fonts"


def unpacked(script: str, weight: int, folder: Path) -> Path:
    font = TTFont(SOURCE / f"sarabun-{script}-{weight}-normal.woff2")
    font.flavor = None
    path = folder / f"{script}-{weight}.ttf"
    font.save(path)
    return path


def main() -> None:
    with tempfile.TemporaryDirectory(dir=TARGET.parent) as scratch:
        folder = Path(scratch)
        merged = folder / "fonts"
        merged.mkdir()
        for weight, style in ((400, "Regular"), (700, "Bold")):
            parts = [unpacked(script, weight, folder) for script in ("thai", "latin")]
            Merger().merge([str(part) for part in parts]).save(merged / f"Sarabun-{style}.ttf")
        merged.rename(TARGET)


main()
