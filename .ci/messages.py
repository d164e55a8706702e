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
    found = re.findall(r'^msgid "(.*)"\nmsgstr "(.*)"$', SOURCE.read_text(), re.MULTILINE)
    return sorted(tuple(words.replace("\\n", "\n").encode() for words in pair) for pair in found)


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
