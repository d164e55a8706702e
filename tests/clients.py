"""How tests open pages without a browser."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sales.models import Officer


def signed_in(officer: Officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def number_of_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
