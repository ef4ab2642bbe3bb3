"""What can be found: documents in force and their items, with all the words that lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from handbook.model.base import Document, full
from handbook.model.form import FormItem
from handbook.model.library import Entry, Text
from handbook.model.phrase import PhraseItem
from handbook.model.script import ScriptItem
from handbook.model.sop import Sop
from handbook.model.term import TermItem
from handbook.render.brief import Answer, answer_of
from handbook.render.view import Book
from handbook.search.kept import Kept
from handbook.search.normal import normal

Path = Callable[[str], str | None]
"""From an address to a place on the site."""
KINDS = (
    "sop", "script", "phrase", "sla", "std", "kpi", "form", "path", "grade", "term", "article",
    "etiquette", "course", "training", "role", "dept", "channel", "scene", "qa", "fatal",
    "policy", "scripts", "phrases", "etiquette-guide", "service-levels", "kpis", "escalation",
    "scorecard", "training-plan", "forms", "programme", "roles", "channels", "terms", "card",
    "manual", "guide",
)  # fmt: skip
"""Kinds that are results of their own, in the order of the index; other items belong to theirs."""
TITLE, STEP, SCRIPT, REST = 3, 2, 1, 0
"""Where a word stands; the higher, the more it says."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be found. ``texts`` are normal texts with their levels."""

    address: str
    kind: str
    title: str
    path: str
    names: tuple[str, ...] = ()
    """What else it is called."""
    asks: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    avoid: bool = False
    """Whether it is something not to say."""
    inside: bool = False
    """Whether it is said to colleagues, not to customers."""
    answer: Answer = field(default_factory=Answer)
    texts: tuple[tuple[int, str], ...] = ()
    see: tuple[str, ...] = ()
    """What a term refers to."""
    pinyin: str = ""
    """The reading that the glossary gives a term."""
    since: str = ""
    """The day from which it can be found; empty for that of the build."""
    until: str = ""
    """The day from which it cannot; empty for none."""


def found_in(
    book: Book, path: Path, guides: Iterable[tuple[str, str]] = (), kept: Kept | None = None
) -> list[Found]:
    """All that can be found in a book, in the order of the index.

    ``guides`` are path and title of pages, ``kept`` what an earlier build knows of texts.
    """
    kept = kept or Kept()
    shown = {document.id for document in book.in_force()}
    texts = _texts(book, shown)
    found = [
        _found(entry, at, book, texts[entry.address], kept)
        for entry in book.library.entries.values()
        if entry.kind in KINDS and (not entry.document or entry.document in shown)
        if (at := path(entry.address)) is not None
    ]
    found += [Found(at, "guide", title, at) for at, title in guides]
    return _ordered(found)


def through(now: list[Found], later: Iterable[tuple[date, list[Found]]]) -> list[Found]:
    """What can be found on a day, and what on later ones: entries that differ bear their days."""
    standing = {one.address: one for one in now}
    ended = []
    for day, found in later:
        then = {one.address: one for one in found}
        for address, one in list(standing.items()):
            if then.get(address) != replace(one, since=""):
                ended.append(replace(standing.pop(address), until=day.isoformat()))
        for address, one in then.items():
            standing.setdefault(address, replace(one, since=day.isoformat()))
    return _ordered([*ended, *standing.values()])


def _ordered(found: list[Found]) -> list[Found]:
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(found, key=lambda each: order[each.kind])


def _found(entry: Entry, path: str, book: Book, texts: list[tuple[int, str]], kept: Kept) -> Found:
    value: Any = entry.value
    document = book.library.documents.get(entry.document)
    asks = tuple(getattr(value, "asks", ()))
    names = tuple(_names(value))
    title = book.prose.plain(entry.label)
    answer = answer_of(entry, book)
    own = [(TITLE, text) for text in (title, *names, *asks)]
    own += [(STEP, answer.lead), (STEP, book.t(f"kind.{entry.kind}")), *_further(value, book)]
    return Found(
        entry.address, entry.kind, title, path, names, asks,
        _full("role", value, document, ("audience", "filled_by", "roles")),
        _full("channel", value, document, ("channels",)),
        getattr(value, "kind", "") == "forbidden",
        isinstance(value, ScriptItem) and not value.to_customer, answer,
        _levels([*own, *texts], f"{book.language} {entry.address}", kept),
        *((value.see, value.pinyin or "") if isinstance(value, TermItem) else ()),
    )  # fmt: skip


