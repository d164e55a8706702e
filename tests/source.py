"""Our own source as the tests about the house's rules read it."""

import ast
import os
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from django.conf import settings

APPS = ("otop_portal", "sales", "targets", "reports")  # each may import those before it


@cache
def committed() -> list[Path]:
    """Every file that .gitignore lets in; git itself may be absent, or refuse another user's tree."""
    ignored = [".git", *(line.rstrip("/") for line in (settings.BASE_DIR / ".gitignore").read_text().split())]
    files = []
    for folder, subfolders, names in os.walk(settings.BASE_DIR):
        subfolders[:] = [name for name in subfolders if not any(fnmatch(name, pattern) for pattern in ignored)]
        files += [Path(folder, name) for name in names if not any(fnmatch(name, pattern) for pattern in ignored)]
    return files


@cache
def modules(*folders: str) -> dict[str, ast.Module]:
    """Path from the top → syntax tree of each module below these folders, migrations left out."""
    return {
        name: ast.parse(path.read_text())
        for path in committed()
        for name in [path.relative_to(settings.BASE_DIR).as_posix()]
        if name.endswith(".py") and name.split("/")[0] in folders and "/migrations/" not in name
    }
