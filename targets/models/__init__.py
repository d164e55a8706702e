from .evaluations import Evaluation
from .figures import Plan, Target, TargetFigure
from .missions import HandReported, MissionEvent, MissionReport, OnlineProduct
from .schemes import Scheme, SchemeEvent, SchemeLevel, SchemePart, SchemeVersion
from .settings import Setting, SettingEvent

__all__ = [
    "Evaluation",
    "HandReported",
    "MissionEvent",
    "MissionReport",
    "OnlineProduct",
    "Plan",
    "Scheme",
    "SchemeEvent",
    "SchemeLevel",
    "SchemePart",
    "SchemeVersion",
    "Setting",
    "SettingEvent",
    "Target",
    "TargetFigure",
]
