"""Every address of the portal, and who may do what there: ONE table, which a test holds against the URL resolver.

The address always names district 4317's things; the personas of `tests.personas` stand around that district.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from sales.models import CHANNELS, Producer, Sale, Sheet
from targets.models import HandReported, MissionReport, OnlineProduct

DISTRICTS = frozenset({"district", "district of the same province", "district of another province"})
CHIEFS = frozenset({"chief", "chief of another district"})
PROVINCES = frozenset({"province", "another province"})
ADMIN = frozenset({"admin"})
OFFICERS = DISTRICTS | CHIEFS | PROVINCES | {"department"} | ADMIN
# Accounts that are closed cannot keep a session, the one of the commands cannot sign in.
STRANGERS = frozenset(
    {"anonymous", "system", "district, closed account", "province, closed account", "admin, closed account"}
)
OUTSIDERS = frozenset(
    {"district of the same province", "district of another province", "chief of another district", "another province"}
)
DRAFT_TO_PROVINCE = ("draft", "district", "province")


@dataclass(frozen=True)
class World:
    """District 4317's August: a sheet with one row, its producer, another producer without a row, its officer, more
    time to report, what it has reported by hand; an edition of the country's figures; an import
    of its plan."""

    sheet: Sheet
    row: Sale
    producer: Producer
    officer: int
    edition: int
    mission: MissionReport
    online: OnlineProduct
    setting_event: int

    @property
    def names(self) -> dict[str, object]:
        return {"code": "4317", "year": 2566, "month": 8, "row": self.row.pk, "extension": "csv"}


MISSING = {"code": "4399", "area": "4399", "pk": 987654321, "row": 987654321, "number": 987654321}


@dataclass(frozen=True)
class Rule:
    """Who comes in and from whom the thing is hidden (404, as if missing). Every other officer is forbidden (403)."""

    methods: str
    inside: frozenset[str]
    hidden: frozenset[str] = frozenset()
    # What else the address names.
    args: dict[str, object] = field(default_factory=dict)
    # What is posted: all that the action needs, so that only a rule can stand in its way.
    post: Callable[[World], dict] = lambda world: {}
    # The officers whose post changes something, at one of the stages at least.
    acts: frozenset[str] = frozenset()
    public: bool = False
    # Does the answer depend on how far the row has come?
    staged: bool = False
    # At which stages the department comes in too.
    department_at: frozenset[str] = frozenset()


def at_stage(rule: Rule, stage: str) -> Rule:
    if "department" in rule.hidden and stage in rule.department_at:
        return Rule(rule.methods, rule.inside | {"department"}, rule.hidden - {"department"}, rule.args, rule.post)
    return rule


def submission(world: World) -> dict:
    return {"submission": uuid4()}


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


def _of_report(row: HandReported) -> dict:
    return {"seen": f"{row.pk}:{row.version}", "rows": [row.pk], "reason": "ไม่มีหลักฐาน"}


def _mission(world: World) -> dict:
    seen = _of_report(world.mission)["seen"]
    return {"condition": "", "amount": "7", "evidence": "นค 7", "seen": seen, "confirm": "1"}


def _online(world: World) -> dict:
    typed = {"channel": "web", "link": "example.org", "sales": "5", "evidence": "นค 8", "version": world.online.version}
    return typed | {"product": world.online.product_id}


def _producer(world: World) -> dict:
    kept = {"name": "ชื่อใหม่", "producer_type": "sme", "active_from": "", "district": "4317"}
    return {**dict.fromkeys(["code", "subdistrict", "address", "telephone"], ""), **kept}


_REQUEST = {"name": "ร้านใหม่", "producer_type": "sme", "product": "น้ำพริก", "product_type": "food", "proof": "ทะเบียน 1"}
_BEGAN = {"active_from_day": "1", "active_from_month": "8", "active_from_year": "2566"}
_YEAR = {"year": "2567", "entry_mode": "save_confirms", "on_day": "1", "on_month": "1", "on_year": "2640"}
_ON = {"on_day": "1", "on_month": "8", "on_year": "2566", "reason": "เลิกผลิต"}
_DAY = {"registered_on_day": "1", "registered_on_month": "8", "registered_on_year": "2566"}
_PRODUCT = {"name": "ผ้าไหม", "product_type": "cloth", **_DAY}
_LETTER = {"seen": "0", "letter_number": "มท 1", "letter_date_day": "1", "letter_date_month": "8"} | {
    "letter_date_year": "2566"
}
# It has been extended once: the fixture's.
_EXTENDED = {"on_day": "12", "on_month": "9", "on_year": "2566", "note": "", "reason": "น้ำท่วมต่อ", "seen": "1"}
_ACCOUNT = {"name": "ชื่อใหม่", "telephone": "", "email": "new@example.org"}

EVERYONE = Rule("GET", OFFICERS)
ANYBODY = Rule("GET", OFFICERS, public=True)
_COUNTRY = frozenset({"department", "admin"})
COUNTRYWIDE = Rule("GET", _COUNTRY, OFFICERS - _COUNTRY, args={"pk": "edition"})
TYPING_PAGE = Rule("GET", DISTRICTS | CHIEFS, staged=True)
OWN_AREA = frozenset({"district", "chief", "province", "admin"})
READERS = Rule("GET", OWN_AREA | {"department"}, OUTSIDERS, staged=True)
FORM = Rule(
    "GET", OWN_AREA, OUTSIDERS | {"department"}, {"slug": "rt2"}, staged=True, department_at=frozenset({"province"})
)
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
NOT_IN_THE_REGISTER = OUTSIDERS | {"department"}


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


def reports_by_province(post: Callable[[World], dict]) -> Rule:
    """What is ticked stands in the body: another province's ticks find nothing."""
    return Rule("POST", PROVINCES, post=post, acts=frozenset({"province"}), staged=True)


