"""Our own source as the tests about the house's rules read it."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

APPS = ("otop_portal", "sales", "targets", "reports")  # each may import those before it


@cache
def committed() -> list[Path]:
    """Every file of the repository, also one that is new and not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (settings.BASE_DIR / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


@cache
def modules(*folders: str) -> dict[str, ast.Module]:
    """Path from the top → syntax tree of each module below these folders, migrations left out."""
    return {
        name: ast.parse(path.read_text())
        for path in committed()
        for name in [path.relative_to(settings.BASE_DIR).as_posix()]
        if name.endswith(".py") and name.split("/")[0] in folders and "/migrations/" not in name
    }
