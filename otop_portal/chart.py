"""A table that a page also draws: `static/js/charts.js` reads the figures from the table itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """A column of figures: drawn as "bar" or "line", or only told."""

    heading: str
    drawn: str = ""


@dataclass(frozen=True)
class Line:
    """What the figures are of, and how they read, one for each series."""

    name: str
    texts: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True)
class Chart:
    """`shape`: upright, lying or stacked bars. `names` heads the column of names, `total` is told but not drawn, and
    `source` stands under the picture to keep."""

    title: str
    names: str
    series: tuple[Series, ...]
    lines: tuple[Line, ...]
    total: Line | None = None
    unit: str = ""
    shape: str = "upright"
    notes: tuple[str, ...] = ()
    source: str = ""