def of_report(post: Callable[[World], dict], **named: str) -> Rule:
    own = frozenset({"district"})
    return Rule("POST", own, DISTRICTS - own, named, post, own, staged=True)


def of_account() -> Rule:
    return Rule("POST", ACCOUNT.inside, ACCOUNT.hidden, ACCOUNT.args, acts=ACCOUNT.inside)


def of_extension(post: dict) -> Rule:
    return Rule("POST", EXTENSION.inside, EXTENSION.hidden, EXTENSION.args, lambda world: post, EXTENSION.inside)


def of_producer(post: dict | Callable[[World], dict], *, acts: bool = True) -> Rule:
    keepers = frozenset({"district", "province"})
    posted = post if callable(post) else lambda world: post
    acting = keepers if acts else frozenset()
    return Rule("POST", keepers, NOT_IN_THE_REGISTER, {"pk": "producer"}, posted, acting)


def of_scheme(
    methods: str, inside: frozenset[str], post: dict | None = None, acts: frozenset[str] = frozenset()
) -> Rule:
    """Announced: everybody may see it."""
    named = {"slug": "announced", "number": 1, "other": 1}
    return Rule(methods, inside, args=named, post=lambda world: post or {}, acts=acts)


def prepared_scheme(methods: str, post: dict | None = None, acts: frozenset[str] = frozenset()) -> Rule:
    """Nobody but the administrator knows that it is there."""
    named = {"slug": "prepared", "number": 1}
    return Rule(methods, ADMIN, OFFICERS - ADMIN, args=named, post=lambda world: post or {}, acts=acts)


def decision_on_a_request(**post: str) -> Rule:
    return Rule("POST", frozenset({"province"}), NOT_IN_THE_REGISTER, {"pk": "producer"}, lambda world: post)


