from .figures import Plan, Target, TargetFigure
from .schemes import Scheme, SchemeLevel, SchemePart, SchemeVersion

__all__ = ["Plan", "Scheme", "SchemeLevel", "SchemePart", "SchemeVersion", "Target", "TargetFigure"]
