from .figures import Plan, Target, TargetFigure
from .schemes import Scheme, SchemeEvent, SchemeLevel, SchemePart, SchemeVersion

__all__ = ["Plan", "Scheme", "SchemeEvent", "SchemeLevel", "SchemePart", "SchemeVersion", "Target", "TargetFigure"]