_PLAN = {"province": "43", "kind": "plan", "key": "2566"}
_SETTERS = frozenset({"province", "admin"})
SETTING_PAGE = Rule("GET", _SETTERS | {"department"}, frozenset({"another province"}), _PLAN)
_SETTING_READ = '{"4317 2023-08 offline": "1.00", "4317 2023-08 online": "2.00"}'
_SETTING_LETTER = _LETTER


def setting(post: dict, *, acts: bool = True, **more: object) -> Rule:
    """The province sets the figures of its own districts, the administrator all."""
    acting = _SETTERS if acts else frozenset()
    return Rule("POST", _SETTERS, frozenset({"another province"}), _PLAN | more, lambda world: post, acting)


_CONFIRMED = frozenset({"province"})
OTHER_PROVINCE = frozenset({"district of another province", "another province"})
# A round that a scheme of the province asks for.
UPLOAD_OF_ROUND = Rule("POST", DISTRICTS - OTHER_PROVINCE, OTHER_PROVINCE & DISTRICTS, {"month": 7})
ROUND = Rule("GET", OFFICERS - OTHER_PROVINCE - ADMIN, OTHER_PROVINCE, {"month": 7})


def of_round(inside: frozenset[str], acts: frozenset[str]) -> Rule:
    return Rule("POST", inside, OTHER_PROVINCE, {"month": 7}, lambda world: _of_report(world.online), acts, staged=True)


