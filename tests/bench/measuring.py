"""Times, their medians and spread, and the table of what was to be reached."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Times:
    """Seconds."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    def __str__(self) -> str:
        low, middle, high = (f"{1000 * value:.2f}" for value in (min(self.values), self.median, max(self.values)))
        return f"{middle} ms ({low}–{high})"


@dataclass(frozen=True)
class Figure:
    id: str
    value: float
    target: float
    better: str
    ok: bool


def higher(id: str, value: float, target: float) -> Figure:
    return Figure(id, round(value, 2), target, "higher", value >= target)


def lower(id: str, value: float, target: float) -> Figure:
    return Figure(id, round(value, 2), target, "lower", value <= target)


def interleaved(rounds: int, runs: Mapping[str, Callable[[], Callable[[], object]]]) -> dict[str, Times]:
    """Each run prepares, outside the time, and returns what is timed; they take turns, sharing the weather."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for round_number in range(rounds + 1):
        for name, prepare in runs.items():
            timed = prepare()
            start = perf_counter()
            timed()
            seconds = perf_counter() - start
            if round_number:  # the first warms caches and plans
                taken[name].append(seconds)
    return {name: Times(tuple(values)) for name, values in taken.items()}


def print_table(times: Mapping[str, Times], figures: Sequence[Figure]) -> None:
    for what, taken in times.items():
        print(f"  {what:<24} {taken}")
    for figure in figures:
        sign = "≥" if figure.better == "higher" else "≤"
        print(f"  {figure.id:<24} {figure.value:>8} {sign} {figure.target:<6} {'ok' if figure.ok else 'MISSED'}")


def write(figures: Sequence[Figure], path: Path) -> None:
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=1))
