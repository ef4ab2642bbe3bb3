"""What sets type on this machine: what is set is kept under it.

What is set shows the glyphs of fonts by number, so they belong to it.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from handbook.load.keys import joined

_SETTING = ("weasyprint", "pikepdf", "segno")
_TABLES = 8192
"""So many bytes at a font's beginning hold the checksums of its tables, in a collection too."""


@cache
def setting_key() -> bytes:
    """A digest of all that makes a pack: fonts, libraries and our own code."""
    return joined(fonts_key(), *map(version, _SETTING), *(path.read_bytes() for path in our_code()))


def our_code() -> list[Path]:
    """The files of our own code that makes a pack: a worker imports no others."""
    package = Path(__file__).parents[1]
    return [*sorted(package.glob("press/*.py")), package / "render" / "code.py"]


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
    return joined(*sorted(known))