ROUTES: dict[str, Rule] = {
    "public:overview": ANYBODY,
    "public:trends": ANYBODY,
    "public:map": ANYBODY,
    "public:compare": ANYBODY,
    "public:open-data": ANYBODY,
    "public:open-api": ANYBODY,
    "public:about": ANYBODY,
    "api:openapi-json": ANYBODY,
    "api:api-root": ANYBODY,
    "api:regions": ANYBODY,
    "api:provinces": ANYBODY,
    "api:districts": ANYBODY,
    "api:months": ANYBODY,
    "api:totals": ANYBODY,
    "api:breakdowns": ANYBODY,
    "api:completeness": ANYBODY,
    "api:files": ANYBODY,
    "api:year_csv": ANYBODY,
    "api:year_json": ANYBODY,
    "api:data_package": ANYBODY,
    "targets:settings": Rule("GET", PROVINCES | _COUNTRY),
    "targets:setting-sheet": SETTING_PAGE,
    "targets:setting-history": SETTING_PAGE,
    "targets:setting-save": setting({"4317 2023-08 offline": "7", "4317 2023-08 online": "8", "read": _SETTING_READ}),
    "targets:setting-split": setting({"split": "2023-08 offline"}, acts=False),
    "targets:setting-preview": setting({}, acts=False),
    "targets:setting-apply": setting({}, acts=False),
    "targets:setting-undo": setting({}, pk="setting_event"),
    "targets:setting-lock": setting(_SETTING_LETTER),
    "targets:setting-unlock": Rule("POST", ADMIN, frozenset({"another province"}), _PLAN, lambda world: {}),
    "targets:standings": EVERYONE,
    "targets:card": EVERYONE,
    "targets:line": EVERYONE,
    "targets:schemes": EVERYONE,
    "targets:scheme": of_scheme("GET", OFFICERS),
    "targets:scheme-compare": of_scheme("GET", OFFICERS),
    "targets:scheme-preview": of_scheme("GET", ADMIN),
    "targets:scheme-edit": prepared_scheme("GET POST"),
    "targets:scheme-announce": prepared_scheme("POST", _LETTER, acts=ADMIN),
    "targets:scheme-copy": of_scheme("POST", ADMIN, {"slug": "next-year", "fiscal_year": "2567"}, acts=ADMIN),
    "targets:scheme-prepare": of_scheme("POST", ADMIN, {"reason": "หนังสือแก้ไข"}, acts=ADMIN),
    "targets:missions": Rule("GET", DISTRICTS | CHIEFS | PROVINCES),
    "targets:mission-save": of_report(_mission, slug="shop"),
    "targets:missions-confirm": reports_by_province(lambda world: _of_report(world.mission)),
    "targets:missions-return": reports_by_province(lambda world: _of_report(world.mission)),
    "targets:online-latest": Rule("GET", OFFICERS - ADMIN),
    "targets:online": ROUND,
    "targets:online-add": Rule(
        "GET POST", DISTRICTS - OTHER_PROVINCE, OTHER_PROVINCE & DISTRICTS, {"month": 7}, _online
    ),
    "targets:online-product": Rule(
        "GET", OWN_AREA - ADMIN, NOT_IN_THE_REGISTER, {"pk": "online"}, staged=True, department_at=_CONFIRMED
    ),
    "targets:online-save": of_report(_online, pk="online"),
    "targets:online-delete": of_report(lambda world: _of_report(world.online), pk="online"),
    **dict.fromkeys(["targets:online-preview", "targets:online-apply"], UPLOAD_OF_ROUND),
    "targets:online-confirm": of_round((DISTRICTS | PROVINCES) - OTHER_PROVINCE, frozenset({"district"})),
    "targets:online-return": of_round(frozenset({"province"}), frozenset({"province"})),
    "targets:mission-history": Rule("GET", OWN_AREA, NOT_IN_THE_REGISTER, {"kind": "mission", "pk": "report"}),
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
    "sales:due-dates": Rule("GET", PROVINCES | _COUNTRY),
    "sales:due-date": EXTENSION,
    "sales:due-date-set": of_extension(_EXTENDED),
    "sales:due-date-withdraw": of_extension({"seen": "1", "reason": "น้ำลดแล้ว"}),
    "sales:producers": Rule("GET", OFFICERS - {"department"}),
    "sales:producer-add": Rule(
        "GET POST", DISTRICTS | PROVINCES, post=_producer, acts=frozenset({"district", "province"})
    ),
    "sales:producer-requests": Rule("GET", OFFICERS - {"department"}),
    "sales:producer-request": Rule("GET POST", DISTRICTS, post=lambda world: _REQUEST | _BEGAN, acts=DISTRICTS),
    "sales:producer-approve": decision_on_a_request(),
    "sales:producer-refuse": decision_on_a_request(reason="ซ้ำ"),
    "sales:producer-join": decision_on_a_request(into="1"),
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
    "sales:confirmation-latest": TYPING_PAGE,
    "sales:confirmation": TYPING_PAGE,
    "sales:confirmation-confirm": typing(_ticked),
    "sales:districts-latest": PROVINCE_PAGE,
    "sales:districts": PROVINCE_PAGE,
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
    "reports:index": EVERYONE,
    "reports:forms": EVERYONE,
    "reports:form": FORM,
    "reports:form-download": FORM,
    "reports:online-download": ROUND,
    "reports:slips": Rule("POST", PROVINCES | ADMIN),
    "reports:slip": Rule("POST", frozenset(), OFFICERS, {"pk": "officer"}),
    "reports:rows": EVERYONE,
    "reports:rows-download": Rule("GET", OFFICERS, args={"extension": "csv"}),
    "reports:editions": EVERYONE,
    "reports:edition": COUNTRYWIDE,
    "reports:edition-download": COUNTRYWIDE,
    "reports:fix": Rule("POST", frozenset({"department"}), args={"slug": "r1"}),
    "reports:brief": EVERYONE,
    "reports:brief-download": EVERYONE,
    "reports:set": EVERYONE,
    "reports:set-download": Rule("GET", OFFICERS, args={"slug": "reports", "extension": "pdf"}),
    "reports:report": Rule("GET", OFFICERS, args={"slug": "r1"}),
    "reports:download": Rule("GET", OFFICERS, args={"slug": "r1"}),
}


def routes(patterns: list | None = None, space: str = "", before: tuple = ()) -> Iterator[tuple[str, list[str]]]:
    """Every route by its name, with the names of what its address holds; of the admin only `admin`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        names = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", [*names]
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space, names)
