"""What happens when officers act at the same moment: real threads on a real database."""

import pytest

from sales.models import Producer, ProducerEvent
from sales.transitions import Refused
from tests import factories
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("attempt", range(5))
def test_one_name_enters_the_register_once(attempt):
    by = factories.district_officer()

    answers = together(*[lambda: factories.producer("กลุ่มทอผ้าบ้านโพธิ์", by=by)] * 4)

    assert [type(answer) for answer in answers if not isinstance(answer, Producer)] == [Refused] * 3
    assert (Producer.objects.count(), ProducerEvent.objects.count()) == (1, 1)
