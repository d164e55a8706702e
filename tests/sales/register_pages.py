"""How the tests of the register open its pages and press its buttons."""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sales.models import Officer, Producer


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def day(name: str, chosen: date) -> dict[str, int]:
    return {f"{name}_day": chosen.day, f"{name}_month": chosen.month, f"{name}_year": chosen.year + 543}


def post(client: Client, action: str, producer: Producer, **data):
    return client.post(reverse(f"sales:producer-{action}", args=[producer.pk]), data, follow=True)


def notices(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
