"""Small ledgers in which much has to be hidden, and what may happen to them between two nights."""

from datetime import date
from decimal import Decimal
from random import Random

from sales import transitions
from sales.models import CHANNELS, District, Producer, ProducerType, ProductType, Sheet, Stage
from sales.transitions.imports import ImportedRow, import_confirmed
from tests import factories
from tests.factories import AUGUST, JULY

MONTHS = (JULY, AUGUST)
PROVINCES = ("41", "42", "43", "44")


def sparse_ledger(rng: Random) -> None:
    """Producers in four provinces; of each month most districts have confirmed."""
    factories.months(*MONTHS)
    for province in PROVINCES:
        for number in range(1, rng.choice([1, 2, 3, 4]) + 1):
            _fill(rng, factories.district(f"{province}{number:02}"))
    some = [district.pk for district in District.objects.all() if rng.random() < 0.2]
    District.objects.filter(pk__in=some).update(reporting=False)
    for month in MONTHS:
        for district in District.objects.all():
            if rng.random() < 0.75:
                confirm_month(rng, district, month)


def _fill(rng: Random, district: District) -> None:
    kinds = rng.sample(ProducerType.values, k=rng.choice([1, 2, 2, 3]))
    for number in range(rng.choice([0, 1, 2, 3, 4, 6, 9])):
        _producer(district, f"กลุ่ม {number}", producer_type=rng.choice(kinds))
    if rng.random() < 0.2:
        _producer(district, "ยอดรวม", producer_type="sme", is_collecting=True)


def _producer(district: District, name: str, **fields) -> Producer:
    producer = Producer(district=district, **fields)
    producer.rename(name)
    producer.save()
    return producer


def confirm_month(rng: Random, district: District, month: date) -> None:
    producers = list(district.producers.order_by("pk"))
    if not producers:
        where = {"district": district, "month": month, "by": factories.district_officer(district.pk)}
        factories.confirm_by_province(transitions.declare_nothing(**where).sheet)
        return
    kinds = rng.sample(ProductType.values, k=rng.choice([1, 2, 3, 5]))
    channels = rng.sample(range(4), k=rng.choice([1, 2, 3, 4]))
    rows = [
        ImportedRow(0, each, kind, each.producer_type, _amounts(rng, channels))
        for each in producers
        for kind in rng.sample(kinds, k=rng.choice([1, len(kinds)]))
    ]
    where = {"district": district, "month": month, "by": factories.system_officer()}
    import_confirmed(**where, rows=rows, source="ทดสอบ")


def _amounts(rng: Random, channels: list[int]) -> tuple[Decimal, ...]:
    sold = [rng.choice([0, 1, 1]) * rng.randint(1, 99_999) if n in channels else 0 for n in range(len(CHANNELS))]
    return tuple(Decimal(satang) / 100 for satang in sold)


def a_day_passes(rng: Random) -> None:
    """Some districts confirm late; some sheets are returned, changed, and mostly confirmed again."""
    for month in MONTHS:
        for district in District.objects.all():
            sheet = Sheet.objects.filter(district=district, month=month).first()
            if sheet is None and rng.random() < 0.5:
                confirm_month(rng, district, month)
            elif sheet and sheet.stage == Stage.PROVINCE and rng.random() < 0.3:
                change(rng, sheet)


def change(rng: Random, sheet: Sheet) -> None:
    rows = list(sheet.sales.filter(producer__is_collecting=False))
    if rows:
        _return(sheet, some := rng.sample(rows, k=rng.choice([1, min(2, len(rows)), len(rows)])))
        _retype(rng, sheet, [row.pk for row in some])
        if rng.random() < 0.8:
            confirm_again(sheet)


def _return(sheet: Sheet, rows: list) -> None:
    by = factories.province_officer(sheet.district.province_id)
    where = {"district": sheet.district, "month": sheet.month_id, "by": by}
    transitions.return_to_district(**where, rows=[row.pk for row in rows], reason="ผิด")


def _retype(rng: Random, sheet: Sheet, rows: list[int]) -> None:
    channels = rng.sample(range(4), k=rng.choice([1, 2, 4]))
    edits = [
        factories.edit(row, **dict(zip(CHANNELS, _amounts(rng, channels), strict=True)))
        for row in sheet.sales.filter(pk__in=rows)
    ]
    by = factories.district_officer(sheet.district_id)
    transitions.save_rows(district=sheet.district, month=sheet.month_id, by=by, edits=edits)


def confirm_again(sheet: Sheet) -> None:
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
