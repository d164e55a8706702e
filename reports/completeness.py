"""How final a sum is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sales import sentences
from sales.timeliness import DistrictMonth


class Completeness(NamedTuple):
    """How many of the reporting districts have confirmed everything."""

    complete: int
    districts: int

    def __add__(self, other: Completeness) -> Completeness:  # type: ignore[override]
        return type(self)(self.complete + other.complete, self.districts + other.districts)

    def __str__(self) -> str:
        return f"{self.complete}/{self.districts}"

    @property
    def is_whole(self) -> bool:
        return self.complete >= self.districts

    @property
    def sentence(self) -> str:
        if self.is_whole:
            return f"ยืนยันครบ {self.complete} จาก {self.districts} อำเภอ"
        return sentences.preliminary(*self)


class InTime(Completeness):
    """How many were in time of those that can be judged."""

    @property
    def sentence(self) -> str:
        return f"ยืนยันทันกำหนด {self.complete} จาก {self.districts} อำเภอ"


@dataclass(frozen=True)
class Progress:
    """How many of these months are complete, and how many of those that can be judged were in time; of one, itself.

    `arrears`: of the late ones those still to come."""

    complete: int = 0
    months: int = 0
    in_time: int = 0
    judged: int = 0
    arrears: int = 0
    single: DistrictMonth | None = None

    @classmethod
    def of(cls, month: DistrictMonth) -> Progress:
        late = month.days_late
        return cls(int(month.is_complete), 1, int(late == 0), int(late is not None), int(month.is_in_arrears), month)

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.complete + other.complete,
            self.months + other.months,
            self.in_time + other.in_time,
            self.judged + other.judged,
            self.arrears + other.arrears,
        )

    @property
    def completeness(self) -> Completeness | None:
        return Completeness(self.complete, self.months) if self.months else None

    @property
    def timeliness(self) -> InTime | None:
        return InTime(self.in_time, self.judged) if self.judged else None

    @property
    def incomplete(self) -> int:
        return self.months - self.complete

    @property
    def late(self) -> int:
        return self.judged - self.in_time

    @property
    def sentence(self) -> str:
        complete, in_time = f"{self.complete} จาก {self.months}", f"{self.in_time} จาก {self.judged}"
        return f"จังหวัดยืนยันครบ {complete} · ทันกำหนด {in_time} · ค้างส่ง {self.arrears} (นับทุกอำเภอทุกเดือน)"
