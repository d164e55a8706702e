"""On PYTHONPATH, makes any Python like Debian's without python3-venv and python3-pip: no pip but this tree's own."""

import sys
from importlib.machinery import PathFinder
from pathlib import Path

TREE = Path(__file__).parents[2]


class Absent:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "ensurepip":
            raise ModuleNotFoundError(name)
        found = PathFinder.find_spec(name, path) if name == "pip" else None
        if found and not Path(found.origin).is_relative_to(TREE):
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, Absent)
