"""Files from outside: read safely, checked whole, booked all or not at all. The commands and page 39 share it."""

from .booking import Booking, Importer, run
from .limits import COMMAND, UPLOAD, Limits
from .source import Source
from .tables import Column, Fault, Line, Table, read_table

__all__ = [
    "COMMAND",
    "UPLOAD",
    "Booking",
    "Column",
    "Fault",
    "Importer",
    "Limits",
    "Line",
    "Source",
    "Table",
    "read_table",
    "run",
]
