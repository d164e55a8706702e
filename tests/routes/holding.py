"""Who holds a month, and what reaches him."""

from .rule import COUNTRY, Rule

HOLDING: dict[str, Rule] = {
    "sales:holders": Rule("GET", COUNTRY),
}
