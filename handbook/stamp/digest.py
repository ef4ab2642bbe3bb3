"""The digest of what a reader would be told."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from handbook.model.base import Document

SCHEME = 1
SHORT = 8
"""Hexadecimal digits of a digest's short form."""

# Bookkeeping that changes without a reader being told anything else.
_LEFT_OUT = {"changes", "waive", "review_every", "version", "status", "effective", "approver"}


def canonical(document: Document) -> str:
    """A document's content as JSON: NFC, sorted keys, bookkeeping left out."""
    content = document.model_dump(
        mode="json", by_alias=True, exclude=_LEFT_OUT, exclude_defaults=True
    )
    return canonical_json({"scheme": SCHEME, "kind": document.KIND, "content": content})


def canonical_json(value: Any) -> str:
    """JSON that is the same text for the same meaning."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def digest(document: Document) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()
