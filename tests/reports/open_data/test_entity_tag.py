"""A program that asks again is told that nothing has changed: just as long as nothing has."""

from random import Random

import pytest
from django.test import Client

from reports.models import PublishedCell
from reports.publication import publish
from sales.models import District
from tests.reports.publication.sparse import a_day_passes, sparse_ledger

from .reading import ROOT, public_table

pytestmark = pytest.mark.django_db

PATHS = [
    "",
    "areas/districts",
    "months",
    "totals",
    "breakdowns",
    "completeness",
    "files",
    "files/2566.csv",
    "datapackage.json",
]


def tag(path: str = "totals") -> str:
    return Client().head(f"{ROOT}{path}").headers["ETag"]


def test_it_changes_when_and_only_when_the_published_table_changes():
    """Over random nights, in some of which nothing happens."""
    rng = Random(3)
    sparse_ledger(rng)
    publish()
    seen = [(public_table(), tag())]
    for night in range(8):
        if night % 3:
            a_day_passes(rng)
        publish()
        seen.append((public_table(), tag()))
    for one_table, one in seen:
        for other_table, other in seen:
            assert (one == other) == (one_table == other_table)
    assert 3 < len({each for _, each in seen}) < len(seen)


def test_it_changes_when_cells_are_closed_and_none_is_written():
    sparse_ledger(Random(3))
    publish()
    before, newest = tag(), PublishedCell.objects.at(None).latest("pk")
    oldest = PublishedCell.objects.at(None).earliest("pk")
    PublishedCell.objects.filter(pk=oldest.pk).update(until=oldest.since)
    after_one = tag()
    PublishedCell.objects.filter(pk=newest.pk).update(until=newest.since)
    assert len({before, after_one, tag()}) == 3


def test_it_changes_with_the_name_of_a_place():
    sparse_ledger(Random(3))
    publish()
    before = tag()
    District.objects.filter(pk=District.objects.first().pk).update(name_th="ชื่อใหม่")
    assert tag() != before


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(path):
    sparse_ledger(Random(3))
    publish()
    known = Client().get(f"{ROOT}{path}", headers={"If-None-Match": tag(path)})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["ETag"] == tag(path)
    assert Client().get(f"{ROOT}{path}", headers={"If-None-Match": '"older"'}).status_code == 200


def test_a_compressed_answer_is_known_again():
    sparse_ledger(Random(3))
    publish()
    zipped = Client().get(f"{ROOT}totals", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    again = Client().get(f"{ROOT}totals", headers={"If-None-Match": zipped.headers["ETag"]})
    assert again.status_code == 304
