"""The commands behind the Makefile, each tried for real; those that change something work in a copy."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from tests.terminal import CTRL_C, Terminal

SCRIPTS = settings.BASE_DIR / ".ci"


def run(*command, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, **options)


@pytest.fixture
def copied(tmp_path):
    """A script of .ci/ in a tree of its own."""

    def copy(name: str) -> Path:
        (tmp_path / ".ci").mkdir()
        (tmp_path / "var").mkdir()
        return Path(shutil.copy(SCRIPTS / name, tmp_path / ".ci"))

    return copy


def test_a_taken_port_is_answered_with_another():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run("make", "run", cwd=settings.BASE_DIR, env=os.environ | {"PORT": str(port)})
    assert refused.returncode != 0
    assert refused.stderr.startswith(f"Port {port} is taken. Choose another: PORT={port + 1} make run\n")


def test_ctrl_c_ends_the_server_and_leaves_make_content(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = f"{sys.executable} {SCRIPTS / 'foreground.py'} {sys.executable} manage.py runserver 127.0.0.1:{port}"
    (tmp_path / "Makefile").write_text(f"run:\n\t@{server}\n")
    terminal = Terminal("make", "--no-print-directory", "-f", str(tmp_path / "Makefile"), "run", at=settings.BASE_DIR)
    terminal.read_until(b"Quit the server")
    terminal.type(CTRL_C)
    assert terminal.ended() == 0
    assert b"Traceback" not in terminal.said and b"***" not in terminal.said


@pytest.mark.parametrize("answer", ["n\n", "\n", "no\n", ""])
def test_the_demo_is_not_reset_without_a_yes(copied, tmp_path, answer):
    script, database = copied("demo-reset"), tmp_path / "var" / "otop.sqlite3"
    database.write_text("months of work")
    without_url = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    asked = run(script, input=answer, env=without_url)
    assert (asked.returncode, asked.stdout) == (0, "Nothing was changed.\n")
    assert database.read_text() == "months of work"


def test_a_database_of_ones_own_is_never_reset(copied, tmp_path):
    script = copied("demo-reset")
    (tmp_path / ".env").write_text("DATABASE_URL=postgres://otop@localhost/otop\n")
    refused = run(script, input="y\n")
    assert refused.returncode != 0
    assert refused.stderr.startswith("DATABASE_URL is set: only the SQLite database in var/ is reset.")


def test_what_only_root_can_install_is_named():
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    script = (SCRIPTS / "debian").read_text()
    refused = run(*as_nobody, "bash", "-s", "bash", "otop-one", "otop-two", input=script, cwd="/")
    assert refused.returncode != 0
    assert refused.stderr == "Missing, and only root can install it: apt-get install otop-one otop-two\n"


def test_without_pip_and_without_debian_the_setup_says_what_root_can_install(copied, tmp_path):
    script, nothing = copied("setup"), tmp_path / "apt.conf"
    shutil.copytree(SCRIPTS / "requirements", tmp_path / ".ci" / "requirements")
    nothing.write_text('Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "/dev/null";')
    without_pip = {"PYTHONPATH": f"{settings.BASE_DIR}/tests/without_pip", "APT_CONFIG": str(nothing)}
    refused = run(script, env=os.environ | without_pip)
    assert refused.returncode != 0
    remedy = "pip is missing and Debian's packages cannot be reached. As root: apt-get install python3-venv"
    assert refused.stderr.splitlines()[-1] == remedy


def test_an_older_python_is_refused_with_the_way_to_name_another(copied):
    refused = run(copied("setup"), env=os.environ | {"PYTHON": "false"})
    assert refused.returncode != 0
    assert refused.stderr == (
        "The portal needs Python 3.11 or newer as python3, or named: PYTHON=/path/to/python3.11 make run\n"
    )


@pytest.mark.postgres
def test_postgresql_starts_in_a_private_folder_and_leaves_nothing(copied, tmp_path):
    script = copied("postgres")
    assert run(script, "url").stderr == "PostgreSQL is not running: .ci/postgres start\n"
    assert run(script, "start").returncode == 0
    home = (tmp_path / "var" / "postgres").readlink()
    try:
        assert run(script, "url").stdout == f"postgres://postgres@/{home}/otop\n"
        psycopg2.connect(host=str(home), user="postgres", dbname="otop").close()
    finally:
        run(script, "stop")
    assert not home.exists()
