"""The documents' commands, typed as they stand there into a fresh copy of the repository."""

import os
import re
import shutil
import socket
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import psycopg2
import pytest
from django.conf import settings

from .source import committed
from .terminal import CTRL_C, Terminal

pytestmark = pytest.mark.postgres  # once is enough: what they set up is not this run's database

HOST = "otop.example.go.th"
OF_THIS_RUN = re.compile("CI|DATABASE(_URL)?|DEBUG|SECRET_KEY|(DJANGO|PYTEST)_.*")

NO_PART_OF_DEBIAN = {"npm", "npx", "node", "nodejs", "pip", "pip3", "uv", "chromium", "soffice", "psql", "initdb"}
STEPS_OF_THE_FIRST_RUN = [
    "Python environment in .venv/",
    "Installer (pip and uv)",
    "Python packages (production)",
    "Settings of this machine in .env, with a random key",
    "Python packages (npm)",
    "Front-end packages",
    "Thai fonts for the printed forms",
]
STEPS_OF_EACH_RUN = ["Database and reference data", "Demo (only into an empty database)"]


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> Path:
    """A fresh copy; the first test finds it bare, the others find its packages."""
    copy = tmp_path_factory.mktemp("fresh")
    for path in committed():
        there = copy / path.relative_to(settings.BASE_DIR)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    return copy


@pytest.fixture
def environment() -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ours = {name: value for name, value in os.environ.items() if not OF_THIS_RUN.fullmatch(name)}
    return ours | {"PORT": str(port), "HOST": HOST}


@pytest.fixture
def postgresql(repository, environment) -> Iterator[None]:
    """A server without any portal in it, which the commands of PostgreSQL find by themselves."""
    (repository / "var").mkdir(exist_ok=True)
    subprocess.run([".ci/postgres", "start"], cwd=repository, check=True)
    home = (repository / "var" / "postgres").readlink()
    environment |= {"PGHOST": str(home), "PGUSER": "postgres"}
    subprocess.run(["dropdb", "otop"], env=environment, check=True)
    yield
    subprocess.run([".ci/postgres", "stop"], cwd=repository, check=True)


class Browser:
    """As the proxy that ends TLS hands it on."""

    def __init__(self, port: str, host: str) -> None:
        self.port, self.host, self.cookies = int(port), host, SimpleCookie()

    def ask(self, method: str, address: str, **fields: str) -> tuple[HTTPResponse, str]:
        cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        headers = {"Host": self.host, "Referer": f"https://{self.host}/", "Cookie": cookies}
        headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, address, urlencode(fields), headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", ()):
            self.cookies.load(cookie)
        return answer, page


def lines(document: str, label: str) -> list[str]:
    """Of the block that is marked so; one that goes on in the next as one."""
    text = (settings.BASE_DIR / document).read_text()
    return re.search(rf"```sh {label}\n(.*?)```", text, re.S)[1].replace("\\\n", "").splitlines()


