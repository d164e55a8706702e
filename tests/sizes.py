"""RELIABILITY's figures at two sizes: small in the suite, full where `make drill` sets DRILL."""

import os


def size(small: int, *, full: int) -> int:
    return full if os.environ.get("DRILL") else small
