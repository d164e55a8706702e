import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command

from sales.transitions.table import TABLE as LEDGER
from targets.transitions.missions import TABLE as MISSIONS


def test_the_diagrams_in_the_documents_are_the_tables():
    call_command("state_diagram", check=True)


def test_a_stale_diagram_is_noticed(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "states.md").write_text("yesterday's")
    with pytest.raises(CommandError, match="stale"):
        call_command("state_diagram", check=True)


def test_every_transition_of_both_tables_stands_in_the_document():
    chapters = (project.BASE_DIR / "docs" / "states.md").read_text().split("\n# ")
    rows = [[line for line in chapter.splitlines() if line.startswith("|") and "`" in line] for chapter in chapters]
    assert [len(each) for each in rows] == [len(LEDGER), len(MISSIONS)]
