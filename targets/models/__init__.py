from .figures import Plan, Target, TargetFigure
from .schemes import Scheme, SchemeEvent, SchemeLevel, SchemePart, SchemeVersion
from .settings import Setting, SettingEvent

__all__ = [
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