def by_both(shown: Iterable[Found], sources: Iterable[Found]) -> Iterator[Found]:
    """What is shown, found by its own words and by those of the source that it was made of.

    Character by character both have one normal form; by the word they differ, as 短信 and 簡訊 do.
    """
    for one, source in zip(shown, sources, strict=True):
        called = set(map(normal, (one.title, *one.names)))
        asked = set(map(normal, one.asks))
        names = (name for name in (source.title, *source.names) if normal(name) not in called)
        asks = (ask for ask in source.asks if normal(ask) not in asked)
        yield replace(
            one,
            names=(*one.names, *names),
            asks=(*one.asks, *asks),
            texts=_joined(one.texts, source.texts),
        )


def _joined(*texts: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """The texts of several, level by level."""
    levels: dict[int, list[str]] = defaultdict(list)
    for level, text in chain(*texts):
        levels[level].append(text)
    return tuple((level, "\n".join(dict.fromkeys(held))) for level, held in sorted(levels.items()))


def _levels(texts: list[tuple[int, str]], name: str, kept: Kept) -> tuple[tuple[int, str], ...]:
    """One normal text a level, its pieces on lines of their own."""
    levels: dict[int, list[str]] = defaultdict(list)
    for level, text in texts:
        levels[level].append(text)
    order = sorted(levels)
    joined = tuple("\n".join(levels[level]) for level in order)
    return tuple(zip(order, kept.of(name, _normal, joined), strict=True))


def _normal(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(normal, texts))


def _names(value: Any) -> Iterator[str]:
    """What something is called beside its title."""
    for name in ("en", "synonyms", "colloquial", "traditional"):
        held = getattr(value, name, None) or ()
        yield from (held,) if isinstance(held, str) else held
    if isinstance(value, PhraseItem):
        yield from value.forms


def _further(value: Any, book: Book) -> Iterator[tuple[int, str]]:
    """Words without prose in them: headings of steps, tags, labels of a form."""
    if isinstance(value, Document):
        yield from ((STEP, tag) for tag in value.tags)
    match value:
        case Sop():
            for step in value.steps:
                yield STEP, step.do
                yield from ((SCRIPT, _label(address, book)) for address in step.say)
        case ScriptItem():
            yield STEP, _label(full("scene", value.scene), book)
        case FormItem():
            for section in value.sections:
                yield STEP, section.title
                yield from ((REST, field.label) for field in section.fields)


def _texts(book: Book, shown: set[str]) -> dict[str, list[tuple[int, str]]]:
    """The prose of each entry, that of its steps and other small items included."""
    entries = book.library.entries
    texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for text in book.library.texts:
        if text.document in shown:
            entry = entries.get(text.source)
            own = text.source if entry and entry.kind in KINDS else text.document
            texts[own].append(_said(text, book))
    return texts


def _said(text: Text, book: Book) -> tuple[int, str]:
    if text.mark.slots:
        return SCRIPT, book.prose.plain(text.value, text.document)
    return REST, book.prose.words(text.value, text.document)


def _full(
    kind: str, value: Any, document: Document | None, fields: tuple[str, ...]
) -> tuple[str, ...]:
    """The roles or channels of an item, else of its document; none means all."""
    for holder in (value, document):
        for name in fields:
            if held := getattr(holder, name, None):
                named = tuple(full(kind, one) for one in held if isinstance(one, str))
                if named:
                    return named
    return ()


def _label(address: str, book: Book) -> str:
    entry = book.library.entries.get(address)
    return book.prose.plain(entry.label) if entry else ""


def readings_given(found: Iterable[Found]) -> dict[str, str]:
    """Normal terms with the reading that the glossary gives them, syllables set apart."""
    return {normal(each.title): each.pinyin for each in found if each.pinyin}
