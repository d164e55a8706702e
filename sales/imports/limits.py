"""What one file from outside may cost, and what is said of one that costs more."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


class Unreadable(Exception):
    """The file as a whole cannot be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Limits:
    """A workbook is read in a child process that these bind too."""

    file_bytes: int
    unpacked_bytes: int
    memory_bytes: int
    seconds: int
    lines: int


# What a browser sends: one province's register is about 3,000 lines.
UPLOAD = Limits(5 * MEGABYTE, 30 * MEGABYTE, 300 * MEGABYTE, 4, 10_000)
# What an administrator gives on the server itself: the country's register.
COMMAND = Limits(60 * MEGABYTE, 400 * MEGABYTE, 1500 * MEGABYTE, 120, 300_000)
