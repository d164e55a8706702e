from ..choices import (
    CHANNELS,
    CorrectionKind,
    CorrectionState,
    DueKind,
    DueLevel,
    ProducerStatus,
    ProducerType,
    ProductType,
    Role,
    Stage,
)
from .areas import REGIONS, Area, District, Province, Region
from .checks import CheckSetting, Explanation, ExplanationReason
from .corrections import CorrectionRequest
from .demo import DemoClock
from .due_dates import DueDate, DueDateEvent
from .inbox import Mail, Message
from .ledger import Draft, Sale, Sheet, SheetEvent
from .months import EntryMode, ReportingMonth
from .notices import Announcement, Contact
from .officers import Officer, OfficerEvent
from .producers import Producer, ProducerEvent, Product
from .tally import Tally

__all__ = [
    "CHANNELS",
    "REGIONS",
    "Announcement",
    "Area",
    "CheckSetting",
    "Contact",
    "CorrectionKind",
    "CorrectionRequest",
    "CorrectionState",
    "DemoClock",
    "District",
    "Draft",
    "DueDate",
    "DueDateEvent",
    "DueKind",
    "DueLevel",
    "EntryMode",
    "Explanation",
    "ExplanationReason",
    "Mail",
    "Message",
    "Officer",
    "OfficerEvent",
    "Producer",
    "ProducerEvent",
    "ProducerStatus",
    "ProducerType",
    "Product",
    "ProductType",
    "Province",
    "Region",
    "ReportingMonth",
    "Role",
    "Sale",
    "Sheet",
    "SheetEvent",
    "Stage",
    "Tally",
]
