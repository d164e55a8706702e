"""How the tests of the register open its pages and press its buttons."""

from datetime import date

from django.test import Client
from django.urls import reverse

from sales.models import Producer


def day(name: str, chosen: date) -> dict[str, int]:
    return {f"{name}_day": chosen.day, f"{name}_month": chosen.month, f"{name}_year": chosen.year + 543}


def post(client: Client, action: str, producer: Producer, **data):
    return client.post(reverse(f"sales:producer-{action}", args=[producer.pk]), data, follow=True)


def notices(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
