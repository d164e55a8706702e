"""The reports' addresses."""

from .rule import ADMIN, COUNTRY, EVERYONE, OFFICERS, OUTSIDERS, OWN_AREA, PROVINCES, Rule
from .targets import ROUND

COUNTRYWIDE = Rule("GET", COUNTRY, OFFICERS - COUNTRY, args={"pk": "edition"})
FORM = Rule(
    "GET", OWN_AREA, OUTSIDERS | {"department"}, {"slug": "rt2"}, staged=True, department_at=frozenset({"province"})
)

REPORTS: dict[str, Rule] = {
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
