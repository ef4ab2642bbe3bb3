"""What a printed copy carries to be checked by: an address of the verification page, as a QR code.

The address names the document, its version and the short digest of its content; the page compares
them with the site's manifest. So a copy on paper can be asked whether it is still in force.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlencode

import segno

from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.render.volume import parts_of
from handbook.stamp.digest import SHORT
from handbook.stamp.stamp import Edition, Stamp

VERIFY = "verify/"
"""The verification page, from the site's root."""
_VERSION = 5
"""Of a code, 37 modules wide: so all have one size, and a short address gets more correction."""
_MASK = 3
"""To try all eight masks for the evenest pattern takes five times as long; no reader needs it."""
_KEPT = 4096
"""A document's code stands on the pages of all its items."""
QUIET = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a copy says of itself."""

    id: str
    version: str
    digest: str
    edition: str = ""
    """Of a manual or an overview: the edition that it was made from."""
    copy: int = 0
    """The number of a controlled copy."""

    def address(self, site: str) -> str:
        """The verification page's answer to this copy, at a site."""
        named = {
            "id": self.id, "v": self.version, "d": self.digest, "e": self.edition, "c": self.copy,
        }  # fmt: skip
        return f"{site}{VERIFY}?" + urlencode({key: value for key, value in named.items() if value})


def proof_of(
    document: Document, stamps: Mapping[str, Stamp], in_force: Sequence[Document], edition: Edition
) -> Proof:
    """The proof of a document; that of a manual stands for all that it holds."""
    stamp = stamps[document.id]
    if not isinstance(document, Manual):
        return Proof(stamp.id, stamp.version, stamp.digest)
    held = [stamp, *(stamps[each.id] for each in held_by(document, in_force))]
    return Proof(stamp.id, stamp.version, _over(held), edition.name)


def held_by(manual: Manual, in_force: Sequence[Document]) -> list[Document]:
    """The documents that a manual holds, in printing order."""
    return [document for part in parts_of(manual, in_force) for document in part.documents]


def edition_proof(edition: Edition) -> Proof:
    """The proof of a page that gathers from many documents."""
    return Proof("", "", "", edition.name)


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


def _over(stamps: Iterable[Stamp]) -> str:
    """A short digest over several documents in their versions."""
    total = "".join(f"{stamp.id} {stamp.version} {stamp.digest}\n" for stamp in stamps)
    return hashlib.sha256(total.encode()).hexdigest()[:SHORT]
