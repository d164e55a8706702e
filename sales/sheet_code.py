"""The short code that ties signed paper to the figures of a sheet."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from otop_portal import money

from .models import District, Sale

# Without I and O; no digits, which paper writes in Thai.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def sheet_code(district: District, month: date, rows: Iterable[Sale]) -> str:
    """`KRQF-MZAB`: the same as long as producers, types and amounts are the same, in their order.

    Neither a confirmation nor a new name in the register changes it, so that paper signed before the province's
    confirmation still matches. `rows` carry what the register says of them (SaleQuerySet.with_register).
    """
    content = [district.pk, month.isoformat(), *map(_printed, rows)]
    number = int.from_bytes(hashlib.sha256(json.dumps(content).encode()).digest())
    letters = "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def _printed(row: Sale) -> list:
    amounts = [None if amount is None else money.satang(amount) for amount in row.amounts]
    return [row.producer_id, row.product_type, row.producer_type or row.register_type, *amounts]
