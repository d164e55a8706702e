"""Nong Khai's targets and plans of 2566 and 2567, as its letters print them, through the imports."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from otop_portal import clock
from sales.demo.figures import PROVINCE
from sales.demo.moments import morning_of
from sales.imports import Importer, Source, run
from sales.reference import fixture, load_system_officer

from .imports.plans import PLANS
from .imports.targets import targets_of
from .missions import demo as missions
from .models import Scheme
from .reference import load_schemes

Line = Mapping[str, str]


# The letters that the targets and plans of a year are attached to (S000, S003).
_LETTERS = {2566: date(2023, 2, 15), 2567: date(2024, 2, 9)}


def load() -> None:
    """Those of a letter of that day or before it at its own moment; the others are there in advance."""
    today = clock.today()
    for year, letter in _LETTERS.items():
        with clock.at(morning_of(min(letter, today))):
            load_schemes()
            by = load_system_officer()
            for importer, source in _FILES[year]():
                booking = run(importer, source, by=by)
                assert not booking.faults, booking.faults


def load_reported() -> None:
    """What is reported by hand, by the demo's officers; nothing in a demo of an earlier day."""
    today = clock.today()
    if today < missions.BEGUN_ON:
        return
    with clock.at(morning_of(missions.BEGUN_ON)):
        load_schemes("demo_schemes.json")
        for importer, source in _invented():
            booking = run(importer, source, by=load_system_officer())
            assert not booking.faults, booking.faults
    missions.load(today)


def _of_2566() -> Iterator[tuple[Importer, Source]]:
    name = "nongkhai_2566_targets.csv"
    for number in "12":
        lines = [line for line in fixture(name) if line["round"] == number]
        levels = {level: f"level_{level}" for level in ("low", "standard", "high")}
        yield _targets(f"2566-r{number}-sales", name, lines, base="sales_2565", **levels)
    yield _road_map(2566)


def _of_2567() -> Iterator[tuple[Importer, Source]]:
    name = "nongkhai_2567_q2_targets.csv"
    yield _targets("2567-q2-products-nongkhai", name, fixture(name), target="product_target")
    yield _targets("2567-q2-sales-nongkhai", name, fixture(name), target="sales_target_baht")
    yield _targets("2567-q2-shop-nongkhai", name, fixture(name), base="shop_target")
    yield _road_map(2567)


def _invented() -> Iterator[tuple[Importer, Source]]:
    """The printed figures of 2567 stand in for what no document asks in 2566."""
    name = "nongkhai_2567_q2_targets.csv"
    yield _targets(missions.SHOP, name, fixture(name), base="shop_target")
    name = "nongkhai_2567_producers.csv"
    yield _targets(missions.ONLINE, name, fixture(name), base="producers_total")


_FILES = {2566: _of_2566, 2567: _of_2567}


def _road_map(year: int) -> tuple[Importer, Source]:
    name = f"nongkhai_{year}_plan.csv"
    sums = {line["district"]: line for line in fixture(f"nongkhai_{year}_plan_sums.csv")}
    column = {"3": "sum_6_months", "9": "sum_12_months"}
    lines = [{**line, "sum": sums[line["district"]].get(column.get(line["month"], ""), "")} for line in fixture(name)]
    printed = {"offline": "normal", "online": "online", "total": "total", "sum": "sum"}
    return PLANS, _source(name, lines, year_be="year_be", month="month", **printed)


def _targets(slug: str, name: str, lines: Iterable[Line], **columns: str) -> tuple[Importer, Source]:
    version = Scheme.objects.get(slug=slug).current
    return targets_of(version), _source(name, lines, **({"base": ""} | columns))


def _source(name: str, lines: Iterable[Line], **columns: str) -> Source:
    """The lines under the headings of the import, each filled from a column of the document."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(["province", "district", *columns])
    table.writerows([PROVINCE, line["district"], *(line.get(each, "") for each in columns.values())] for line in lines)
    return Source(name, text.getvalue().encode())
