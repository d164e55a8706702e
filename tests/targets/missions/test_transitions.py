"""Who may do what to what is reported by hand, at which stage; what stands in the history."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product as every

import pytest

from sales.models import Product, Stage
from sales.transitions.refusals import NotAllowed, Refused
from targets.missions import sentences
from targets.missions.asked import Asked, Round
from targets.models import MissionEvent, MissionReport, OnlineProduct
from targets.transitions import missions
from targets.transitions.missions import TABLE, Action, ProductLine
from tests import factories
from tests.personas import HOLDERS, OFFICERS
from tests.targets.factories import scheme, target

from .reporting import (
    AUGUST,
    FULL,
    JULY,
    LAST_ROUND,
    SURVEY,
    by_district,
    by_province,
    confirmed,
    give_back,
    online,
    product,
    report,
    report_online,
    seen,
    shops,
)

pytestmark = pytest.mark.django_db
THIS_ROUND = Round(JULY, AUGUST)


@pytest.fixture(autouse=True)
def schemes():
    factories.months(JULY, AUGUST)
    for version in (shops(), online()):
        target(version, 10)


def shop() -> Asked:
    return Asked(MissionReport._meta.get_field("scheme").related_model.objects.get(slug="shop").current)


def _mission() -> MissionReport:
    return report(shop(), 3)


def _product() -> OnlineProduct:
    return report_online(product())[0]


MADE = {"a number": _mission, "a product": _product}


def at_stage(made: str, stage: Stage):
    row = MADE[made]()
    if stage != Stage.DRAFT:
        by_district(row)
    if stage == Stage.PROVINCE:
        by_province(row)
    return type(row).objects.get(pk=row.pk)


def act(action: str, row, by) -> missions.Outcome:
    of = {"district": row.district, "by": by}
    match action:
        case Action.SAVE if isinstance(row, MissionReport):
            return missions.report_mission(asked=shop(), **of, seen=seen(row), amount=5, evidence="นค 2")
        case Action.SAVE:
            line = ProductLine(row.product, FULL | {"sales": Decimal(7)}, row.pk, row.version)
            return missions.report_products(of=THIS_ROUND, **of, lines=[line])
        case Action.DELETE:
            return missions.delete_products(**of, seen=seen(row))
        case Action.RETURN:
            return missions.return_to_district(kind=type(row), **of, seen=seen(row), reason="ไม่ชัดเจน")
    confirm = {
        Action.CONFIRM_BY_DISTRICT: missions.confirm_by_district,
        Action.CONFIRM_BY_PROVINCE: missions.confirm_by_province,
    }
    return confirm[Action(action)](kind=type(row), **of, seen=seen(row))


# A number is reported again, never deleted; and saved after the province's word it is the next report.
CASES = [
    each
    for each in every(MADE, Stage, Action)
    if each[0] == "a product" or (each[2] != Action.DELETE and each[1:] != (Stage.PROVINCE, Action.SAVE))
]


@pytest.mark.parametrize(("made", "stage", "action"), CASES)
def test_each_action_does_what_the_table_says_for_whom_it_says(made, stage, action):
    row, rule = at_stage(made, stage), TABLE.get((stage, action))
    roles = {role for (_, named), each in TABLE.items() if named == action for role in each.roles}
    holders = {name for role in roles for name in HOLDERS[role]}
    before = type(row).objects.values().get(pk=row.pk)
    for name in sorted(OFFICERS.keys() - holders):
        with pytest.raises(NotAllowed):
            act(action, row, OFFICERS[name]())
        assert type(row).objects.values().get(pk=row.pk) == before
    outcome = act(action, row, OFFICERS[holders.pop()]())
    after = type(row).objects.values().filter(pk=row.pk).first()
    if rule is None:
        assert (after, outcome.changed) == (before, 0)
        assert [bool(problem.sentence) for problem in outcome.problems] == [True]
    else:
        assert (outcome.problems, outcome.changed) == ((), 1)
        assert (after and after["stage"]) == rule.to


@pytest.mark.parametrize("made", MADE)
def test_the_history_replayed_gives_the_rows(made):
    row = MADE[made]()
    for step in (by_district, give_back, by_district, by_province, give_back, by_district, by_province):
        step(row)
    if made == "a number":
        report(shop(), 4)
    model, rows = type(row), {}
    for event in MissionEvent.objects.all():
        for change in event.changes:
            rows.setdefault(change["row"], {}).update(change["after"])
    for key, kept in rows.items():
        stored = model.objects.values().get(pk=key)
        assert {"id": key, **kept} == {name: _as_kept(value) for name, value in stored.items()}
    assert rows.keys() == set(model.objects.values_list("pk", flat=True))
    actions = list(MissionEvent.objects.values_list("action", "officer__username"))
    assert actions[:3] == [("save", "d4317"), ("confirm_by_district", "d4317"), ("return", "p43")]


def _as_kept(value):
    """Times in the history are UTC's, amounts are in satang."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return int(value * 100)
    return value.isoformat() if isinstance(value, date) else value


