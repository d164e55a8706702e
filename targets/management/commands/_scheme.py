"""The scheme that a command is told by its slug."""

from django.core.management.base import CommandError

from targets import sentences
from targets.models import Scheme, SchemeVersion


def named(slug: str) -> SchemeVersion:
    """As it is judged now."""
    scheme = Scheme.objects.filter(slug=slug).first()
    if scheme is None:
        known = ", ".join(Scheme.objects.values_list("slug", flat=True))
        raise CommandError(f"There is no scheme {slug}. Known: {known or 'none; run `manage.py load_reference`'}.")
    if scheme.current.is_graded:
        raise CommandError(sentences.HAS_NO_TARGETS)
    return scheme.current
