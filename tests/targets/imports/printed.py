"""The printed tables of Nong Khai in the shape of the imports' contracts (DESIGN 8), made here by hand."""

import csv
from pathlib import Path

from sales.imports import Source
from tests.sales.imports import files

FIXTURES = Path(__file__).parents[3] / "fixtures"


def lines(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def targets_2566(number: int) -> list[dict[str, str]]:
    return [line for line in lines("nongkhai_2566_targets.csv") if line["round"] == str(number)]


def sheet_2566(number: int, make=files.csv) -> Source:
    rows = [
        ["หนองคาย", line["district"], line["sales_2565"], *(line[f"level_{level}"] for level in LEVELS)]
        for line in targets_2566(number)
    ]
    return made(make, [["province", "district", "base", *LEVELS], *rows])


def sheet_2567(column: str, *, under: str, make=files.csv) -> Source:
    rows = [
        ["หนองคาย", line["district"], line[column] if under == "base" else "", line[column] if under != "base" else ""]
        for line in lines("nongkhai_2567_q2_targets.csv")
    ]
    return made(make, [["province", "district", "base", "target"], *rows])


def road_map(year: int, make=files.csv) -> Source:
    sums = {line["district"]: line for line in lines(f"nongkhai_{year}_plan_sums.csv")}
    rows = [
        [
            "43",
            *(line[name] for name in ("district", "year_be", "month", "normal", "online", "total")),
            sums[line["district"]].get({"3": "sum_6_months", "9": "sum_12_months"}.get(line["month"]), ""),
        ]
        for line in lines(f"nongkhai_{year}_plan.csv")
    ]
    return made(make, [["province", "district", "year_be", "month", "offline", "online", "total", "sum"], *rows])


LEVELS = ("low", "standard", "high")


def made(make, rows: list[list[str]]) -> Source:
    return make(*map(",".join, rows)) if make is files.csv else make(rows)
