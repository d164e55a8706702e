"""How final a sum is."""

from __future__ import annotations

from typing import NamedTuple

from sales import sentences


class Completeness(NamedTuple):
    """How many of the reporting districts have confirmed everything."""

    complete: int
    districts: int

    def __add__(self, other: Completeness) -> Completeness:  # type: ignore[override]
        return Completeness(self.complete + other.complete, self.districts + other.districts)

    @property
    def is_whole(self) -> bool:
        return self.complete >= self.districts

    @property
    def sentence(self) -> str:
        if self.is_whole:
            return f"ยืนยันครบ {self.complete} จาก {self.districts} อำเภอ"
        return sentences.preliminary(*self)
