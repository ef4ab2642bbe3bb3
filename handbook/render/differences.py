"""Differences in meaning, in words: where, what it was, what it is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.model.base import Document, Model, To
from handbook.model.library import Entry, Library
from handbook.model.quantity import Amount, number
from handbook.render.prose import ProseRenderer
from handbook.render.words import Translate, called, translator
from handbook.stamp.changes import Difference, Way, label_of
from handbook.stamp.digest import Content, canonical
from handbook.stamp.fields import Field, field_at, owner_at
from handbook.stamp.history import Class

_SEVERAL = 2
"""From so many lines on a text is shown by those that differ."""
_CELL = " | "
"""Between two cells of a row."""
_HEADED = frozenset({"id", "title"})
"""Fields that stand in a page's head."""
_Of = tuple[str, str]
"""Kind and id of the document whose content is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """A difference in words; ``before`` and ``after`` are empty where there is nothing."""

    way: Way
    where: tuple[str, ...]
    """From the outside in: what holds it, then the field."""
    before: str
    after: str
    change_class: Class


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of a document's content in words.

    ``key`` names the place through ids, so that rows of two versions can be told to be one.
    """

    key: str
    depth: int
    label: str
    text: str
    """Empty where a heading stands over what follows."""


class Teller:
    """Puts contents and differences of a library's documents into words.

    What they quote is told as the library has it; what was, as ``former`` has it.
    """

    def __init__(self, library: Library, language: str, former: Library | None = None) -> None:
        self._library = library
        self._language = language
        self.prose = ProseRenderer(library, language)
        self._former = Teller(former, language) if former else self
        self.t: Translate = translator(language)

    def tell(self, document: Document, found: Iterable[Difference]) -> list[Told]:
        """Differences of a document in words.

        Of rows that have only blank cells more or less the columns of their table tell.
        """
        shown = (one for one in found if not self._is_blank(document, one))
        return [self._told(document, one) for one in shown]

    def value(self, value: Any, known: Field, document: str = "") -> str:
        """A value of a field as text; steps named without their document are those of this one."""
        match value:
            case None:
                return ""
            case bool():
                return self.t("differences.yes" if value else "differences.no")
            case str():
                return self._text(value, known, document)
            case list():
                return self._list(value, known, document)
            case Mapping():
                return self._thing(value, known.model, document)
        return number(value) if isinstance(value, float) else str(value)

    def _list(self, values: list[Any], known: Field, document: str) -> str:
        """Its members, prose one a line; of a row its cells up to the last that is filled."""
        said = [self.value(one, known, document) for one in values]
        if known.table and not any(isinstance(one, list) for one in values):
            return _CELL.join(said).rstrip(_CELL)
        return ("\n" if known.is_prose else self.t("shared.list_separator")).join(said)

    def rows(self, kind: str, content: Content) -> Iterator[Row]:
        """All of a content, piece by piece, in the order of the model."""
        of = kind, content["id"]
        for key, value in canonical(content).items():
            if key not in _HEADED:
                yield from self._rows(of, (key,), value)

    def _rows(self, of: _Of, route: tuple[str, ...], value: Any) -> Iterator[Row]:
        kind, document = of
        known = field_at(kind, route)
        key = " ".join(route)
        label = called(owner_at(kind, route), route[-1], self.t)
        depth = sum(part.startswith("#") for part in route)
        if isinstance(value, Mapping):
            yield Row(key, depth, label, "")
            for name, one in value.items():
                yield from self._rows(of, (*route, name), one)
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield Row(key, depth, label, "")
            for number, one in enumerate(value, 1):
                yield from self._member(of, (*route, f"#{one.get('id', number)}"), one)
        else:
            yield Row(key, depth, label, self.value(value, known, document))

    def _member(self, of: _Of, route: tuple[str, ...], value: Mapping[str, Any]) -> Iterator[Row]:
        """One of a list of things, under its name."""
        name = label_of(dict(value))
        depth = sum(part.startswith("#") for part in route)
        shown = self.prose.plain(name, of[1]) or route[-1].removeprefix("#")
        yield Row(" ".join(route), depth, shown, "")
        for key, one in value.items():
            if key != "id" and one != name:
                yield from self._rows(of, (*route, key), one)

    def _is_blank(self, document: Document, one: Difference) -> bool:
        known = field_at(document.KIND, one.route)
        if one.way != "changed" or not known.table:
            return False
        before = self._former.value(one.before, known, document.id)
        return before == self.value(one.after, known, document.id)

    def _told(self, document: Document, one: Difference) -> Told:
        known = field_at(document.KIND, one.route)
        label = called(owner_at(document.KIND, one.route), one.field, self.t)
        prose = (self._former if one.way == "removed" else self).prose
        where = tuple(prose.plain(name, document.id) for name in one.labels)
        if one.way in ("added", "removed"):
            where = (*where[:-1], label)
        elif one.way == "changed":
            where = (*where, label)
        else:
            where = (*where[:-1], label, where[-1])
        before = self._former.value(one.before, known, document.id)
        after = self.value(one.after, known, document.id)
        if before == after and known.is_reference:  # to another thing of the same name
            before, after = self._ids(one.before), self._ids(one.after)
        return Told(one.way, where, *_apart(before, after), one.change_class)

    def _text(self, text: str, known: Field, document: str) -> str:
        if known.is_reference and (entry := self._named(text, known, document)) is not None:
            label = self.prose.plain(entry.label)
            if entry.kind not in ("sla", "std"):
                return label
            value = entry.value.words(self._language)
            return label + self.t("shared.in_brackets", text=value)
        if known.is_reference or known.quantity:
            try:
                return Amount.parse(text).words(self._language)
            except ValueError:
                return text
        said = self.prose.words if known.is_prose else self.prose.plain
        return said(text, document)

    def _ids(self, value: Any) -> str:
        ids = value if isinstance(value, list) else [value]
        return self.t("shared.list_separator").join(map(str, ids))

    def _named(self, text: str, known: Field, document: str) -> Entry | None:
        """What a reference names, written with or without the prefix of its kind."""
        kinds = known.mark.kinds if isinstance(known.mark, To) else ()
        addresses = (text, f"{document}#{text}", *(f"{kind}.{text}" for kind in kinds))
        entries = self._library.entries
        return next((entries[one] for one in addresses if one in entries), None)

    def _thing(self, value: Mapping[str, Any], model: type[Model] | None, document: str) -> str:
        """A thing by its name, or by all that is in it where it has none."""
        if label := label_of(dict(value)):
            return self.prose.plain(label, document)
        parts = (f"{called(model, key, self.t)} {one}" for key, one in value.items())
        return self.t("shared.list_separator").join(parts)


def _apart(before: str, after: str) -> tuple[str, str]:
    """Of two texts of several lines the lines that differ; both whole where none is common."""
    old, new = before.splitlines(), after.splitlines()
    if len(old) < _SEVERAL or len(new) < _SEVERAL:
        return before, after
    left, right = [], []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            left += old[i:j]
            right += new[k:m]
    return "\n".join(left), "\n".join(right)
