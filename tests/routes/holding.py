"""Who holds a month, and what reaches him."""

from .rule import COUNTRY, EVERYONE, OFFICERS, PROVINCES, Rule, World, submission

_ADDRESSEE = frozenset({"district"})


def _ticked(world: World) -> dict:
    return submission(world) | {"district": ["4317"], "note": "กรุณาเร่ง"}


HOLDING: dict[str, Rule] = {
    "sales:holders": Rule("GET", COUNTRY),
    "sales:reminder": Rule("GET", PROVINCES),
    # Another province's ticks find none of its districts: it tells nobody.
    "sales:reminder-send": Rule("POST", PROVINCES, post=_ticked, staged=True),
    "sales:inbox": EVERYONE,
    "sales:inbox-read": Rule("POST", OFFICERS, acts=_ADDRESSEE),
    "sales:message-open": Rule("POST", _ADDRESSEE, OFFICERS - _ADDRESSEE, {"pk": "message"}, acts=_ADDRESSEE),
}
