"""What a printed copy is checked by: an address that names it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from handbook.render.proof import Proof

SITE = "https://handbook.example.com/"
COPY = Proof("SOP-CMP-01", "2.1.0", "1a2b3c4d")


def test_an_address_names_document_version_and_digest() -> None:
    parts = urlsplit(COPY.address(SITE))
    assert parts.path == "/verify/"
    assert parse_qs(parts.query) == {"id": ["SOP-CMP-01"], "v": ["2.1.0"], "d": ["1a2b3c4d"]}
    edition = Proof("", "", "", "2026.11.22-1a2b3c4d").address(SITE)
    assert parse_qs(urlsplit(edition).query) == {"e": ["2026.11.22-1a2b3c4d"]}
