"""What a printed copy carries to be checked by: an address of the verification page, as a QR code.

The address names the document, its version and the short digest of its content; the page compares
them with the site's manifest. So a copy on paper can be asked whether it is still in force.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from handbook.model.base import Document
from handbook.model.manual import Manual
from handbook.render.volume import parts_of
from handbook.stamp.digest import SHORT
from handbook.stamp.stamp import Edition, Stamp

VERIFY = "verify/"
"""The verification page, from the site's root."""


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


def _over(stamps: Iterable[Stamp]) -> str:
    """A short digest over several documents in their versions."""
    total = "".join(f"{stamp.id} {stamp.version} {stamp.digest}\n" for stamp in stamps)
    return hashlib.sha256(total.encode()).hexdigest()[:SHORT]