def test_a_deleted_product_stays_in_the_history_whole():
    row = _product()
    missions.delete_products(district=row.district, by=factories.district_officer(), seen=seen(row))
    (change,) = MissionEvent.objects.get(action=Action.DELETE).changes
    assert (change["before"]["link"], change["before"]["sales"], change["after"]) == ("เพจผ้าไทย", 123450, None)
    assert not OnlineProduct.objects.exists()


@pytest.mark.parametrize("made", MADE)
def test_a_return_keeps_its_reason_with_the_row_until_the_district_confirms_again(made):
    row = at_stage(made, Stage.PROVINCE)
    give_back(row, reason="  เลขที่หลักฐานไม่ตรง ")
    row.refresh_from_db()
    assert (row.stage, row.returned_because, row.province_confirmed_by) == ("draft", "เลขที่หลักฐานไม่ตรง", None)
    by_district(row)
    row.refresh_from_db()
    assert row.returned_because == ""


@pytest.mark.parametrize("made", MADE)
def test_a_return_without_a_reason_is_refused(made):
    row = at_stage(made, Stage.DISTRICT)
    with pytest.raises(Refused, match="กรุณาระบุเหตุผล"):
        give_back(row, reason=" ")
    assert MissionEvent.objects.filter(action=Action.RETURN).count() == 0


@pytest.mark.parametrize("made", MADE)
def test_what_was_changed_since_it_was_seen_is_listed_and_not_confirmed(made):
    row = at_stage(made, Stage.DISTRICT)
    old = seen(row)
    act(Action.SAVE, row, factories.district_officer())
    by_district(row)
    by = factories.province_officer()
    outcome = missions.confirm_by_province(kind=type(row), district=row.district, by=by, seen=old)
    assert [problem.sentence for problem in outcome.problems] == [sentences.STALE]
    assert type(row).objects.get(pk=row.pk).stage == Stage.DISTRICT


@pytest.mark.parametrize("made", MADE)
def test_of_two_who_save_the_second_is_told_who_was_first_and_nothing_is_lost(made):
    row = MADE[made]()
    old = seen(row)
    colleague = factories.officer("colleague", "district", row.district)
    act(Action.SAVE, row, colleague)
    told = f"{colleague} แก้ไขรายการนี้"
    with pytest.raises(Refused, match=told) as refused:
        if made == "a number":
            of = {"district": row.district, "by": factories.district_officer(), "evidence": "นค 9"}
            missions.report_mission(asked=shop(), **of, seen=old, amount=9)
        else:
            line = ProductLine(row.product, FULL | {"link": "ของฉัน"}, row.pk, row.version)
            outcome = missions.report_products(
                of=THIS_ROUND, district=row.district, by=factories.district_officer(), lines=[line]
            )
            raise Refused(outcome.problems[0].sentence)
    assert refused.value.sentence.endswith("กรุณาตรวจสอบแล้วบันทึกอีกครั้ง")
    row.refresh_from_db()
    assert row.evidence == ("นค 2" if made == "a number" else "นค 0019/7")


@pytest.mark.parametrize("made", MADE)
def test_the_same_again_changes_nothing(made):
    row, by = MADE[made](), factories.district_officer()
    before, events = type(row).objects.values().get(), MissionEvent.objects.count()
    if made == "a number":
        missions.report_mission(asked=shop(), district=row.district, by=by, seen={}, amount=3, evidence=row.evidence)
    else:
        line = ProductLine(Product.objects.get(), FULL)
        assert missions.report_products(of=THIS_ROUND, district=row.district, by=by, lines=[line]).problems == ()
    assert (type(row).objects.values().get(), MissionEvent.objects.count()) == (before, events)


