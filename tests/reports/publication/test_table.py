"""What the database itself refuses of the published table."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from otop_portal import clock
from reports.models import PublishedCell
from tests import factories

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
CELL = {"level": "province", "area": "43", "dimension": "channel", "member": "foreign_online", "districts": 1}
REFUSED = {
    "published_one_current_cell": CELL,
    "published_in_turn": CELL | {"area": "42", "until": LONG_AGO},
    "published_district_total_only": CELL | {"level": "district", "area": "4301"},
    "published_level_known": CELL | {"level": "region"},
    "published_dimension_known": CELL | {"dimension": "producer"},
}


def test_every_constraint_has_a_case():
    assert {constraint.name for constraint in PublishedCell._meta.constraints} == REFUSED.keys()


def add(**cell) -> PublishedCell:
    return PublishedCell.objects.create(**{"month": factories.month(), "since": clock.now()} | cell)


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint):
    add(**CELL)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        add(**REFUSED[constraint])
    # SQLite names the columns of a unique index, not the index.
    assert constraint in str(refusal.value) or "UNIQUE" in str(refusal.value)


def test_what_was_public_once_may_stand_beside_what_is():
    add(**CELL, since=LONG_AGO, until=clock.now())
    add(**CELL)
    assert PublishedCell.objects.count() == 2
