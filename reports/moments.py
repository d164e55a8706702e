"""ณ วันที่: a moment of the past in an address. `2023-08-31` is the end of that day, `2023-08-31T14:05` that minute.

A year of the Buddhist era is understood. Only what is older than a minute can be asked for: then nobody is still
writing it.
"""

from datetime import datetime, time, timedelta

from django import forms

from otop_portal import clock, fiscal

OLD_ENOUGH = timedelta(minutes=1)
FIRST = datetime(fiscal.FIRST_YEAR, 1, 1, tzinfo=clock.BANGKOK)
NOT_PAST = "กรุณาเลือกวันที่ผ่านมาแล้ว จึงแสดงข้อมูลล่าสุดแทน"
NOT_A_MOMENT = "“{text}” ไม่ใช่วันที่ จึงแสดงข้อมูลล่าสุดแทน"


class MomentField(forms.Field):
    """None is now, and so is the day that is not over."""

    widget = forms.DateInput(attrs={"type": "date"})

    def to_python(self, value: str | None) -> datetime | None:
        if not value:
            return None
        moment = _read(value)
        if moment < FIRST:
            raise forms.ValidationError(NOT_A_MOMENT.format(text=value), code="moment")
        if value == named(moment) and moment.date() == clock.today():
            return None
        if moment > clock.now() - OLD_ENOUGH:
            raise forms.ValidationError(NOT_PAST, code="moment")
        return moment


def named(moment: datetime) -> str:
    """What asks for it in an address."""
    local = moment.astimezone(clock.BANGKOK)
    if local.time() == time.max:
        return local.date().isoformat()
    return local.replace(tzinfo=None).isoformat()


def _read(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.year - fiscal.BUDDHIST_ERA >= fiscal.FIRST_YEAR:
            moment = moment.replace(year=moment.year - fiscal.BUDDHIST_ERA)
    except ValueError:
        raise forms.ValidationError(NOT_A_MOMENT.format(text=text[:20]), code="moment") from None
    if len(text) == len("2023-08-31"):
        moment = datetime.combine(moment, time.max)
    return moment.replace(tzinfo=moment.tzinfo or clock.BANGKOK)
