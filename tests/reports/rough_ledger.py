"""Two generated years of three random provinces, roughened by the real transitions until every stage stands in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from random import Random

from django.core.management import call_command
from django.db import transaction

from otop_portal import clock
from sales import transitions
from sales.imports import run
from sales.imports.history import HISTORY
from sales.models import CHANNELS, District, Officer, Sale, Sheet, Stage
from sales.transitions.producers import change_producer
from tests import factories
from tests.sales.imports import files

TODAY = clock.datetime(2023, 10, 10, 9, tzinfo=clock.BANGKOK)
OCTOBER = date(2023, 10, 1)
JULY, AUGUST, SEPTEMBER = (date(2023, month, 1) for month in (7, 8, 9))
IMPORTED = (
    "province,district,year_be,month,product_type,producer_type,"
    "domestic_offline,domestic_online,foreign_offline,foreign_online"
)


@dataclass(frozen=True)
class RoughLedger:
    """`seed` makes the same again. The last three districts of the first province: declared, silent, imported."""

    seed: int
    provinces: list[str]
    region: str
    districts: list[str]
    declared: str
    silent: str
    imported: str

    def __str__(self) -> str:
        return f"seed {self.seed}: provinces {', '.join(self.provinces)}"


@contextmanager
def three_provinces(django_db_blocker, seed: int) -> Iterator[RoughLedger]:
    """For the tests of one file; it goes when the file is done."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(TODAY):
        call_command("load_reference")
        ledger = _made(Random(seed), seed)
        with django_db_blocker.block():
            yield ledger
        transaction.set_rollback(True)


def _made(rng: Random, seed: int) -> RoughLedger:
    chosen, region = _provinces(rng)
    codes = {code: list(District.objects.filter(province=code).values_list("pk", flat=True)) for code in chosen}
    *of_first, declared, silent, imported = codes[chosen[0]]
    districts = [*of_first, *codes[chosen[1]], *codes[chosen[2]]]
    District.objects.update(reporting=False)
    District.objects.filter(pk__in=districts).update(reporting=True)
    count = len(districts)
    call_command("generate_ledger", years=2, districts=count, producers=4 * count, seed=seed)
    District.objects.filter(pk__in=[declared, silent, imported]).update(reporting=True)
    # One that has figures, but no longer reports.
    District.objects.filter(pk=districts[-1]).update(reporting=False)
    _roughen(rng, districts)
    _declare_nothing(declared)
    _import_sums(imported)
    return RoughLedger(seed, chosen, region, districts, declared, silent, imported)


def _provinces(rng: Random) -> tuple[list[str], str]:
    """Two of one region and one of another, none too large for a test."""
    sizes: dict[str, dict[str, int]] = {}
    for region, province in District.objects.values_list("province__region", "province"):
        of_region = sizes.setdefault(region, {})
        of_region[province] = of_region.get(province, 0) + 1
    fitting = {region: [code for code, size in of.items() if 5 <= size <= 9] for region, of in sorted(sizes.items())}
    region = rng.choice([region for region, codes in fitting.items() if len(codes) > 1])
    others = [code for other, codes in fitting.items() if other != region for code in codes]
    return [*rng.sample(fitting[region], 2), rng.choice(others)], region


def _roughen(rng: Random, districts: list[str]) -> None:
    """Of those that have rows: the smallest district may have been given no producer."""
    sheets = Sheet.objects.filter(district__in=districts, month__in=[JULY, AUGUST, SEPTEMBER], sales__isnull=False)
    sheets = list(sheets.distinct().order_by("pk"))
    steps = [_return_whole, _return_and_confirm_by_district, _return_part, _answer_nothing, _change_type]
    for sheet, step in zip(rng.sample(sheets, 10), steps * 2, strict=True):
        step(rng, sheet)
    for code in rng.sample(sorted({sheet.district_id for sheet in sheets}), 3):
        _begin_october(rng, code)


def _return_whole(rng: Random, sheet: Sheet) -> None:
    _return(sheet, None)


def _return_part(rng: Random, sheet: Sheet) -> None:
    rows = list(sheet.sales.values_list("pk", flat=True))
    _return(sheet, rng.sample(rows, len(rows) // 2 or 1))


def _return_and_confirm_by_district(rng: Random, sheet: Sheet) -> None:
    _return(sheet, None)
    factories.confirm_by_district(sheet)


def _answer_nothing(rng: Random, sheet: Sheet) -> None:
    """One row: no sales. It goes all the way again."""
    _return(sheet, None)
    row = rng.choice(list(sheet.sales.all()))
    edits = [factories.edit(row, **dict.fromkeys(CHANNELS, 0))]
    transitions.save_rows(district=sheet.district, month=sheet.month_id, by=_officer(sheet), edits=edits)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)


def _change_type(rng: Random, sheet: Sheet) -> None:
    """A producer's type changes in the register while one of his months is open again."""
    _return(sheet, None)
    row = rng.choice(list(sheet.sales.select_related("producer")))
    kind = "sme" if row.producer.producer_type != "sme" else "community_group"
    change_producer(producer=row.producer, by=_officer(sheet), producer_type=kind, reason="แก้ไขประเภท")


def _return(sheet: Sheet, rows: list[int] | None) -> None:
    by = factories.province_officer(sheet.district.province_id)
    transitions.return_to_district(district=sheet.district, month=sheet.month_id, by=by, rows=rows, reason="ตรวจสอบ")


def _officer(sheet: Sheet) -> Officer:
    return factories.district_officer(sheet.district_id)


def _begin_october(rng: Random, code: str) -> None:
    """Sync; some rows are answered, some of these confirmed by the district."""
    by = factories.district_officer(code)
    transitions.copy_previous_month(district=by.district, month=OCTOBER, by=by)
    rows = list(Sale.objects.of(by.district, OCTOBER))
    answered = rng.sample(rows, (len(rows) + 1) // 2)
    edits = [factories.edit(row, domestic_offline=rng.randrange(10_000), foreign_online="0.25") for row in answered]
    transitions.save_rows(district=by.district, month=OCTOBER, by=by, edits=edits)
    seen = dict(Sale.objects.of(by.district, OCTOBER).filter(pk=answered[0].pk).values_list("pk", "version"))
    transitions.confirm_by_district(district=by.district, month=OCTOBER, by=by, seen=seen)


def _declare_nothing(code: str) -> None:
    """Of both Augusts and Septembers; the province has yet to confirm the last."""
    by, province = factories.district_officer(code), factories.province_officer(code[:2])
    for month in (date(2022, 8, 1), date(2022, 9, 1), AUGUST, SEPTEMBER):
        sheet = transitions.declare_nothing(district=by.district, month=month, by=by).sheet
        if month != SEPTEMBER:
            transitions.confirm_by_province(
                district=by.district, month=month, by=province, seen={}, sheet_version=sheet.version
            )
    assert Sheet.objects.get(district=code, month=SEPTEMBER).stage == Stage.DISTRICT


def _import_sums(code: str) -> None:
    """Sums without producers, of a September and the one before."""
    place = f"{code[:2]},{code}"
    lines = [f"{place},{year},9,food,{kind},{year},1,2,0" for year in (2565, 2566) for kind in ("sme", "เจ้าของรายเดียว")]
    assert not run(HISTORY, files.csv(IMPORTED, *lines), by=factories.system_officer(), dry_run=False).faults
