"""The ledger's addresses: accounts, register, entry, confirmation, due dates."""

from collections.abc import Callable

from sales.models import CHANNELS

from .rule import (
    ADMIN,
    ANYBODY,
    CHIEFS,
    COUNTRY,
    DISTRICTS,
    NOT_IN_THE_REGISTER,
    OFFICERS,
    OUTSIDERS,
    OWN_AREA,
    PROVINCES,
    Rule,
    World,
    submission,
)

TYPING_PAGE = Rule("GET", DISTRICTS | CHIEFS, staged=True)
READERS = Rule("GET", OWN_AREA | {"department"}, OUTSIDERS, staged=True)
PROVINCE_PAGE = Rule("GET", PROVINCES, staged=True)
PROVINCE_SHEET = Rule("GET", frozenset({"province"}), frozenset({"another province"}), staged=True)
ACCOUNTS = Rule("GET", PROVINCES | ADMIN)
ACCOUNT = Rule("GET", frozenset({"province", "admin"}), frozenset({"another province"}), {"pk": "officer"})
IMPORTS = Rule("GET", ADMIN)
EXTENSION = Rule(
    "GET",
    frozenset({"province"}),
    frozenset({"another province"}),
    {"kind": "sales", "area": "4317", "level": "district"},
)


def _ticked(world: World) -> dict:
    return submission(world) | {"seen": f"{world.row.pk}:{world.row.version}", "everything": "on"}


def _typed(world: World) -> dict:
    amounts = [int(amount * 100) for amount in world.row.amounts]
    read = f"{world.row.pk} {world.row.version} {' '.join(map(str, amounts))}"
    return submission(world) | {"read": read, "amount": ["77"] * len(CHANNELS)}


def _of_row(**more) -> Callable[[World], dict]:
    return lambda world: submission(world) | {"row": world.row.pk, "reason": "เลิกผลิต"} | more


def _sheets_ticked(world: World) -> dict:
    return submission(world) | {"rows": ["4317"], "seen": f"4317:{world.sheet.version}"}


def _missing(world: World) -> dict:
    """A line of another type that the month lacks."""
    typed = {"producer": world.producer.pk, "product_type": "herb", "domestic_offline": "7", "reason": "ตกหล่น"}
    return submission(world) | typed


def _producer(world: World) -> dict:
    kept = {"name": "ชื่อใหม่", "producer_type": "sme", "active_from": "", "district": "4317"}
    return {**dict.fromkeys(["code", "subdistrict", "address", "telephone"], ""), **kept}


_REQUEST = {"name": "ร้านใหม่", "producer_type": "sme", "product": "น้ำพริก", "product_type": "food", "proof": "ทะเบียน 1"}
_BEGAN = {"active_from_day": "1", "active_from_month": "8", "active_from_year": "2566"}
_YEAR = {"year": "2567", "entry_mode": "save_confirms", "on_day": "1", "on_month": "1", "on_year": "2640"}
_ON = {"on_day": "1", "on_month": "8", "on_year": "2566", "reason": "เลิกผลิต"}
_DAY = {"registered_on_day": "1", "registered_on_month": "8", "registered_on_year": "2566"}
_PRODUCT = {"name": "ผ้าไหม", "product_type": "cloth", **_DAY}
# It has been extended once: the fixture's.
_EXTENDED = {"on_day": "12", "on_month": "9", "on_year": "2566", "note": "", "reason": "น้ำท่วมต่อ", "seen": "1"}
_ACCOUNT = {"name": "ชื่อใหม่", "telephone": "", "email": "new@example.org"}


def typing(post: Callable[[World], dict] = submission, *, acts: bool = True) -> Rule:
    """Only a district's officer types, and always in his own district."""
    district = frozenset({"district"}) if acts else frozenset()
    return Rule("POST", DISTRICTS, post=post, acts=district, staged=True)


def waiting(post: Callable[[World], dict], *, acts: bool = False) -> Rule:
    """Typing that is not saved waits in the officer's draft; the chief has none."""
    return Rule("POST", DISTRICTS, post=post, acts=frozenset({"district"}) if acts else frozenset())


def by_province(post: Callable[[World], dict]) -> Rule:
    only = frozenset({"province"})
    return Rule("POST", only, frozenset({"another province"}), post=post, acts=only, staged=True)


def answer(inside: str, *hidden: str) -> Rule:
    """What it does once it may: tests.sales.corrections.test_pages."""
    return Rule(
        "POST", frozenset({inside}), frozenset(hidden), {"pk": "correction"}, lambda world: {"answer": "ตรงแล้ว"}
    )


def of_account() -> Rule:
    return Rule("POST", ACCOUNT.inside, ACCOUNT.hidden, ACCOUNT.args, acts=ACCOUNT.inside)


def of_extension(post: dict) -> Rule:
    return Rule("POST", EXTENSION.inside, EXTENSION.hidden, EXTENSION.args, lambda world: post, EXTENSION.inside)


def of_producer(post: dict | Callable[[World], dict], *, acts: bool = True) -> Rule:
    keepers = frozenset({"district", "province"})
    posted = post if callable(post) else lambda world: post
    acting = keepers if acts else frozenset()
    return Rule("POST", keepers, NOT_IN_THE_REGISTER, {"pk": "producer"}, posted, acting)


def decision_on_a_request(**post: str) -> Rule:
    return Rule("POST", frozenset({"province"}), NOT_IN_THE_REGISTER, {"pk": "producer"}, lambda world: post)


