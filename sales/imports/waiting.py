"""An uploaded file between its preview and its import: under a random name, for one officer, for an hour."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core import signing

from ..models import Officer
from .source import Source

_SALT = "sales.imports.waiting"
_SECONDS = 60 * 60


def keep(source: Source, *, slug: str, officer: Officer) -> str:
    """The ticket that `collect` gives the file out for. Files that nobody came for are thrown away."""
    directory = _directory()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = directory / secrets.token_hex(16)
    file.touch(mode=0o600)
    file.write_bytes(source.data)
    now = file.stat().st_mtime
    for other in directory.iterdir():
        if now - other.stat().st_mtime > _SECONDS:
            other.unlink(missing_ok=True)
    return signing.dumps([file.name, source.name, slug, officer.pk], salt=_SALT)


def collect(ticket: str, *, slug: str, officer: Officer) -> Source | None:
    """None where the ticket is forged, too old, somebody else's or another import's, or the file is gone."""
    try:
        key, name, *whose = signing.loads(ticket, salt=_SALT, max_age=_SECONDS)
        data = (_directory() / key).read_bytes()
    except (signing.BadSignature, OSError):
        return None
    return Source(name, data) if whose == [slug, officer.pk] else None


def _directory() -> Path:
    return settings.UPLOAD_DIR
