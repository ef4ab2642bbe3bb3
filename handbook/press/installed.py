"""The fonts of this machine: what is set shows their glyphs by number, so it is kept with them."""

from __future__ import annotations

import hashlib
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

_TABLES = 8192
"""So many bytes at a font's beginning hold the checksums of its tables, in a collection too."""


@cache
def fonts_key() -> bytes:
    """A digest of all fonts that can be set, wherever they lie; of none where nothing lists them.

    Each is known by its size and by its directory of tables, which has a checksum of each
    (OpenType 1.9, "Organization of an OpenType Font").
    """
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{file}\\n"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        listed = ""
    known = set()
    for name in set(listed.splitlines()):
        with suppress(OSError), Path(name).open("rb") as file:
            known.add(f"{Path(name).stat().st_size} ".encode() + file.read(_TABLES))
    digest = hashlib.sha256()
    for one in sorted(known):
        digest.update(one)
    return digest.digest()
