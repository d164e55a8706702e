"""The targets' addresses: schemes, what is set, what is reported by hand."""

from collections.abc import Callable

from targets.models import HandReported

from .rule import (
    ADMIN,
    CHIEFS,
    CONFIRMED,
    COUNTRY,
    DISTRICTS,
    EVERYONE,
    NOT_IN_THE_REGISTER,
    OFFICERS,
    OTHER_PROVINCE,
    OUTSIDERS,
    OWN_AREA,
    PROVINCES,
    Rule,
    World,
)

LETTER = {"seen": "0", "letter_number": "มท 1", "letter_date_day": "1", "letter_date_month": "8"} | {
    "letter_date_year": "2566"
}


def _of_report(row: HandReported) -> dict:
    return {"seen": f"{row.pk}:{row.version}", "rows": [row.pk], "reason": "ไม่มีหลักฐาน"}


def _mission(world: World) -> dict:
    seen = _of_report(world.mission)["seen"]
    return {"condition": "", "amount": "7", "evidence": "นค 7", "seen": seen, "confirm": "1"}


def _online(world: World) -> dict:
    typed = {"channel": "web", "link": "example.org", "sales": "5", "evidence": "นค 8", "version": world.online.version}
    return typed | {"product": world.online.product_id}


def reports_by_province(post: Callable[[World], dict]) -> Rule:
    """What is ticked stands in the body: another province's ticks find nothing."""
    return Rule("POST", PROVINCES, post=post, acts=frozenset({"province"}), staged=True)


def of_report(post: Callable[[World], dict], **named: str) -> Rule:
    own = frozenset({"district"})
    return Rule("POST", own, DISTRICTS - own, named, post, own, staged=True)


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


_PLAN = {"province": "43", "kind": "plan", "key": "2566"}
_SETTERS = frozenset({"province", "admin"})
SETTING_PAGE = Rule("GET", _SETTERS | {"department"}, frozenset({"another province"}), _PLAN)
_SETTING_READ = '{"4317 2023-08 offline": "1.00", "4317 2023-08 online": "2.00"}'


def setting(post: dict, *, acts: bool = True, **more: object) -> Rule:
    """The province sets the figures of its own districts, the administrator all."""
    acting = _SETTERS if acts else frozenset()
    return Rule("POST", _SETTERS, frozenset({"another province"}), _PLAN | more, lambda world: post, acting)


# A round that a scheme of the province asks for.
UPLOAD_OF_ROUND = Rule("POST", DISTRICTS - OTHER_PROVINCE, OTHER_PROVINCE & DISTRICTS, {"month": 7})
ROUND = Rule("GET", OFFICERS - OTHER_PROVINCE - ADMIN, OTHER_PROVINCE, {"month": 7})


def of_round(inside: frozenset[str], acts: frozenset[str]) -> Rule:
    return Rule("POST", inside, OTHER_PROVINCE, {"month": 7}, lambda world: _of_report(world.online), acts, staged=True)


TARGETS: dict[str, Rule] = {
    "targets:settings": Rule("GET", PROVINCES | COUNTRY),
    "targets:setting-sheet": SETTING_PAGE,
    "targets:setting-history": SETTING_PAGE,
    "targets:setting-save": setting({"4317 2023-08 offline": "7", "4317 2023-08 online": "8", "read": _SETTING_READ}),
    "targets:setting-split": setting({"split": "2023-08 offline"}, acts=False),
    "targets:setting-preview": setting({}, acts=False),
    "targets:setting-apply": setting({}, acts=False),
    "targets:setting-undo": setting({}, pk="setting_event"),
    "targets:setting-lock": setting(LETTER),
    "targets:setting-unlock": Rule("POST", ADMIN, frozenset({"another province"}), _PLAN, lambda world: {}),
    "targets:standings": EVERYONE,
    "targets:card": EVERYONE,
    "targets:line": EVERYONE,
    "targets:effect": Rule("GET", OWN_AREA, OUTSIDERS),
    "targets:schemes": EVERYONE,
    "targets:scheme": of_scheme("GET", OFFICERS),
    "targets:scheme-compare": of_scheme("GET", OFFICERS),
    "targets:scheme-preview": of_scheme("GET", ADMIN),
    "targets:scheme-edit": prepared_scheme("GET POST"),
    "targets:scheme-announce": prepared_scheme("POST", LETTER, acts=ADMIN),
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
        "GET", OWN_AREA - ADMIN, NOT_IN_THE_REGISTER, {"pk": "online"}, staged=True, department_at=CONFIRMED
    ),
    "targets:online-save": of_report(_online, pk="online"),
    "targets:online-delete": of_report(lambda world: _of_report(world.online), pk="online"),
    **dict.fromkeys(["targets:online-preview", "targets:online-apply"], UPLOAD_OF_ROUND),
    "targets:online-confirm": of_round((DISTRICTS | PROVINCES) - OTHER_PROVINCE, frozenset({"district"})),
    "targets:online-return": of_round(frozenset({"province"}), frozenset({"province"})),
    "targets:mission-history": Rule("GET", OWN_AREA, NOT_IN_THE_REGISTER, {"kind": "mission", "pk": "report"}),
}
