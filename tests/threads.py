"""Real threads, each with a database connection of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Condition
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


class Turns:
    """Any number are under way beside each other; whoever wants to be alone waits for them and keeps new ones out."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.under_way = 0

    @contextmanager
    def beside_others(self) -> Iterator[None]:
        with self.changed:
            self.under_way += 1
        try:
            yield
        finally:
            with self.changed:
                self.under_way -= 1
                self.changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self.changed:
            self.changed.wait_for(lambda: not self.under_way)
            yield
