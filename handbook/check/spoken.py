"""Words that an agent says or sends, and the channels they go through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.check.fold import fold
from handbook.check.rule import Context
from handbook.model.library import Entry, Library, Text
from handbook.model.prose import REFERENCE, SLOT
from handbook.model.script import ScriptItem, Variant

SIGNS_A_SECOND = 4
"""How many characters a second an agent says who can be followed: 240 a minute, as newsreaders."""

_REFERENCE_LENGTH = 4
_PREFIX = "channel."
_SOUND = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One wording of a script."""

    text: Text
    script: ScriptItem
    channels: frozenset[str]
    """Ids without their prefix."""


def spoken_texts(context: Context) -> tuple[Spoken, ...]:
    """Every wording of every script."""
    return tuple(_spoken(context.library))


def _spoken(library: Library) -> Iterator[Spoken]:
    for text in library.texts:
        if not text.mark.slots:
            continue
        entry = library.entries.get(text.source)
        if entry is not None and isinstance(entry.value, ScriptItem) and _is_in(text, entry):
            script = entry.value
            variant = _variant(script, text)
            own = (variant.channel,) if variant and variant.channel else script.channels
            yield Spoken(text, script, plain_channels(own))


def _is_in(text: Text, entry: Entry) -> bool:
    """Whether a text is of this entry, not of another that took its id."""
    held = entry.place.route[:-1]
    return text.place.file == entry.place.file and text.place.route[: len(held)] == held


def _variant(script: ScriptItem, text: Text) -> Variant | None:
    route = text.place.route
    return script.variants[int(route[-2])] if "variants" in route else None


def plain_channels(channels: tuple[str, ...]) -> frozenset[str]:
    """Ids of channels without the prefix that may be left out."""
    return frozenset(channel.removeprefix(_PREFIX) for channel in channels)


def length(text: str, library: Library) -> int:
    """How many characters a wording has once its blanks and references are filled in."""
    variables = library.settings.variables if library.settings else {}

    def example(match: re.Match[str]) -> str:
        return variables[match[1]].example if match[1] in variables else match[1]

    def quoted(match: re.Match[str]) -> str:
        return match[2] or "字" * _REFERENCE_LENGTH

    return len(SLOT.sub(example, REFERENCE.sub(quoted, text)))


def said(text: str, library: Library) -> int:
    """The same, of the characters that make a sound."""
    filled = length(text, library)
    return filled - sum(1 for sign in text if not _SOUND.match(sign) and sign not in "{}[]")


def bare(text: str) -> str:
    """A wording as it is compared: folded, without punctuation and blanks."""
    return "".join(_SOUND.findall(fold(text)))
