"""What may not be in the repository, and what each dependency must say."""

import json
import re
import tomllib

import pytest
from django.conf import settings

from .source import committed

# Written in halves, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "registry.npm" + "js",
    "jsdel" + "ivr",
    "unpkg" + ".com",
    "cdn" + "js.",
    "fonts.google" + "apis",
    "deb.deb" + "ian",
]
MACHINE_PATH = re.compile(r"(?<![\w.:/>~-])/" + r"(?:root|home|work|Users|tmp|mnt)/\w")


def text_files():
    for path in committed():
        try:
            yield path.relative_to(settings.BASE_DIR).as_posix(), path.read_text()
        except UnicodeDecodeError:
            continue  # a picture


def test_no_file_names_a_registry():
    assert [(name, host) for name, text in text_files() for host in REGISTRIES if host in text] == []


def test_no_file_names_a_path_of_one_machine():
    assert {name: found for name, text in text_files() if (found := MACHINE_PATH.findall(text))} == {}


def test_a_path_of_one_machine_is_found():
    assert MACHINE_PATH.search('open("/' + 'home/somchai/x")')
    assert not MACHINE_PATH.search("https://example.go.th/home/page")


def test_the_locked_packages_carry_hashes_and_no_address():
    for name in ("requirements.txt", *(f".ci/requirements/{part}.txt" for part in ("dev", "installer", "npm"))):
        lines = (settings.BASE_DIR / name).read_text().splitlines()
        pinned = [number for number, line in enumerate(lines) if re.match(r"[a-z0-9-]+==", line)]
        assert pinned
        assert [lines[number] for number in pinned if "--hash=sha256:" not in lines[number + 1]] == []
        assert [line for line in lines if re.match(r"--|[a-z0-9-]+ @", line)] == []


def test_the_front_end_lock_carries_hashes_and_no_address():
    packages = json.loads((settings.BASE_DIR / "package-lock.json").read_text())["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert installed
    assert [name for name, entry in installed.items() if "integrity" not in entry or "resolved" in entry] == []


def declared() -> list[str]:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return project["project"]["dependencies"] + project["dependency-groups"]["dev"]


@pytest.mark.parametrize("dependency", declared())
def test_each_dependency_says_why_it_is_here(dependency):
    assert re.search(rf'"{re.escape(dependency)}",\s+# \w', (settings.BASE_DIR / "pyproject.toml").read_text())


@pytest.mark.parametrize("dependency", declared())
def test_each_dependency_is_locked(dependency):
    name = re.match(r"[\w-]+", dependency)[0]
    locks = [(settings.BASE_DIR / path).read_text() for path in ("requirements.txt", ".ci/requirements/dev.txt")]
    assert any(f"\n{name}==" in lock for lock in locks)
