"""The suite's own manners: nobody empties the tables while a request is under way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

arrived, leave = Event(), Event()


def linger(request):
    arrived.set()
    leave.wait()
    return HttpResponse("answered")


urlpatterns = [path("linger/", linger)]


def flush():
    try:
        call_command("flush", interactive=False, verbosity=0)
    finally:
        connection.close()


@pytest.mark.urls(__name__)
@pytest.mark.django_db(transaction=True)
def test_the_tables_are_emptied_after_the_request_that_is_under_way(settings):
    settings.MIDDLEWARE = []
    with ThreadPoolExecutor() as pool:
        page = pool.submit(WSGIHandler().get_response, RequestFactory().get("/linger/"))
        arrived.wait(timeout=20)
        emptying = pool.submit(flush)
        try:
            with pytest.raises(TimeoutError):  # alone, it takes a fraction of this
                emptying.result(timeout=2)
        finally:
            leave.set()
        assert page.result().content == b"answered"
        emptying.result()
