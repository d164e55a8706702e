"""Every change of the ledger's state. Keyword-only, `by` the officer, one transaction, returns the outcome.

`table` says what may happen, `engine` is the one function that lets it happen, the others give it words.
"""

from .confirmation import confirm_by_district, confirm_by_province, declare_nothing, return_to_district
from .corrections import Wanted, accept_correction, refuse_correction, request_correction, withdraw_correction
from .engine import Outcome, why_not
from .imports import import_confirmed
from .new_lines import Amounts, NewRow, add_missing_producers, copy_previous_month
from .refusals import Refused
from .rows import RowEdit, change_product_type, delete_rows, save_rows

__all__ = [
    "Amounts",
    "NewRow",
    "Outcome",
    "Refused",
    "RowEdit",
    "Wanted",
    "accept_correction",
    "add_missing_producers",
    "change_product_type",
    "confirm_by_district",
    "confirm_by_province",
    "copy_previous_month",
    "declare_nothing",
    "delete_rows",
    "import_confirmed",
    "refuse_correction",
    "request_correction",
    "return_to_district",
    "save_rows",
    "why_not",
    "withdraw_correction",
]
