"""How a value stands in a cell, and what a cell says.

A value has a *plain form*: the text that says all of it, a list's entries one a line. A cell shows
the plain form as people read it, with names beside ids and words for choices, and no cell starts
with a sign for which a spreadsheet would run it. Two plain forms that are equal are the same value.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from handbook.config import LANGUAGES
from handbook.exchange.columns import Column
from handbook.model.base import To
from handbook.model.library import Library
from handbook.model.quantity import number
from handbook.render.prose import ProseRenderer
from handbook.render.words import catalogue

Flaw = Literal["", "formula", "date", "error", "percent"]
_WIDE = ("document", "step", "article", "item")
"""Kinds of reference for which there are too many targets to offer."""

# What spreadsheets take for a formula, the full-width signs with Chinese settings too.
_RUNS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_GUARDED = re.compile(r"''*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
# Controls, and what reads like an escape of one: the escapes of Office Open XML (ST_Xstring).
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read; a flaw says why its value cannot be taken."""

    value: str | float | bool | None = None
    flaw: Flaw = ""


EMPTY = Cell()


class Misfit(ValueError):  # noqa: N818 - it says what a cell is, and becomes a finding
    """A cell whose text is no value of its column; says what is wanted."""


class Names:
    """What ids are called in a handbook, and which id is meant by a name."""

    def __init__(self, library: Library, language: str) -> None:
        self._entries = library.entries
        self._prose = ProseRenderer(library, language)
        self._language = language
        self._words = {one: catalogue(one) for one in LANGUAGES.values()}
        self._by_label: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in library.entries.values():
            self._by_label[entry.kind, entry.label.strip()].append(entry.address)

    def beside(self, value: str, to: To) -> str:
        """An id with its name."""
        entry = self._entries.get(to.target(value, ""))
        label = " ".join(self._prose.plain(entry.label).split()) if entry else ""
        return f"{value} {label}" if label else value

    def named(self, text: str, to: To) -> str:
        """The id in a text that may hold its name too, or that only a name is."""
        if any((to.target(text, "") in self._entries, not text)):
            return text
        found = [one for kind in to.kinds for one in self._by_label.get((kind, text), ())]
        return found[0] if len(found) == 1 else text.split(maxsplit=1)[0]

    def offered(self, to: To | None, *, short: bool) -> list[str]:
        """Every id that a reference may name, with its name; none where they are too many."""
        if to is None or set(to.kinds) & set(_WIDE):
            return []
        found = [entry.address for entry in self._entries.values() if entry.kind in to.kinds]
        return [self.beside(one.removeprefix(to.prefix) if short else one, to) for one in found]

    def word(self, field: str, choice: str) -> str:
        """What one of a field's choices is called; the choice itself where it has no word."""
        words = self._words[self._language]
        return words.get(f"choice.{choice}") or words.get(f"{field}.{choice}", choice)

    def choice(self, field: str, choices: Sequence[str], text: str) -> str:
        """The choice that a word of either language stands for; else the text itself."""
        for words in self._words.values():
            for one in choices:
                if text in (words.get(f"choice.{one}"), words.get(f"{field}.{one}")):
                    return one
        return text

    def switch(self, *, on: bool) -> str:
        """Yes or no."""
        return self._words[self._language][f"differences.{'yes' if on else 'no'}"]

    def switched(self, text: str) -> str:
        """``true`` or ``false`` for a word of either language; else the text itself."""
        for word, on in (("yes", "true"), ("no", "false")):
            words = {each[f"differences.{word}"] for each in self._words.values()}
            if text.lower() in words | {on}:
                return on
        return text


def plain(column: Column, value: Any) -> str:
    """The plain form of a value as it stands in a source; empty for nothing."""
    if isinstance(value, list):
        return "\n".join(_entry(_single(one)) for one in value)
    return _single(value).removesuffix("\n") if column.holds.type == "text" else _single(value)


def shown(column: Column, value: Any, names: Names) -> str | float | None:
    """What a cell shows of a value."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    lines = plain(column, value)
    if not lines:
        return None
    if column.holds.type in ("reference", "choice", "boolean"):
        lines = "\n".join(_told(column, line, names) for line in lines.split("\n"))
    return guarded(escaped(lines))


def read(column: Column, cell: Cell, names: Names) -> str:
    """The plain form of what a cell says."""
    value = cell.value
    if value is None or isinstance(value, bool | int | float):
        return _single(value)
    text = unescaped(unguarded(value.replace("\r\n", "\n").replace("\r", "\n")))
    if column.holds.type not in ("reference", "choice", "boolean"):
        return text
    lines = (unicodedata.normalize("NFKC", line).strip() for line in text.split("\n"))
    return "\n".join(_meant(column, line, names) for line in lines if line)


def value_of(column: Column, text: str) -> Any:
    """The value that a plain form says, None for nothing. Raises Misfit."""
    if not column.holds.many:
        return _typed(column, text.strip())
    entries = (line.strip() for line in text.split("\n"))
    found = [_typed(column, _whole(entry)) for entry in entries if entry]
    return found or None


def escaped(text: str) -> str:
    """A text without signs that a workbook or a line of a file cannot hold."""
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that was escaped."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what it would run, and before that."""
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if _GUARDED.match(text) else text


def _single(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return number(value)
    return str(value)


def _entry(text: str) -> str:
    """An entry of a list on one line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _whole(line: str) -> str:
    return re.sub(r"\\([\\n])", lambda match: "\n" if match[1] == "n" else "\\", line)


def _told(column: Column, line: str, names: Names) -> str:
    holds = column.holds
    if holds.to is not None:
        return names.beside(line, holds.to)
    if holds.type == "boolean":
        return names.switch(on=line == "true")
    return names.word(column.path[-1], line)


def _meant(column: Column, line: str, names: Names) -> str:
    holds = column.holds
    if holds.to is not None:
        return names.named(line, holds.to)
    if holds.type == "boolean":
        return names.switched(line)
    return names.choice(column.path[-1], holds.choices, line)


def _typed(column: Column, text: str) -> Any:
    if not text:
        return None
    kind = column.holds.type
    if kind in ("number", "integer"):
        return _number(text, kind)
    if kind == "boolean":
        if text not in ("true", "false"):
            raise Misfit("boolean")
        return text == "true"
    if kind == "choice" and text not in column.holds.choices:
        raise Misfit("choice")
    return text


def _number(text: str, kind: str) -> float:
    narrow = unicodedata.normalize("NFKC", text)
    if not _NUMBER.fullmatch(narrow):
        raise Misfit("percent" if _NUMBER.fullmatch(narrow.removesuffix("%")) else kind)
    found = float(narrow)
    if not isfinite(found):  # more digits than any number has
        raise Misfit(kind)
    if found.is_integer():
        return int(found)
    if kind == "integer":
        raise Misfit(kind)
    return found
