import math
from datetime import timedelta
from time import monotonic
from typing import ClassVar

from django.db import DatabaseError, models

_KEPT_SECONDS = 2.0


class DemoClock(models.Model):
    """The demo's own date: how far the portal's clock is shifted while DEBUG is on. At most one row."""

    shift = models.DurationField()

    _known: ClassVar[tuple[float, timedelta]] = (-math.inf, timedelta())

    class Meta:
        verbose_name = verbose_name_plural = "เวลาของข้อมูลสาธิต"

    def __str__(self) -> str:
        return str(self.shift)

    @classmethod
    def begin(cls, shift: timedelta) -> None:
        """From now on the portal's clock is shifted; in this process at once."""
        cls.objects.create(shift=shift)
        cls._known = (-math.inf, timedelta())

    @classmethod
    def current_shift(cls) -> timedelta:
        """Asked at every look at the clock, so remembered for two seconds; no shift where no demo is loaded."""
        read_at, shift = cls._known
        if monotonic() - read_at > _KEPT_SECONDS:
            shift = cls._read_shift()
            cls._known = (monotonic(), shift)
        return shift

    @classmethod
    def _read_shift(cls) -> timedelta:
        try:
            return cls.objects.values_list("shift", flat=True).first() or timedelta()
        except DatabaseError:  # away, or not migrated yet: what was known holds, so that no clock goes backwards
            return cls._known[1]
