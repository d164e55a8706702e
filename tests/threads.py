"""Real threads, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Answer = TypeVar("Answer")


def together(*actions: Callable[[], Answer]) -> list[Answer | Exception]:
    """Lets all go at once; what each answers or raises, in their order."""
    gate = Barrier(len(actions))

    def run(action: Callable[[], Answer]) -> Answer | Exception:
        try:
            connection.ensure_connection()
            gate.wait()
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [*pool.map(run, actions)]
