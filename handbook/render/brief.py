"""An entry in brief, as a result of the search or a hint shows it: words, value, steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handbook.model.base import Document
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry
from handbook.model.phrase import PhraseItem
from handbook.model.script import ScriptItem
from handbook.model.sop import Sop, Step
from handbook.render.answer import said_instead
from handbook.render.view import Book

_LEADS = (
    "definition", "purpose", "criteria", "trigger", "summary", "do", "applies", "rule", "goal",
    "how", "why", "consequence",
)  # fmt: skip
"""The fields that say in a line what something is; the first that is there counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """A place inside an entry's page; texts are plain."""

    anchor: str
    title: str
    text: str
    limit: str = ""
    scripts: tuple[str, ...] = ()
    """Addresses of what is said there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown of an entry; texts are plain."""

    lead: str = ""
    value: str = ""
    """A limit, a target."""
    say: tuple[str, ...] = ()
    """Words to copy."""
    parts: tuple[Part, ...] = ()
    variants: tuple[tuple[str, str, str], ...] = ()
    """Other words to copy: for which channel, for which mood, without prefixes, and the words."""
    mind: str = ""
    """How the words are said, and when not."""


def answer_of(entry: Entry, book: Book) -> Answer:
    """The answer that an entry is."""
    value = entry.value
    match value:
        case Sop():
            return _procedure(value, book)
        case ScriptItem():
            return _script(value, book)
        case PhraseItem():
            return _phrase(value, book)
    return Answer(_lead(value, book), _value(entry, book))


def _procedure(sop: Sop, book: Book) -> Answer:
    parts = tuple(_step(step, sop, book) for step in sop.steps)
    return Answer(_plain(sop.summary or sop.trigger, book, sop.id), parts=parts)


def _step(step: Step, sop: Sop, book: Book) -> Part:
    texts = (step.detail, step.caution)
    text = " ".join(_plain(text, book, sop.id) for text in texts if text)
    scripts = tuple(address for address in step.say if address in book.library.entries)
    return Part(step.id, step.do, text, _limit(step, book), scripts)


def _limit(step: Step, book: Book) -> str:
    if step.within is None:
        return ""
    if isinstance(step.within, str):
        entry = book.library.entries.get(step.within)
        return entry.value.words(book.language) if entry else ""
    return step.within.words(book.language)


def _script(script: ScriptItem, book: Book) -> Answer:
    variants = tuple(
        (_local(one.channel), _local(one.mood), _spoken(one.text, book)) for one in script.variants
    )
    said = (_spoken(script.text, book),)
    mind = [book.t("script.verbatim")] if script.verbatim else []
    mind += [f"{book.t('script.note')} {_plain(script.note, book)}"] if script.note else []
    return Answer(_plain(script.purpose, book), say=said, variants=variants, mind=" · ".join(mind))


def _local(address: str | None) -> str:
    return (address or "").rpartition(".")[2]


def _phrase(phrase: PhraseItem, book: Book) -> Answer:
    """A forbidden phrase answers with what to say instead, be it here or in a script."""
    instead = said_instead(phrase, book.library, book.prose)
    say = tuple(instead) if phrase.kind == "forbidden" else (phrase.text, *instead)
    return Answer(_plain(phrase.why, book), say=say)


def _value(entry: Entry, book: Book) -> str:
    if isinstance(entry.value, KpiItem):
        return entry.value.target_words(book.language)
    if entry.kind in ("sla", "std"):
        return book.prose.plain(entry.value.words(book.language))
    return ""


def _lead(value: Any, book: Book) -> str:
    if isinstance(value, Document):
        return _plain(value.summary, book, value.id) if value.summary else ""
    for name in _LEADS:
        if text := getattr(value, name, None):
            return _plain(text, book)
    return _plain(getattr(value, "text", ""), book)


def _spoken(text: str, book: Book) -> str:
    """Words as they are copied: blanks stay visible as 〔订单号〕."""
    return book.prose.plain(text.strip())


def _plain(text: str, book: Book, document: str = "") -> str:
    return " ".join(book.prose.words(text, document).split())
