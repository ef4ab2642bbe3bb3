"""QR codes: as modules, as bits for the page's script, as SVG."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, lru_cache

import segno

_VERSION = 5
"""Of a code, 37 modules wide: so all have one size, and a short address gets more correction."""
_MASK = 3
"""To try all eight masks for the evenest pattern takes five times as long; no reader needs it."""
_KEPT = 4096
"""A document's code stands on the pages of all its items."""
QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""


def across(address: str) -> int:
    """How many modules the code of an address is wide: that depends on its length alone."""
    return _across(len(address.encode()))


def modules(address: str) -> tuple[bytes, ...]:
    """The code of an address: rows of ones (dark) and noughts, without the quiet zone."""
    return tuple(bytes(row) for row in _code(address).matrix)


@lru_cache(maxsize=_KEPT)
def packed(address: str) -> str:
    """The code of an address as the page's script draws it: its modules as bits, in base64."""
    bits = "".join(str(module) for row in modules(address) for module in row)
    whole = bits.ljust(-(-len(bits) // 8) * 8, "0")
    return b64encode(int(whole, 2).to_bytes(len(whole) // 8)).decode()


@lru_cache(maxsize=_KEPT)
def svg(address: str, title: str) -> str:
    """The code of an address as an SVG element that takes the size of its box."""
    return _code(address).svg_inline(
        border=QUIET, omitsize=True, title=title, svgclass="hb-code", lineclass=None
    )


@lru_cache(maxsize=_KEPT)
def _code(address: str) -> segno.QRCode:
    """A code with the highest error correction that its size allows, larger for a long address."""
    try:
        return segno.make_qr(address, error="l", version=_VERSION, mask=_MASK)
    except segno.DataOverflowError:
        return segno.make_qr(address, error="l", mask=_MASK)


@cache
def _across(length: int) -> int:
    return len(_code("a" * length).matrix)  # small letters, as addresses have, are bytes
