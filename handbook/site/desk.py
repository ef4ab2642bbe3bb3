"""What the scripts of a page need while an agent talks: blanks, channels, moods and their names."""

from __future__ import annotations

from typing import Any

from handbook.model.script import ScriptItem
from handbook.render.view import Book

WORDS = (
    "call", "call_since", "other_blanks", "channel", "feeling", "usual", "other", "stays", "done",
    "clear_call", "cleared", "unfilled", "and", "copy_refused",
)  # fmt: skip
"""Words of the interface that these scripts need."""


def desk(book: Book) -> dict[str, Any]:
    """The blanks as name, words, example and type; channels and moods that scripts have words for.

    Channels and moods are known by their names without a prefix, in the order of the sources.
    """
    variants = [
        variant
        for entry in book.library.entries.values()
        if isinstance(entry.value, ScriptItem)
        for variant in entry.value.variants
    ]
    return {
        "variables": [
            (name, one.name, one.example, one.type) for name, one in book.settings.variables.items()
        ],
        "channels": _named(book, "channel.", {variant.channel for variant in variants}),
        "moods": _named(book, "mood.", {variant.mood for variant in variants}),
    }


def _named(book: Book, prefix: str, used: set[str | None]) -> dict[str, str]:
    wanted = {name.removeprefix(prefix) for name in used if name}
    names = {
        entry.address.removeprefix(prefix): book.prose.plain(entry.label)
        for entry in book.library.entries.values()
        if entry.address.startswith(prefix)
    }
    return {name: label for name, label in names.items() if name in wanted}
