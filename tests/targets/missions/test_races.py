"""C1 to C3 over what is reported by hand: two officers at the same moment, real threads on a real database."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from threading import Barrier, BrokenBarrierError, current_thread, main_thread

import pytest
from django.db import connection

from sales.models import Officer, Product, Stage
from sales.transitions.refusals import Refused
from targets.missions.asked import Asked, Round
from targets.models import HandReported, MissionEvent, MissionReport, OnlineProduct, Scheme, SchemeVersion
from targets.transitions import missions
from tests import factories
from tests.sizes import size
from tests.targets.factories import target
from tests.threads import together

from .reporting import FULL, by_district, online, product, report, report_online, seen, shops

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = size(1 if connection.vendor == "sqlite" else 2, full=200)
THIS_ROUND = Round(factories.JULY, factories.AUGUST)


@dataclass(frozen=True)
class Office:
    """A district with a report of each kind, and two officers who read the page before either acts."""

    code: str
    kind: type[HandReported]

    @property
    def of(self) -> dict:
        return {"district": factories.district(self.code), "by": factories.district_officer(self.code)}

    @property
    def colleague(self) -> Officer:
        return factories.officer(f"colleague-{self.code}", "district", factories.district(self.code))

    @property
    def of_province(self) -> dict:
        return self.of | {"by": factories.province_officer(self.code[:2])}

    @property
    def row(self) -> HandReported:
        return self.kind.objects.filter(district=self.code).first()

    def start(self, stage: str) -> "Office":
        for version in SchemeVersion.objects.all():
            target(version, 10, code=self.code)
        factories.province_officer(self.code[:2])
        if self.kind is MissionReport:
            row = report(shop(), 3, code=self.code)
        else:
            (row,) = report_online(product(code=self.code))
            product("ผ้าขาวม้า", code=self.code)
        if stage != Stage.DRAFT:
            by_district(row)
        return self

    def outcome(self) -> tuple:
        """All that it came to, without numbers of rows, versions of who was refused, and moments."""
        ours = ("district", "id", "version", "changed_at", "product_id", "producer_id")
        rows = [
            {name: value for name, value in row.items() if name not in ours and not name.endswith(("_at", "_id"))}
            for row in self.kind.objects.filter(district=self.code).order_by("pk").values()
        ]
        return rows, [*MissionEvent.objects.filter(district=self.code).order_by("pk").values_list("action", flat=True)]


def shop() -> Asked:
    return Asked(Scheme.objects.get(slug="shop").current)


def _number(at: Office, by: Officer, amount: int) -> Callable:
    of, old = at.of | {"by": by}, seen(at.row)
    return lambda: missions.report_mission(asked=shop(), **of, seen=old, amount=amount, evidence="นค 2")


def _line(at: Office, by: Officer, link: str) -> Callable:
    row, of = at.row, at.of | {"by": by}
    line = missions.ProductLine(row.product, FULL | {"link": link, "sales": Decimal(7)}, row.pk, row.version)
    return lambda: missions.report_products(of=THIS_ROUND, **of, lines=[line])


def _save(at: Office) -> Callable:
    by = at.of["by"]
    return _number(at, by, 5) if at.kind is MissionReport else _line(at, by, "เพจของฉัน")


def _colleague_saves(at: Office) -> Callable:
    return _number(at, at.colleague, 8) if at.kind is MissionReport else _line(at, at.colleague, "เพจของเพื่อน")


def _add(at: Office) -> Callable:
    of, line = at.of, missions.ProductLine(Product.objects.get(name="ผ้าขาวม้า", producer__district=at.code), FULL)
    return lambda: missions.report_products(of=THIS_ROUND, **of, lines=[line])


def _delete(at: Office) -> Callable:
    of, old = at.of, seen(at.row)
    return lambda: missions.delete_products(**of, seen=old)


def _confirm_by_district(at: Office) -> Callable:
    of, old = at.of | {"kind": at.kind}, seen(at.row)
    return lambda: missions.confirm_by_district(**of, seen=old)


def _confirm_by_province(at: Office) -> Callable:
    of, old = at.of_province | {"kind": at.kind}, seen(at.row)
    return lambda: missions.confirm_by_province(**of, seen=old)


def _give_back(at: Office) -> Callable:
    of, old = at.of_province | {"kind": at.kind}, seen(at.row)
    return lambda: missions.return_to_district(**of, seen=old, reason="ไม่ชัดเจน")


OF_BOTH = {
    "save": _save,
    "colleague saves": _colleague_saves,
    "confirm by district": _confirm_by_district,
    "confirm by province": _confirm_by_province,
    "return": _give_back,
}
ACTIONS = {MissionReport: OF_BOTH, OnlineProduct: OF_BOTH | {"add": _add, "delete": _delete}}
CASES = [(kind, first) for kind, actions in ACTIONS.items() for first in actions]


@pytest.fixture(autouse=True)
def schemes():
    factories.months(factories.JULY, factories.AUGUST)
    shops(), online()


def begun(kind: type[HandReported], pair: tuple[str, str], code: int) -> tuple[Office, list[Callable]]:
    """Where a draft is confirmed there is one; everything else begins with the district's word given."""
    at = Office(str(code), kind).start(Stage.DRAFT if "confirm by district" in pair else Stage.DISTRICT)
    return at, [ACTIONS[kind][name](at) for name in pair]


