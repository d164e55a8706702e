"""Random histories of a small ledger, each step checked against the oracle."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from otop_portal import clock
from sales import transitions
from sales.models import (
    CHANNELS,
    District,
    Officer,
    Producer,
    ProducerType,
    Sale,
    Sheet,
    SheetEvent,
    Tally,
)
from sales.transitions.imports import ImportedRow
from sales.transitions.producers import change_producer, close_producer, reopen_producer
from sales.transitions.register_moves import carry_rows
from sales.transitions.row_state import replay, snapshot
from sales.verification import differences
from tests import factories, personas
from tests.factories import AUGUST, JULY

from .corrections.histories import CorrectionHistories
from .department_sums import figures_of, sums, sums_by_sql
from .oracle import DISTRICT, DRAFT, PROVINCE, Key, Oracle, Place, Rows
from .strategies import amounts, answered, fresh, kinds, picks, some, whoever

STAGES = ["draft", "district", "province"]
DISTRICTS = ["4317", "4201"]
PLACES: list[Place] = [*product(DISTRICTS, [AUGUST, JULY])]
START = datetime(2023, 9, 3, 8, tzinfo=clock.BANGKOK)


@dataclass(frozen=True)
class Page:
    """What an officer has on his screen: the rows as the oracle and as the ledger had them."""

    rows: Rows
    ids: dict
    versions: dict[int, int]
    version: int
    revision: int


def set_up() -> None:
    """What every history starts from: areas, months, officers and producers."""
    factories.months(JULY, AUGUST)
    for make in personas.OFFICERS.values():
        make()
    for code, (name, kind) in product(DISTRICTS, [("กลุ่มทอผ้า", "community_group"), ("ร้านปลาส้ม", "sme"), ("สวนไผ่", "")]):
        factories.producer(f"{name}{code}", by=factories.district_officer(code), producer_type=kind)


class Histories(CorrectionHistories, RuleBasedStateMachine):
    sheets = Bundle("sheets")
    # What the steps of all histories came to, by action.
    effects: Counter = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.moment = START
        self.oracle = Oracle()
        self.districts = District.objects.select_related("province").in_bulk()
        self.officers = {
            officer.username: officer for officer in Officer.objects.select_related("district", "province")
        }
        self.producers = {code: [*Producer.objects.filter(district=code)] for code in DISTRICTS}
        self.pages: dict[Place, Page] = {}
        self.remembered: list[tuple[datetime, dict, dict]] = []
        for code, producers in self.producers.items():
            self.oracle.open[code] = {producer.pk for producer in producers}
            self.oracle.types |= {each.pk: each.producer_type for each in producers if each.producer_type}

    def teardown(self) -> None:
        try:
            self.check_the_past()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def attempt(self, place: Place, level: str, who: str | None, act: Callable, expected: Callable[[], bool]) -> None:
        """The oracle says whether it has an effect, whoever tries it; it has none for anybody without the right."""
        right = {"district": [f"d{place[0]}"], "province": [f"p{place[0][:2]}"], "system": ["system", "admin"]}[level]
        by = self.officers[who or right[0]]
        where = {"district": self.districts[place[0]], "month": place[1], "by": by}
        self.moment += timedelta(minutes=1)
        with clock.at(self.moment):
            try:
                event = act(**where).event
            except transitions.Refused:
                event = None
        done = event is not None
        self.effects[event.action if done else "nothing"] += 1
        assert done == (by.username in right and expected()), f"{act} by {by}"

    def page(self, place: Place, *, fresh: bool) -> Page:
        if fresh or place not in self.pages:
            rows = Sale.objects.of(*place)
            sheet = Sheet.objects.filter(district=place[0], month=place[1]).first()
            self.pages[place] = Page(
                {**self.oracle.sheets[place]},
                {(row.producer_id, row.product_type): row for row in rows},
                {row.pk: row.version for row in rows},
                sheet.version if sheet else 0,
                self.oracle.revisions[place],
            )
        return self.pages[place]

    def one_row(self, page: Page, pick: int) -> Key:
        return [*page.ids][pick % len(page.ids)]

    def some_rows(self, page: Page, wanted: list[int] | None) -> list[Key]:
        if wanted is None or not page.ids:
            return [*page.ids]
        return [*dict.fromkeys(self.one_row(page, pick) for pick in wanted)]

    @initialize(
        target=sheets,
        main=st.sampled_from(PLACES),
        lines=st.lists(st.tuples(picks, kinds, answered), max_size=5),
        depth=st.integers(0, 3),
    )
    def start(self, main, lines, depth):
        """A first sheet with some rows, as far as the depth says."""
        if not lines:
            self.close_or_reopen(code=main[0], everybody=True, pick=0)
        for pick, kind, typed in lines:
            self.add(place=main, who=None, pick=pick, kind=kind, typed=typed)
        self.page(main, fresh=True)
        for confirm in [self.confirm_by_district, self.confirm_by_province][:depth]:
            confirm(place=main, who=None, wanted=None, fresh=True)
        return multiple(*PLACES, *[main] * 12)

    @rule(place=sheets, who=whoever, pick=picks, typed=amounts, untouched=st.sets(st.integers(0, 3)), fresh=fresh)
    def save(self, place, who, pick, typed, untouched, fresh):
        page = self.page(place, fresh=fresh)
        if not page.ids:
            return
        key = self.one_row(page, pick)
        row = page.ids[key]
        typed = tuple(row.amounts[cell] if cell in untouched else typed[cell] for cell in range(4))
        edit = transitions.RowEdit(row.pk, row.version, row.amounts, typed)
        self.attempt(
            place,
            "district",
            who,
            lambda **where: transitions.save_rows(**where, edits=[edit]),
            lambda: self.oracle.save(place, key, page.rows[key], typed),
        )

    @rule(place=sheets, pick=picks, first=amounts, second=amounts)
    def two_save_from_one_page(self, place, pick, first, second):
        self.save(place=place, who=None, pick=pick, typed=first, untouched={3}, fresh=True)
        self.save(place=place, who=None, pick=pick, typed=second, untouched=set(), fresh=False)

    @rule(place=sheets, pick=picks, typed=answered)
    def confirm_what_changed_behind_the_page(self, place, pick, typed):
        self.save(place=place, who=None, pick=pick, typed=typed, untouched=set(), fresh=True)
        self.confirm_by_district(place=place, who=None, wanted=None, fresh=False)

    @rule(place=sheets, who=whoever, pick=picks, kind=kinds, typed=amounts)
    def add(self, place, who, pick, kind, typed):
        producer = self.producers[place[0]][pick % 3]
        producer.refresh_from_db()
        line = factories.new_row(producer.name, kind, typed, producer_type="", distinct=True)
        self.attempt(
            place,
            "district",
            who,
            lambda **where: transitions.save_rows(**where, new=[line]),
            lambda: self.oracle.add(place, (producer.pk, kind), typed),
        )

    @rule(place=sheets, who=whoever, wanted=some)
    def delete(self, place, who, wanted):
        page = self.page(place, fresh=True)
        keys = self.some_rows(page, wanted)
        rows = [page.ids[key].pk for key in keys]
        self.attempt(
            place,
            "district",
            who,
            lambda **where: transitions.delete_rows(**where, rows=rows, reason="เลิกผลิต"),
            lambda: self.oracle.delete(place, keys),
        )

    @rule(place=sheets, who=whoever, pick=picks, kind=kinds)
    def retype(self, place, who, pick, kind):
        page = self.page(place, fresh=True)
        if not page.ids:
            return
        key = self.one_row(page, pick)
        self.attempt(
            place,
            "district",
            who,
            lambda **where: transitions.change_product_type(**where, row=page.ids[key].pk, product_type=kind),
            lambda: self.oracle.retype(place, key, kind),
        )

    @rule(place=sheets, who=whoever, pick=picks)
    def merge(self, place, who, pick):
        gone, stays = (self.producers[place[0]][(pick + turn) % 3] for turn in (0, 1))
        self.attempt(
            place,
            "province",
            who,
            lambda **where: carry_rows(**where, producer=gone, into=stays, reason="จดซ้ำ"),
            lambda: self.oracle.merge(place, gone.pk, stays.pk),
        )

    @rule(code=st.sampled_from(DISTRICTS), who=whoever)
    def sync(self, code, who):
        self.attempt(
            (code, AUGUST),
            "district",
            who,
            transitions.copy_previous_month,
            lambda: self.oracle.sync((code, AUGUST), (code, JULY)),
        )

    @rule(place=sheets, who=whoever, wanted=some, fresh=fresh)
    def confirm_by_district(self, place, who, wanted, fresh):
        page = self.page(place, fresh=fresh)
        keys = self.some_rows(page, wanted)
        seen = {page.ids[key].pk: page.ids[key].version for key in keys}
        self.attempt(
            place,
            "district",
            who,
            lambda **where: transitions.confirm_by_district(**where, seen=seen),
            lambda: self.oracle.confirm_by_district(place, {key: page.rows[key] for key in keys}),
        )

    @rule(place=sheets, who=whoever, wanted=some, fresh=fresh)
    def confirm_by_province(self, place, who, wanted, fresh):
        page = self.page(place, fresh=fresh)
        keys = self.some_rows(page, wanted)
        seen = {page.ids[key].pk: page.ids[key].version for key in keys}
        self.attempt(
            place,
            "province",
            who,
            lambda **where: transitions.confirm_by_province(**where, seen=seen),
            lambda: self.oracle.confirm_by_province(place, {key: page.rows[key] for key in keys}),
        )

    @rule(place=sheets, who=whoever, fresh=fresh)
    def confirm_whole(self, place, who, fresh):
        page = self.page(place, fresh=fresh)
        self.attempt(
            place,
            "province",
            who,
            lambda **where: transitions.confirm_by_province(**where, seen=None, sheet_version=page.version),
            lambda: (
                self.oracle.confirm_whole(place, page.revision)
                or (
                    self.oracle.revisions[place] == page.revision
                    and self.oracle.move_empty(place, [DISTRICT], PROVINCE)
                )
            ),
        )

    @rule(place=sheets, who=whoever, wanted=some)
    def send_back(self, place, who, wanted):
        page = self.page(place, fresh=True)
        keys = self.some_rows(page, wanted)
        rows = None if wanted is None else [page.ids[key].pk for key in keys]
        self.attempt(
            place,
            "province",
            who,
            lambda **where: transitions.return_to_district(**where, rows=rows, reason="ยอดไม่ตรง"),
            lambda: self.oracle.send_back(place, keys) or self.oracle.move_empty(place, [DISTRICT, PROVINCE], DRAFT),
        )

    @rule(place=sheets, who=whoever)
    def declare(self, place, who):
        self.attempt(place, "district", who, transitions.declare_nothing, lambda: self.oracle.declare(place))

    @rule(place=sheets, who=whoever, pick=picks, kind=kinds, typed=answered)
    def book_old(self, place, who, pick, kind, typed):
        producer = self.producers[place[0]][pick % 3]
        line = ImportedRow(1, producer, kind, "community_single_owner", typed)
        self.attempt(
            place,
            "system",
            who,
            lambda **where: transitions.import_confirmed(**where, rows=[line], source="ไฟล์เก่า"),
            lambda: self.oracle.book_old(place, (producer.pk, kind), line.producer_type, typed),
        )

    @rule(code=st.sampled_from(DISTRICTS), everybody=st.booleans(), pick=picks)
    def close_or_reopen(self, code, everybody, pick):
        for producer in self.producers[code] if everybody else [self.producers[code][pick % 3]]:
            change = close_producer if producer.pk in self.oracle.open[code] else reopen_producer
            change(producer=producer, by=self.officers[f"d{code}"], on=AUGUST, reason="ตามทะเบียน")
            self.oracle.open[code] ^= {producer.pk}
            self.oracle.reopened[producer.pk] = AUGUST

    @rule(code=st.sampled_from(DISTRICTS), pick=picks, kind=st.sampled_from(ProducerType.values))
    def name_and_type(self, code, pick, kind):
        producer = self.producers[code][pick % 3]
        name = f"{producer.name}{len(self.remembered)}"
        change_producer(producer=producer, by=self.officers[f"p{code[:2]}"], name=name, producer_type=kind)
        self.oracle.types[producer.pk] = kind

    @invariant()
    def the_department_sees_what_the_oracle_says(self):
        seen = {
            (
                row.sheet.district_id,
                row.sheet.month_id,
                row.producer_id,
                row.product_type,
                row.producer_type,
                row.amounts,
            )
            for row in Sale.objects.visible_to(self.officers["cdd"]).select_related("sheet")
        }
        assert seen == {
            (*place, *key, row.producer_type, row.amounts)
            for place in PLACES
            for key, row in self.oracle.confirmed(place).items()
        }

    @invariant()
    def the_tally_is_the_oracles(self):
        lines = Tally.objects.visible_to(self.officers["cdd"]).at(None)
        stored = {(line.district_id, line.month_id): figures_of(line) for line in lines}
        expected = {place: self.expected_figures(place) for place in PLACES if self.has_figures(place)}
        assert stored == expected
        assert sums(stored) == sums_by_sql()
        self.remembered.append((self.moment, stored, self.rows_by_sheet()))

    def has_figures(self, place: Place) -> bool:
        return bool(self.oracle.confirmed(place)) or self.oracle.stage(place) == PROVINCE

    def expected_figures(self, place: Place) -> Counter:
        """Figures by name, noughts left out; of a producer counted once, the type of his last line."""
        rows, figures = self.oracle.confirmed(place), Counter()
        for (_, kind), row in rows.items():
            for channel, value in zip(CHANNELS, row.amounts, strict=True):
                figures[kind, row.producer_type, channel] += value
                figures["total"] += value
        figures["rows"] = len(rows)
        figures["producers"] = len({producer for producer, _ in rows})
        figures["complete"] = self.oracle.stage(place) == PROVINCE
        return +figures

    @invariant()
    def every_sheet_is_as_far_as_its_lowest_row_and_counts_its_events(self):
        for sheet in Sheet.objects.all():
            place = sheet.district_id, sheet.month_id
            assert sheet.stage == STAGES[self.oracle.stage(place)]
            assert sheet.version == SheetEvent.objects.filter(sheet=sheet).count()

    def rows_by_sheet(self) -> dict[int, dict]:
        rows = {}
        for row in Sale.objects.all():
            rows.setdefault(row.sheet_id, {})[row.pk] = snapshot(row)
        return rows

    def check_the_past(self) -> None:
        """Every moment's sums and rows are still to be had, and nothing derived differs."""
        events = {
            sheet: [*SheetEvent.objects.filter(sheet=sheet)] for sheet in Sheet.objects.values_list("pk", flat=True)
        }
        for moment, stored, rows in self.remembered:
            lines = Tally.objects.at(moment)
            assert {(line.district_id, line.month_id): figures_of(line) for line in lines} == stored
            replayed = {sheet: replay(event for event in all_ if event.at <= moment) for sheet, all_ in events.items()}
            assert {sheet: each for sheet, each in replayed.items() if each} == rows
        assert [*differences()] == []
