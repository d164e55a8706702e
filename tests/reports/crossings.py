"""Where two reports say the same in different words."""

import json
from decimal import Decimal

SLUGS = ("r1", "r2", "r3", "r4", "r5", "r6", "r7", "rt3", "rt4")


def sums(client, question: dict) -> dict[str, Decimal | None]:
    """The sum of each report, and of what its lines or columns part it into."""
    found = {}
    for slug in SLUGS:
        answer = json.loads(client.get(f"/reports/{slug}.json", question).content)
        total = answer["totals"]
        found[slug] = _exact(total["total"])
        for name, keys in PARTS.get(slug, {}).items():
            found[f"{slug} {name}"] = _added(total[key] for key in keys)
        lines = answer["rows"]
        if slug in ("r7", "rt3"):
            opened = [line for line in lines if line["producer_type"] != "ทุกประเภท"]
            found[f"{slug} producer types"] = _added(line["total"] for line in opened)
            lines = [line for line in lines if line["producer_type"] == "ทุกประเภท"]
        found[f"{slug} lines"] = _added(line["total"] for line in lines)
    return found


TYPES = ("food", "drink", "cloth", "utensil", "herb")
CHANNELS = ("domestic_offline", "domestic_online", "foreign_offline", "foreign_online")
PLACES = ("domestic", "foreign")
PARTS = {
    "r2": {"types": TYPES},
    "r3": {"channels": CHANNELS, "places": PLACES},
    "r4": {"types": TYPES},
    "r6": {"places": PLACES},
    "r7": {"channels": CHANNELS},
    "rt3": {"channels": CHANNELS},
    "rt4": {"channels": CHANNELS},
}


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _added(texts) -> Decimal | None:
    known = [Decimal(text) for text in texts if text is not None]
    return sum(known) if known else None