LEDGER: dict[str, Rule] = {
    "sales:home": ANYBODY,
    "sales:sign-in": Rule("GET POST", OFFICERS, public=True),
    "sales:sign-out": Rule("POST", OFFICERS, public=True),
    "sales:account": Rule("GET POST", OFFICERS, post=lambda world: _ACCOUNT, acts=OFFICERS),
    "sales:password": Rule("GET POST", OFFICERS),
    "sales:officers": ACCOUNTS,
    "sales:officer-open": Rule("GET POST", PROVINCES | ADMIN),
    "sales:officer": ACCOUNT,
    "sales:officer-reset": of_account(),
    "sales:officer-unlock": of_account(),
    "sales:officer-close": of_account(),
    "sales:officer-reopen": Rule("POST", ACCOUNT.inside, ACCOUNT.hidden, ACCOUNT.args),
    "sales:due-dates": Rule("GET", PROVINCES | COUNTRY),
    "sales:due-date": EXTENSION,
    "sales:due-date-set": of_extension(_EXTENDED),
    "sales:due-date-withdraw": of_extension({"seen": "1", "reason": "น้ำลดแล้ว"}),
    "sales:producers": Rule("GET", OFFICERS - {"department"}),
    "sales:producer-add": Rule(
        "GET POST", DISTRICTS | PROVINCES, post=_producer, acts=frozenset({"district", "province"})
    ),
    "sales:corrections": Rule("GET", OFFICERS - {"department"}),
    "sales:correction-ask": Rule("GET POST", DISTRICTS, post=_missing, staged=True),
    "sales:correction": Rule("GET", OWN_AREA, NOT_IN_THE_REGISTER, {"pk": "correction"}),
    "sales:correction-accept": answer("province", "another province"),
    "sales:correction-refuse": answer("province", "another province"),
    "sales:correction-withdraw": answer("district", *DISTRICTS - {"district"}),
    "sales:producer-requests": Rule("GET", OFFICERS - {"department"}),
    "sales:producer-request": Rule("GET POST", DISTRICTS, post=lambda world: _REQUEST | _BEGAN, acts=DISTRICTS),
    "sales:producer-approve": decision_on_a_request(),
    "sales:producer-refuse": decision_on_a_request(reason="ซ้ำ"),
    "sales:producer-join": decision_on_a_request(into="1"),
    "sales:producer-merge": decision_on_a_request(into="1", reason="ซ้ำ"),
    "sales:producer-move": decision_on_a_request(to="4301", reason="ย้ายที่ตั้ง"),
    "sales:producer": Rule("GET", OWN_AREA, NOT_IN_THE_REGISTER, {"pk": "producer"}),
    "sales:producer-change": of_producer(_producer),
    "sales:producer-close": of_producer(_ON),
    "sales:producer-reopen": of_producer(_ON, acts=False),
    "sales:producer-product": of_producer(_PRODUCT),
    "sales:imports": IMPORTS,
    "sales:fiscal-years": Rule("GET", ADMIN),
    "sales:fiscal-year-open": Rule("POST", ADMIN, post=lambda world: _YEAR, acts=ADMIN),
    "sales:fiscal-year-close": Rule("POST", ADMIN, post=lambda world: _YEAR, acts=ADMIN),
    "sales:import-preview": Rule("POST", ADMIN, args={"slug": "producers"}),
    "sales:import-apply": Rule("POST", ADMIN, args={"slug": "producers"}),
    "sales:entry-latest": TYPING_PAGE,
    "sales:entry": TYPING_PAGE,
    "sales:entry-names": TYPING_PAGE,
    "sales:entry-save": typing(_typed),
    "sales:entry-sync": typing(acts=False),
    "sales:entry-declare": typing(acts=False),
    "sales:entry-add-missing": typing(lambda world: submission(world) | {"producer": "all"}),
    "sales:entry-delete": typing(_of_row()),
    "sales:entry-type": typing(_of_row(product_type="herb")),
    "sales:entry-lines": waiting(_typed, acts=True),
    "sales:entry-typed": waiting(_typed, acts=True),
    "sales:entry-leave": waiting(_typed, acts=True),
    "sales:entry-sign-out": waiting(_typed, acts=True),
    "sales:entry-draft": waiting(_typed, acts=True),
    "sales:entry-draft-use": waiting(_typed, acts=True),
    "sales:entry-draft-discard": waiting(_typed, acts=True),
    "sales:entry-explain": typing(acts=False),
    "sales:confirmation-explain": typing(_ticked, acts=False),
    "sales:explanation-reasons": Rule("GET POST", PROVINCES, post=lambda world: {"label": "น้ำท่วม"}, acts=PROVINCES),
    "sales:confirmation-latest": TYPING_PAGE,
    "sales:confirmation": TYPING_PAGE,
    "sales:confirmation-confirm": typing(_ticked),
    "sales:districts-latest": PROVINCE_PAGE,
    "sales:districts": PROVINCE_PAGE,
    "sales:ready": PROVINCE_PAGE,
    "sales:districts-confirm": by_province(_sheets_ticked),
    "sales:province-sheet-find": PROVINCE_PAGE,
    "sales:province-sheet": PROVINCE_SHEET,
    "sales:province-sheet-confirm": by_province(_ticked),
    "sales:province-sheet-return": by_province(lambda world: _ticked(world) | {"reason": "ยอดไม่ตรง"}),
    "sales:own-sheet": TYPING_PAGE,
    "sales:sheet-find": READERS,
    "sales:sheet": READERS,
    "sales:sheet-history": READERS,
    "sales:row-history": Rule(
        "GET", OWN_AREA, OUTSIDERS | {"department"}, staged=True, department_at=frozenset({"province"})
    ),
}