def typed(commands: list[str], repository: Path, environment: dict[str, str]) -> str:
    """What they said on the screen's second channel."""
    shell = ["bash", "-euo", "pipefail", "-c", "\n".join(commands)]
    done = subprocess.run(shell, cwd=repository, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def test_make_run_sets_up_a_bare_copy_on_a_bare_machine_and_serves_the_demo(repository, environment, tmp_path):
    bare(repository)
    environment |= {"PATH": programs_without(NO_PART_OF_DEBIAN, tmp_path)}
    environment |= {"PYTHONPATH": str(repository / "tests" / "without_pip")}
    assert not shutil.which("npm", path=environment["PATH"])
    assert python_has("json", environment)
    assert not python_has("pip", environment) and not python_has("ensurepip", environment)

    first, again = served(repository, environment), served(repository, environment)
    assert steps(first) == [*STEPS_OF_THE_FIRST_RUN, *STEPS_OF_EACH_RUN]
    assert steps(again) == STEPS_OF_EACH_RUN
    assert first.seconds_of_work < 300
    assert again.seconds_of_work < 20


def bare(repository: Path) -> None:
    for made in (".venv", "node_modules", "var"):
        shutil.rmtree(repository / made, ignore_errors=True)
    (repository / ".env").unlink(missing_ok=True)


def programs_without(absent: set[str], folder: Path) -> str:
    """A PATH to what this machine has beside these."""
    for program in (program for each in os.environ["PATH"].split(os.pathsep) for program in Path(each).glob("*")):
        link = folder / program.name
        if program.name not in absent and not link.is_symlink():
            link.symlink_to(program)
    return str(folder)


def python_has(module: str, environment: dict[str, str]) -> bool:
    return subprocess.run(["python3", "-c", f"import {module}"], env=environment, capture_output=True).returncode == 0


def steps(terminal: Terminal) -> list[str]:
    """What it says that it is doing."""
    return re.findall(r"› (.*?)\r?$", terminal.said.decode(), re.M)


def served(repository: Path, environment: dict[str, str]) -> Terminal:
    """`seconds_of_work` of the processor, up to the first page: a busy machine is slow, not the portal."""
    terminal = Terminal("make", "run", at=repository, env=environment)
    terminal.read_until(b"Quit the server")
    page = Browser(environment["PORT"], "127.0.0.1").ask("GET", "/sign-in/")[1]
    terminal.type(CTRL_C)
    assert terminal.ended() == 0
    for account in ("d4301 … d4317", "c4301 … c4317", "p43", "cdd", "admin", "otop-demo"):
        assert account in terminal.said.decode()
    assert f"http://127.0.0.1:{environment['PORT']}/" in terminal.said.decode()
    assert "d4317" in page and "ข้อมูลสาธิต" in page
    return terminal


def test_the_lines_to_deploy_serve_a_portal_with_its_first_administrator(repository, environment, postgresql):
    *commands, serve = lines("README.md", "deploy")
    assert len(commands) < 10
    password = re.search(r"^\S{20}$", typed(commands, repository, environment), re.M)[0]
    assert stat.S_IMODE((repository / ".env").stat().st_mode) == 0o600

    server = Terminal("bash", "-c", serve, at=repository, env=environment)
    server.read_until(b"Booting worker")
    browser = Browser(environment["PORT"], HOST)
    assert browser.ask("GET", "/sign-in/")[0].status == 200
    token = browser.cookies["csrftoken"].value
    signed_in, _ = browser.ask("POST", "/sign-in/", username="admin", password=password, csrfmiddlewaretoken=token)
    first, page = browser.ask("GET", signed_in.headers["Location"])
    assert (signed_in.headers["Location"], first.status) == ("/", 200)
    assert "ผู้ดูแลระบบ" in page and "นำเข้าข้อมูล" in page
    style = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
    assert browser.ask("GET", style)[0].status == 200

    server.type(CTRL_C)
    assert server.ended() == 0
    a_backup_is_restored(repository, environment)


def a_backup_is_restored(repository: Path, environment: dict[str, str]) -> None:
    environment["FILE"] = str(repository / "var" / "otop.dump")
    typed(lines("docs/operations.md", "backup"), repository, environment)
    typed(lines("docs/operations.md", "restore"), repository, environment)
    server = {"host": environment["PGHOST"], "user": environment["PGUSER"]}
    with closing(psycopg2.connect(dbname="otop_restored", **server)) as restored, restored.cursor() as cursor:
        cursor.execute("SELECT username FROM sales_officer ORDER BY username")
        assert cursor.fetchall() == [("admin",), ("system",)]


def test_make_demo_reset_loads_the_demo_anew_after_a_yes_within_a_minute(repository, environment):
    (repository / ".env").unlink(missing_ok=True)
    (repository / "var").mkdir(exist_ok=True)
    database = repository / "var" / "otop.sqlite3"
    database.write_text("months of work")
    terminal = Terminal("make", "demo-reset", at=repository, env=environment)
    terminal.read_until(b"Go on? [y/N]")
    terminal.type(b"y\n")
    assert terminal.ended() == 0
    assert terminal.seconds_of_work < 60
    with closing(sqlite3.connect(database)) as portal:
        assert portal.execute("SELECT count(*) FROM sales_sheet").fetchone() == (48 * 23 - 1,)
