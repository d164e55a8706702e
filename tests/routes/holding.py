"""Who holds a month, and what reaches him."""

from .rule import COUNTRY, EVERYONE, OFFICERS, Rule

_ADDRESSEE = frozenset({"district"})

HOLDING: dict[str, Rule] = {
    "sales:holders": Rule("GET", COUNTRY),
    "sales:inbox": EVERYONE,
    "sales:inbox-read": Rule("POST", OFFICERS, acts=_ADDRESSEE),
    "sales:message-open": Rule("POST", _ADDRESSEE, OFFICERS - _ADDRESSEE, {"pk": "message"}, acts=_ADDRESSEE),
}