def test_a_count_that_the_province_has_confirmed_stays_and_the_next_one_follows_it():
    first = report(shop(), 3)
    confirmed(first)
    second = report(shop(), 5)
    assert list(MissionReport.objects.values_list("number", "amount", "stage")) == [
        (1, 3, "province"),
        (2, 5, "draft"),
    ]
    outcome = give_back(first)
    assert [problem.sentence for problem in outcome.problems] == [sentences.REPORTED_AGAIN]
    assert report(shop(), 6).pk == second.pk


@pytest.mark.parametrize("when", ["not asked", "another condition", "another area"])
def test_only_what_a_scheme_asks_of_the_district_is_reported(when):
    district, asked = factories.district(), shop()
    if when == "not asked":
        asked = Asked(scheme("later", measure="shops", letter_date=date(2999, 1, 1)))
        target(asked.version, 1)
    if when == "another condition":
        asked = Asked(asked.version, SURVEY)
    if when == "another area":
        district = factories.district("4301")
    by = factories.district_officer(district.pk)
    with pytest.raises(Refused, match=sentences.NOT_ASKED):
        missions.report_mission(asked=asked, district=district, by=by, seen={}, amount=1, evidence="นค 1")
    assert not MissionReport.objects.exists()


def test_nothing_is_confirmed_before_it_is_complete():
    (row,) = report_online(product(), channel="", link="", sales=None, evidence="")
    outcome = by_district(row)
    assert [problem.field for problem in outcome.problems] == ["channel", "link", "sales", "evidence"]
    assert (outcome.changed, OnlineProduct.objects.get().stage) == (0, "draft")


@pytest.mark.parametrize("spelling", ["ผ้าไหมมัดหมี่", "  ผ้าไหมมัดหมี่ ", "ผ้าไหม\u200bมัดหมี่", "ผ้าไหมมัดหมี่่"])
def test_a_product_of_the_round_before_is_refused_however_it_is_spelt(spelling):
    """The register may hold it twice: it is the same product of the same producer."""
    report_online(product(), of=LAST_ROUND)
    again = product(spelling)
    line = ProductLine(again, FULL, key="row")
    outcome = missions.report_products(
        of=THIS_ROUND, district=factories.district(), by=factories.district_officer(), lines=[line]
    )
    (problem,) = outcome.problems
    assert (problem.row, problem.field) == ("row", "product")
    assert problem.sentence == sentences.reported_in(again.name, LAST_ROUND)
    assert not OnlineProduct.objects.filter(first_month=JULY).exists()


def test_another_producers_product_of_that_name_is_its_own_and_one_twice_in_a_list_is_refused():
    report_online(product(), of=LAST_ROUND)
    assert len(report_online(product(producer="กลุ่มอื่น"))) == 1
    twice = [product("ผ้าขาวม้า"), product("ผ้าขาวม้า")]
    lines = [ProductLine(each, FULL, key=n) for n, each in enumerate(twice)]
    outcome = missions.report_products(
        of=THIS_ROUND, district=factories.district(), by=factories.district_officer(), lines=lines
    )
    assert [(problem.row, problem.field) for problem in outcome.problems] == [(1, "product")]


def test_with_one_fault_nothing_of_a_list_is_saved():
    here, elsewhere = product(), product(code="4301")
    lines = [ProductLine(each, FULL, key=n) for n, each in enumerate([here, elsewhere])]
    outcome = missions.report_products(
        of=THIS_ROUND, district=factories.district(), by=factories.district_officer(), lines=lines
    )
    assert [(problem.row, problem.sentence) for problem in outcome.problems] == [(1, sentences.NOT_OF_DISTRICT)]
    assert not OnlineProduct.objects.exists() and not MissionEvent.objects.exists()


def test_a_row_is_never_turned_into_another_product():
    row, other = _product(), product("ผ้าขาวม้า")
    line = ProductLine(other, FULL, row.pk, row.version)
    outcome = missions.report_products(
        of=THIS_ROUND, district=row.district, by=factories.district_officer(), lines=[line]
    )
    assert [problem.sentence for problem in outcome.problems] == [sentences.OTHER_PRODUCT]


def test_a_round_that_no_scheme_asks_for_is_refused():
    row = product()
    with pytest.raises(Refused, match=sentences.NO_SUCH_ROUND):
        report_online(row, of=AUGUST)
