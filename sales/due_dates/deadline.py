"""How a piece of work stands against its due day, in the words of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from otop_portal import clock, thai

from .. import sentences
from .calendar import DueDay


@dataclass(frozen=True)
class Deadline:
    """Read on `today`. `done_at`: when the work was complete for the first time; None while it is not."""

    day: DueDay
    today: date
    done_at: datetime | None = None
    # What is said of it then.
    done: str = "ยืนยันครบทุกรายการ"

    @property
    def days_late(self) -> int:
        """Work in hand is late by as many days as have passed until today."""
        ended = self.done_at.astimezone(clock.BANGKOK).date() if self.done_at else self.today
        return max(0, (ended - self.day.on).days)

    @property
    def slug(self) -> str:
        if self.days_late:
            return "late"
        return "done" if self.done_at else "near" if self.day.on == self.today else "ahead"

    @property
    def sentence(self) -> str:
        if self.done_at:
            return sentences.done_by_due(self.done_at, self.days_late, self.done)
        return sentences.due(self.day.on, self.today)

    @property
    def short(self) -> str:
        """For a line of many."""
        if self.days_late:
            return f"{'ล่าช้า' if self.done_at else 'เกินกำหนด'} {self.days_late} วัน"
        if self.done_at:
            return "ทันกำหนด"
        return f"เหลือ {(self.day.on - self.today).days} วัน" if self.day.on > self.today else "ครบกำหนดวันนี้"

    @property
    def details(self) -> list[str]:
        """The day with its weekday where the sentence does not name it, who gave it, and its holiday."""
        names_it = not self.done_at and self.day.on > self.today
        given_by = {
            "province": "กำหนดของจังหวัด",
            "district": f"จังหวัดขยายกำหนดให้: {self.day.reason}",
        }.get(self.day.given_by, "")
        return [*filter(None, ["" if names_it else f"กำหนด{thai.date_full(self.day.on)}", given_by, self.day.note])]
