"""Who may change the register: the district's own officer, its province, the administrator."""

import pytest
from django.db import transaction

from sales.models import Role
from sales.transitions import Refused
from sales.transitions.producers import (
    add_producer,
    change_producer,
    close_producer,
    register_product,
    reopen_producer,
)
from tests import factories
from tests.contents import ledger_contents
from tests.factories import AUGUST
from tests.personas import HOLDERS, OFFICERS

pytestmark = pytest.mark.django_db

CHANGES = {
    "add": lambda producer, by: add_producer(district=producer.district, by=by, name="ร้านใหม่"),
    "rename": lambda producer, by: change_producer(producer=producer, by=by, name="ร้านอื่น"),
    "close": lambda producer, by: close_producer(producer=producer, by=by, on=AUGUST, reason="เลิกผลิต"),
    "reopen": lambda producer, by: reopen_producer(producer=producer, by=by, on=AUGUST, reason="ผลิตต่อ"),
    "add product": lambda producer, by: register_product(
        producer=producer, by=by, name="ผ้าไหม", product_type="cloth", registered_on=None
    ),
}


def is_let_through(change, producer, by, before) -> bool:
    with transaction.atomic():
        try:
            change(producer, by)
        except Refused:
            assert ledger_contents() == before
            return False
        transaction.set_rollback(True)
    return True


@pytest.mark.parametrize("change", CHANGES)
def test_only_the_producers_own_offices_change_it(change):
    officers = {name: make() for name, make in OFFICERS.items()}
    producer = factories.producer()
    if change == "reopen":
        producer = close_producer(producer=producer, by=officers["district"], on=AUGUST, reason="เลิกผลิต")
    before = ledger_contents()

    through = {name for name, by in officers.items() if is_let_through(CHANGES[change], producer, by, before)}

    assert through == HOLDERS[Role.DISTRICT] | HOLDERS[Role.PROVINCE] | HOLDERS[Role.ADMIN]
    assert ledger_contents() == before