def one_after_the_other(kind, pair, code: int, *, reverse: bool = False) -> tuple:
    at, actions = begun(kind, pair, code)
    for action in reversed(actions) if reverse else actions:
        with suppress(Refused):
            action()
    return at.outcome()


def all_at_once(kind, pair, code: int) -> tuple[tuple, list]:
    at, actions = begun(kind, pair, code)
    answers = together(*actions)
    return at.outcome(), [each for each in answers if isinstance(each, Exception) and not isinstance(each, Refused)]


def bad_states(kind, pair, rounds: int, codes: Iterator[int]) -> Iterator[tuple]:
    """What came of two at once and of no order of the two."""
    either = [one_after_the_other(kind, pair, next(codes), reverse=reverse) for reverse in (False, True)]
    for _ in range(rounds):
        outcome, failures = all_at_once(kind, pair, next(codes))
        if failures or outcome not in either:
            yield pair, outcome, failures


@pytest.mark.parametrize(("kind", "first"), CASES, ids=[f"{kind.__name__} {first}" for kind, first in CASES])
def test_two_at_once_come_to_what_one_after_the_other_comes_to(kind, first):
    codes, names = count(1000), list(ACTIONS[kind])
    pairs = [(first, second) for second in names[names.index(first) :]]
    assert [bad for pair in pairs for bad in bad_states(kind, pair, ROUNDS, codes)] == []


@pytest.fixture
def both_read_before_either_writes(monkeypatch):
    """Of two threads; left to chance, the moment between reading and writing is too short to meet in every time."""
    gate, write = Barrier(2), missions.Desk.write

    def after_both(desk: missions.Desk, reason: str) -> None:
        if current_thread() is not main_thread():
            with suppress(BrokenBarrierError):
                gate.wait(timeout=2)
        write(desk, reason)

    monkeypatch.setattr(missions.Desk, "write", after_both)


@pytest.mark.postgres
@pytest.mark.usefixtures("both_read_before_either_writes")
@pytest.mark.parametrize("kind", ACTIONS)
@pytest.mark.parametrize("pair", [("save", "confirm by province"), ("confirm by province", "return")])
def test_without_the_lock_the_race_really_happens(kind, pair, monkeypatch):
    monkeypatch.setattr(type(connection.features), "has_select_for_update", False)
    assert [*bad_states(kind, pair, 1, count(1000))]


@pytest.mark.sqlite
def test_without_waiting_writers_sqlite_turns_officers_away():
    """The control: with SQLite's own way of beginning a transaction the second writer meets a locked database."""

    def unprepared(action: Callable) -> Callable:
        def run() -> object:
            connection.transaction_mode = "DEFERRED"
            return action()

        return run

    def turned_away(code: int) -> bool:
        _, actions = begun(MissionReport, ("save", "colleague saves"), code)
        return any("locked" in str(answer) for answer in together(*map(unprepared, actions)))

    assert any(turned_away(code) for code in range(2000, 2100))


@pytest.mark.parametrize("attempt", range(3))
def test_one_product_is_reported_once_however_many_pick_it(attempt):
    at = Office("4317", OnlineProduct).start(Stage.DRAFT)
    twice = [_add(at) for _ in range(2)]
    line = missions.ProductLine(Product.objects.get(name="ผ้าขาวม้า"), FULL | {"link": "เพจอื่น"})
    of = at.of | {"by": at.colleague}
    answers = together(*twice, lambda: missions.report_products(of=THIS_ROUND, **of, lines=[line]))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert OnlineProduct.objects.filter(product__name="ผ้าขาวม้า").count() == 1
    assert sum(answer.added for answer in answers) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_numbers_typed_at_once_one_is_kept_and_the_other_told(attempt):
    at = Office("4317", MissionReport).start(Stage.DRAFT)
    answers = together(_save(at), _colleague_saves(at))
    (refused,) = [answer for answer in answers if isinstance(answer, Refused)]
    assert refused.sentence.endswith("กรุณาตรวจสอบแล้วบันทึกอีกครั้ง")
    assert MissionReport.objects.get().amount in (5, 8)
    assert MissionEvent.objects.filter(action="save").count() == 2
