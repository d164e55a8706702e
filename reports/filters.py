"""What can be asked of a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from django import forms

from otop_portal import clock, fiscal, thai
from sales.addresses import fiscal_years, month_to_report
from sales.choices import CHANNEL_LABELS
from sales.models import Area, Officer, ProducerType, ProductType, Role
from sales.models.areas import LEVELS
from targets.models import SchemeVersion
from targets.standings import announced_for, newest_first

from . import periods
from .areas import area_choices, area_name, areas_offered, levels_within, ways_down_to
from .asked import AskedForm
from .definitions import Report
from .moments import MomentField
from .selection import Only, Scope, Selection, Unit, default_level, default_unit

NOT_LATER = "วันที่ที่เทียบต้องอยู่ก่อน จึงเทียบกับข้อมูลล่าสุดแทน"
A_WEEK = timedelta(days=7)
LAST_BEFORE_FIRST = "เดือนสุดท้ายอยู่ก่อนเดือนแรก จึงแสดงช่วงเวลาที่ใกล้เคียงแทน"
# What is seldom asked stands behind the rest.
SELDOM = ("product_type", "producer_type", "channel", "scope", "at")


class FilterForm(AskedForm):
    """The fields that mean something for the report. What is left out is the newest period, the officer's whole area.

    The ends of a run (`first`, `last`: 2022-10) are asked only where the period is one.
    """

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    period = forms.ChoiceField(label="ช่วงเวลา", choices=periods.CHOICES)
    first = forms.ChoiceField(label="ตั้งแต่เดือน")
    last = forms.ChoiceField(label="ถึงเดือน")
    area = forms.ChoiceField(label="พื้นที่", required=False)
    level = forms.ChoiceField(label="แสดงราย", choices=LEVELS.items())
    product_type = forms.ChoiceField(
        label="ประเภทผลิตภัณฑ์", choices=[("", "ทุกประเภท"), *ProductType.choices], required=False
    )
    producer_type = forms.ChoiceField(
        label="ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ",
        choices=[("", "ทุกประเภท"), *ProducerType.choices],
        required=False,
    )
    channel = forms.ChoiceField(label="ช่องทาง", choices=[("", "ทุกช่องทาง"), *CHANNEL_LABELS.items()], required=False)
    scope = forms.ChoiceField(label="ยอดที่นับ", choices=Scope.choices)
    since = MomentField(label="เทียบกับวันที่")
    at = MomentField(label="ณ วันที่", required=False)
    only = forms.ChoiceField(label="แสดงเฉพาะ", choices=Only.choices, required=False)
    unit = forms.ChoiceField(label="หน่วย", choices=Unit.choices, widget=forms.HiddenInput)
    sort = forms.ChoiceField(label="การเรียงลำดับ", required=False, widget=forms.HiddenInput)
    scheme = forms.ChoiceField(label="ตัวชี้วัด", required=False)
    blank = forms.BooleanField(label="เว้นช่องผลสำเร็จไว้กรอก", required=False)

    def __init__(self, asked: Mapping[str, Any], *, report: Report, officer: Officer) -> None:
        self.officer, self.report = officer, report
        self.areas = areas_offered(officer, asked.get("area", ""))
        self.schemes = _schemes_offered(officer, report) if "scheme" in report.filters else {}
        self.defaults = _defaults(report, officer, self.areas, asked) | {"scheme": next(iter(self.schemes), "")}
        super().__init__(asked, self.defaults)
        self._offer()
        for name in self.fields.keys() - self._meaningful():
            del self.fields[name]

    def _meaningful(self) -> set[str]:
        """The report's own, the ends of a run only where one is asked for; who has no area reads what is confirmed."""
        ends = {"first", "last"} if "period" in self.report.filters and self.data["period"] == periods.RUN else set()
        return {*self.report.filters, *ends} - ({"scope"} if not Role(self.officer.role).area else set())

    def _offer(self) -> None:
        """What this officer may choose."""
        years = fiscal_years()
        months = [month for year in years for month in reversed(fiscal.months_of(year))]
        ends = [(f"{month:%Y-%m}", thai.month_long(month)) for month in months]
        chosen = self.areas.get(self.data["area"])
        offered = {
            "year": [(year, str(year)) for year in years],
            "first": ends,
            "last": ends,
            "area": area_choices(self.areas),
            "level": [(level, LEVELS[level]) for level in levels_within(chosen)],
            "scheme": [(slug, str(version.scheme)) for slug, version in self.schemes.items()],
            "sort": [("", ""), *((key, key) for key in self.report.sortable)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        if {"first", "last"} <= chosen.keys() and chosen["first"] > chosen["last"]:
            self.add_error("last", forms.ValidationError(LAST_BEFORE_FIRST, code="run"))
        if chosen.get("at") and chosen.get("since") and chosen["at"] <= chosen["since"]:
            self.add_error("at", forms.ValidationError(NOT_LATER, code="moment"))
        for name in {"at", "since"} & chosen.keys():
            if chosen[name]:  # beside the browser's calendar, which has another era
                self[name].label = f"{self.fields[name].label} · {thai.date_long(chosen[name])}"
        if chosen.get("at"):
            chosen["scope"] = Scope.PROVINCE  # what was typed then is known sheet by sheet only
        return chosen

    def asking(self, data: dict[str, Any]) -> Self:
        first, last = sorted((data["first"], data["last"]))
        return type(self)(data | {"first": first, "last": last}, report=self.report, officer=self.officer)

    @property
    def often(self) -> list[forms.BoundField]:
        """What leaves no choice is not asked: it would outlive the area that it was the only one for."""
        return [field for field in self if field not in self.seldom and not _is_settled(field)]

    @property
    def seldom(self) -> list[forms.BoundField]:
        seldom = set(SELDOM) - ({"at"} if "since" in self.fields else set())
        return [field for field in self if field.name in seldom]

    @property
    def asks_seldom(self) -> bool:
        return any(field.value() != self.defaults[field.name] for field in self.seldom)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the widest area the officer sees down to the one chosen: name, and the address of the same question."""
        selection = self.selection()
        way = [area for area in ways_down_to(selection.area) if (area.code if area else "") in self.areas]
        return [(area_name(area), f"?{self._question_of(area)}") for area in way]

    def _question_of(self, area: Area | None) -> str:
        return self.selection().question(self.report.filters, area=area.code if area else "", level="")

    @cached_property
    def months(self) -> tuple[date, ...]:
        chosen = self.cleaned_data
        if "scheme" in chosen:
            version = self.schemes.get(chosen["scheme"])
            return tuple(version.months) if version else (month_to_report().pk,)
        if chosen.get("period") == periods.RUN:
            return periods.run(*(date.fromisoformat(f"{chosen[end]}-01") for end in ("first", "last")))
        return periods.months_named(chosen.get("period", periods.WHOLE_YEAR), chosen["year"])

    def selection(self) -> Selection:
        """Of a form that is valid."""
        area = self.areas[self.cleaned_data["area"]]
        chosen = {"level": default_level(area)} | self.cleaned_data
        names = ("level", "product_type", "producer_type", "channel", "sort", "at", "since")
        return Selection(
            self.officer,
            self.months,
            clock.now(),
            area=area,
            scope=Scope(chosen.get("scope", Scope.PROVINCE)),
            unit=Unit(chosen.get("unit", Unit.BAHT)),
            only=Only(chosen.get("only", Only.ALL)),
            scheme=self.schemes.get(chosen.get("scheme", "")),
            blank=chosen.get("blank", False),
            **{name: chosen[name] for name in names if name in chosen},
        )


class SetForm(FilterForm):
    """All reports of one month."""

    period = forms.ChoiceField(label="เดือน", choices=periods.SINGLE_MONTHS)


class RowsForm(FilterForm):
    """More than a year of rows is not written at once."""

    period = forms.ChoiceField(label="ช่วงเวลา", choices=periods.NAMED)


def _schemes_offered(officer: Officer, report: Report) -> dict[str, SchemeVersion]:
    """By slug, the newest period first."""
    suited = [version for version in announced_for(officer) if report.suits(version)]
    return {version.scheme.slug: version for version in newest_first(suited)}


def _is_settled(field: forms.BoundField) -> bool:
    return field.name == "level" and len(field.field.choices) == 1


def _defaults(report: Report, officer: Officer, areas: Mapping[str, Area | None], asked: Mapping) -> dict[str, Any]:
    newest = month_to_report()
    area = areas.get(asked.get("area", ""), next(iter(areas.values())))
    return {
        "year": newest.fiscal_year,
        "period": str(newest.pk.month) if report.period == periods.NEWEST_MONTH else periods.WHOLE_YEAR,
        "first": f"{fiscal.months_of(newest.fiscal_year)[0]:%Y-%m}",
        "last": f"{newest.pk:%Y-%m}",
        "area": next(iter(areas)),
        "level": default_level(area),
        "product_type": "",
        "producer_type": "",
        "channel": "",
        "scope": Scope.PROVINCE.value,
        "unit": default_unit(officer).value,
        "sort": "",
        "at": "",
        "only": Only.ALL.value,
        "blank": "",
        "since": (clock.today() - A_WEEK).isoformat(),
    }
