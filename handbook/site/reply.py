"""The page that checks a draft reply: what its script goes by, as a script of its own.

A script and not JSON, so that it works from a folder on disk; named by its edition, so that a page
never meets the rules of another.
"""

from __future__ import annotations

import json
from typing import Any

from handbook.check.reply import reply_rules
from handbook.model.phrase import PhraseItem
from handbook.render.answer import said_instead
from handbook.render.view import Book
from handbook.site.address import Addresses

FOLDER = "check/"
"""The page's address, and the folder of what it goes by."""
WORDS = (
    "reply_draft", "reply_channel", "reply_hint", "reply_none", "reply_found", "reply_clear",
    "reply_shown", "reply_whole", "reply_failed", "reply_instead", "reply_why", "reply_widen",
    "reply_limit", "reply_length", "reply_copy", "reply_empty", "reply_too_long",
    "reply_WRD01", "reply_WRD15", "reply_WRD07", "reply_WRD13", "reply_WRD24", "reply_WRD25",
    "reply_VOC11", "reply_VOC15", "reply_blank", "reply_PRV01", "reply_PRV02", "reply_PRV03",
    "reply_PRV04", "reply_PRV05", "reply_PRV06", "reply_PRV07", "reply_personal", "reply_mail",
    "reply_secret", "reply_filled", "reply_says_nothing", "reply_never_asked",
)  # fmt: skip
"""Words of the interface that the page's script needs."""


def reply_file(book: Book, addresses: Addresses) -> tuple[str, str]:
    """The path of what a book's replies are checked by, and its content."""
    told = reply_data(book, addresses)
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    content = f"window.handbookReply = {said};\n"
    return rules_path(book), content


def rules_path(book: Book) -> str:
    """Where they are, the same in every language of an edition."""
    return f"{FOLDER}rules-{book.edition.digest}.js"


def reply_data(book: Book, addresses: Addresses) -> dict[str, Any]:
    """The rules with what a reader is told: what to say instead, where it stands, the interface."""
    rules = reply_rules(book.library)
    for phrase in rules["phrases"]:
        phrase.update(_told(book, addresses, phrase["id"]))
    for standard in rules["limits"]["standards"]:
        entry = book.library.entries[standard["id"]]
        standard.update({
            "name": book.prose.plain(entry.label),
            "value": book.prose.plain(book.prose.value(entry.address)),
            "path": addresses.path(entry.address),
        })  # fmt: skip
    words = {name.removeprefix("reply_"): book.t(f"script.{name}") for name in WORDS}
    return {**rules, "channels": _channels(book), "words": words}


def _told(book: Book, addresses: Addresses, address: str) -> dict[str, Any]:
    phrase = book.library.entries[address].value
    if not isinstance(phrase, PhraseItem):
        return {}
    return {
        "text": phrase.text,
        "why": book.prose.plain(phrase.why),
        "instead": said_instead(phrase, book.library, book.prose),
        "path": addresses.path(address),
    }


def _channels(book: Book) -> dict[str, str]:
    """Where customers are answered, by the channel's name without its prefix."""
    return {
        entry.address.removeprefix("channel."): book.prose.plain(entry.label)
        for entry in book.library.entries.values()
        if entry.kind == "channel" and getattr(entry.value, "group", "") != "internal"
    }
