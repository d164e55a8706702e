"""Who holds a month, and what reaches him."""

from .rule import ADMIN, COUNTRY, EVERYONE, OFFICERS, PROVINCES, Rule, World, submission

_ADDRESSEE = frozenset({"district"})


def _ticked(world: World) -> dict:
    return submission(world) | {"district": ["4317"], "note": "กรุณาเร่ง"}


_CONTACT = {"name": "นางคำแก้ว", "duty": "OTOP", "telephone": "042-411111", "email": ""}
_ANNOUNCEMENT = {"title": "ประชุม", "body": "วันพุธ", "for_district": "on"} | {
    f"{field}_{part}": value
    for field in ("from_on", "until_on")
    for part, value in {"day": 1, "month": 8, "year": 2566}.items()
}
# Province 43's.
_KEEPER = frozenset({"province"})


def _of_contact(methods: str, **more) -> Rule:
    hidden = frozenset({"another province"})
    return Rule(methods, _KEEPER, hidden, {"pk": "contact"}, lambda world: _CONTACT, **more)


def _announcing(**more) -> Rule:
    return Rule("GET POST", ADMIN, post=lambda world: _ANNOUNCEMENT, acts=ADMIN, **more)


HOLDING: dict[str, Rule] = {
    "sales:holders": Rule("GET", COUNTRY),
    "sales:reminder": Rule("GET", PROVINCES),
    # Another province's ticks find none of its districts: it tells nobody.
    "sales:reminder-send": Rule("POST", PROVINCES, post=_ticked, staged=True),
    "sales:inbox": EVERYONE,
    "sales:inbox-read": Rule("POST", OFFICERS, acts=_ADDRESSEE),
    "sales:message-open": Rule("POST", _ADDRESSEE, OFFICERS - _ADDRESSEE, {"pk": "message"}, acts=_ADDRESSEE),
    "sales:guide": EVERYONE,
    "sales:contact-add": Rule("GET POST", PROVINCES, post=lambda world: _CONTACT, acts=PROVINCES),
    "sales:contact": _of_contact("GET POST", acts=_KEEPER),
    "sales:contact-remove": _of_contact("POST", acts=_KEEPER),
    "sales:announcements": Rule("GET", ADMIN),
    "sales:announcement-add": _announcing(),
    "sales:announcement": _announcing(args={"pk": "announcement"}),
}
