"""The routes of the open API for people, read from its OpenAPI description: nothing of it is written twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from otop_portal import fiscal

# What every list has is explained once.
OF_EVERY_LIST = ("page", "per_page")


@dataclass(frozen=True)
class Route:
    """`parameters` and `fields`: the name and what it means."""

    path: str
    summary: str
    parameters: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    example: str


def routes(request: HttpRequest, schema: dict[str, Any], month: date) -> Iterator[Route]:
    """`month`: which the examples ask for."""
    asked = {"month": f"{month:%Y-%m}", "year": fiscal.fiscal_year(month)}
    for path, methods in schema["paths"].items():
        route = methods["get"]
        yield Route(
            path,
            route["summary"],
            [(each["name"], each["description"]) for each in route["parameters"] if each["name"] not in OF_EVERY_LIST],
            [*_fields(route["responses"][200], schema["components"]["schemas"])],
            request.build_absolute_uri(f"{path}{route.get('x-example', '')}".format(**asked)),
        )


def _fields(response: dict[str, Any], known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Of a list those of its items."""
    for content in response.get("content", {}).values():
        properties = _named(content["schema"], known)["properties"]
        if "items" in properties:
            properties = _named(properties["items"]["items"], known)["properties"]
        yield from ((name, each["description"]) for name, each in properties.items())


def _named(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    return known[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
