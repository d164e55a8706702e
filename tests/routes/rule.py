"""Who may do what at an address: the sets of personas, the world that addresses name, the shape of a rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from sales.models import Producer, Sale, Sheet
from targets.models import MissionReport, OnlineProduct

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
    time to report, what it has reported by hand; an edition of the country's figures; an import of its plan; after
    the lock a correction that waits; a message to its officer d4317, its province's contact, an announcement."""

    sheet: Sheet
    row: Sale
    producer: Producer
    officer: int
    edition: int
    mission: MissionReport
    online: OnlineProduct
    setting_event: int
    correction: int
    message: int = 0
    contact: int = 0
    announcement: int = 0

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


EVERYONE = Rule("GET", OFFICERS)
ANYBODY = Rule("GET", OFFICERS, public=True)
COUNTRY = frozenset({"department", "admin"})
OWN_AREA = frozenset({"district", "chief", "province", "admin"})
NOT_IN_THE_REGISTER = OUTSIDERS | {"department"}
CONFIRMED = frozenset({"province"})
OTHER_PROVINCE = frozenset({"district of another province", "another province"})
