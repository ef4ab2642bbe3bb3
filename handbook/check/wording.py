"""What the handbook itself says of wording: its phrases, and where they are sought."""

from __future__ import annotations

import re

from handbook.check.corpus import Found, read_texts
from handbook.check.phrases import Phrases, Sought
from handbook.check.rule import Context
from handbook.model.library import Library
from handbook.model.phrase import PhraseItem

_REACH = 200
"""So many characters around a place are looked at for the ends of its sentence."""
SENTENCE = re.compile(r"[。！？!?；;\n\0]")
_NOT = re.compile(r"[不勿禁别忌莫]|避免|而非|代替|改说|换成|取代")

# Behind these words a phrase is no fault: it consoles, or asks how the customer takes it.
_EASE = "(?<![跟和与]我)(?<![跟和与][我他她]们)没关系|不要紧|不怪[您你]"
_WISH = "接受|满意|方便|愿意|同意|介意|喜欢|习惯"
INNOCENT = re.compile(
    r"(?=[^。！？；，,;!?\n\0]{0,12}?"
    rf"(?:(?:{_EASE})|[您你][^。！？；，,;!?\n\0]{{0,4}}?(?:能不能|是否|会不会|是不是)(?:{_WISH})"
    "|[您你](?:什么时候|几点|哪天)?(?:方便|方不方便)|[您你](?:愿不愿意|介不介意|满不满意)))"
)
"""In a folded text, right behind a phrase."""


def phrase_items(library: Library, kind: str) -> tuple[PhraseItem, ...]:
    """The forbidden or the preferred phrases of all lists in force."""
    return tuple(
        entry.value
        for entry in library.entries.values()
        if isinstance(entry.value, PhraseItem)
        and entry.value.kind == kind
        and library.documents[entry.document].status != "retired"
    )


def shapes(phrase: PhraseItem) -> tuple[str, ...]:
    """Every way in which a phrase is written."""
    return (phrase.text, *phrase.forms)


def forbidden_hits(context: Context) -> tuple[tuple[PhraseItem, Found], ...]:
    """Every forbidden phrase in anything that readers see, but for those that count as a whole."""
    phrases = {one.id: one for one in phrase_items(context.library, "forbidden")}
    parts = {key: one for key, one in phrases.items() if not one.whole}
    sought = {key: Sought(shapes(one), one.allow) for key, one in parts.items()}
    found = Phrases(sought, INNOCENT).search(context.once(read_texts))
    return tuple((phrases[key], place) for key, place in found)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a text that holds a stretch of it."""
    least, most = max(start - _REACH, 0), min(end + _REACH, len(text))
    first = max((match.end() for match in SENTENCE.finditer(text, least, start)), default=least)
    after = SENTENCE.search(text, end, most)
    return first, after.start() if after else most


def is_denied(text: str, start: int) -> bool:
    """Whether the sentence says, before a place, that something is not to be done."""
    first, _ = sentence(text, start, start)
    return _NOT.search(text, first, start) is not None
