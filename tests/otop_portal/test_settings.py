"""RELIABILITY D1: what may not be served is refused at start-up, with a sentence that names the remedy."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "k3T9-vQz1_Xw7mLp0sYd5bHn8cRf2gJa4eUi6oKt-BqVx_WyZ1",
    "ALLOWED_HOSTS": "otop.example.go.th",
    "DATABASE_URL": "postgres://otop:secret@localhost/otop",
}


@pytest.fixture
def started(tmp_path):
    """Starts the settings in a process of its own, away from this machine's .env."""
    shutil.copytree(settings.BASE_DIR / "otop_portal", tmp_path / "otop_portal")

    def start(**changes):
        environment = {"PATH": os.environ["PATH"]} | PRODUCTION | changes
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", "from otop_portal import settings; print(settings.DEBUG)"],
            cwd=tmp_path,
            env={name: value for name, value in environment.items() if value is not None},
            capture_output=True,
            text=True,
        )

    return start


def test_production_starts_with_debug_off_unless_told_otherwise(started):
    assert started().stdout == "False\n"


def test_a_developers_machine_needs_only_a_key(started):
    assert started(DEBUG="on", SECRET_KEY="any", ALLOWED_HOSTS=None, DATABASE_URL=None).stdout == "True\n"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set. Run `make setup`"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set. Run `make setup`"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak. Use at least 50 random characters."),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY is too weak. Use at least 50 random characters."),
        ({"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}, "SECRET_KEY is too weak."),
        ({"SECRET_KEY": None, "DEBUG": "on"}, "SECRET_KEY is not set. Run `make setup`"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is not set. Name the hosts that serve the portal"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS may not contain `*`."),
        ({"ALLOWED_HOSTS": "otop.example.go.th,*"}, "ALLOWED_HOSTS may not contain `*`."),
        ({"DATABASE_URL": None}, "DATABASE_URL is not set. Name the PostgreSQL database"),
        ({"DATABASE_URL": "sqlite:///var/otop.sqlite3"}, "DATABASE_URL names SQLite."),
    ],
)
def test_what_may_not_be_served_is_refused_with_its_remedy(started, changes, sentence):
    refused = started(**changes)
    assert refused.returncode != 0
    assert f"ImproperlyConfigured: {sentence}" in refused.stderr


def test_the_example_lists_every_variable():
    example = (settings.BASE_DIR / ".env.example").read_text()
    source = (settings.BASE_DIR / "otop_portal" / "settings.py").read_text()
    names = set(re.findall(r'(?:env\.\w+|required)\("([A-Z_]+)"', source))
    assert {"SECRET_KEY", "DEBUG", "PROXY_COUNT"} < names
    assert [name for name in names if f"\n{name}=" not in example] == []
