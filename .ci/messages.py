"""Our words for Django's admin, as Django reads them: django.mo of django.po. With --check: are they the same?

Gettext's own msgfmt would do it; a bare machine has none.
"""

import re
import struct
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "sales" / "locale" / "th" / "LC_MESSAGES" / "django.po"
TARGET = SOURCE.with_suffix(".mo")
# In front: the magic number, the format's revision, how many messages, where the two tables begin, no hashes.
HEADER = struct.Struct("<7I")


def pairs() -> list[tuple[bytes, bytes]]:
    """Thai has one form for all numbers; what English has two of is found by both."""
    entry = r'^msgid "(.*)"\n(?:msgid_plural "(.*)"\n)?msgstr(?:\[0\])? "(.*)"$'
    found = re.findall(entry, SOURCE.read_text(), re.MULTILINE)
    return sorted((_bytes("\0".join(filter(None, (one, many)))), _bytes(thai)) for one, many, thai in found)


def _bytes(text: str) -> bytes:
    return text.replace("\\n", "\n").encode()


def compiled() -> bytes:
    originals, translations = zip(*pairs(), strict=True)
    count, place = len(originals), HEADER.size
    tables, words = b"", b""
    begin = place + 16 * count
    for text in (*originals, *translations):
        tables += struct.pack("<2I", len(text), begin + len(words))
        words += text + b"\0"
    return HEADER.pack(0x950412DE, 0, count, place, place + 8 * count, 0, 0) + tables + words


if "--check" in sys.argv:
    sys.exit(None if TARGET.read_bytes() == compiled() else f"{TARGET.name} is stale: python .ci/messages.py")
TARGET.write_bytes(compiled())
