"""Bytes to text: encoding, line ends, characters that have no place in a source."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from itertools import chain

from handbook.diagnostics import Problem
from handbook.source import Span

# C0 and C1 controls but for tab and line ends, Unicode's bidirectional controls and its other line
# ends, marks without width or shape, and code points that are no characters: they break parsers,
# make a source read other than it says (CVE-2021-42574) or hide a word from every search. What
# joins signs or chooses their shape stays: emoji are made of it, and rare characters of names.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_ENTITY = re.compile(r"&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});")
"""A sign that Markdown has written by its number or name."""


# What git leaves where two have changed the same lines, and its pages show to who must choose.
_MARK = re.compile(r"^(?:[<>]{7}(?= |$)|={7}$)", re.MULTILINE)


def decode(file: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """Return the text with its line ends as LF, or None and why it cannot be read."""
    text = lines_as_lf(raw)
    if text is None:
        return None, [_not_utf8(file, raw.removeprefix(codecs.BOM_UTF8))]
    return text, list(_controls(file, text))


def lines_as_lf(raw: bytes) -> str | None:
    """The text without byte order mark and carriage returns; None where it is not UTF-8."""
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def probable(raw: bytes) -> str:
    """What bytes that are not UTF-8 most likely say."""
    return raw.decode(_guess(raw) or "ascii", "replace")


def _not_utf8(file: str, raw: bytes) -> Problem:
    line, column = 1, 1
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        line = good.count("\n") + 1
        column = len(good.rpartition("\n")[2]) + 1
    guess = _guess(raw)
    at = Span(file, line, column, line, column + 1)
    return Problem("FMT01", at, {"guess": guess, "why": "" if guess else "unknown"})


def conflicts(file: str, text: str) -> list[Problem]:
    """Each place at which two changes of the same lines were not brought together."""
    rows: list[int] = []
    begun, expected = 0, "<"
    for row, _, match in _rows(text, _MARK):
        if match[0][0] == expected:
            begun = row if expected == "<" else begun
            if expected == ">":
                rows.append(begun)
            expected = {"<": "=", "=": ">", ">": "<"}[expected]
    return [Problem("FMT03", Span(file, row, 1, row, 8), {"why": "conflict"}) for row in rows]


def _rows(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """What matches, each with its line and column, in one go through the text."""
    row, start, end = 1, 0, 0
    for match in pattern.finditer(text):
        if passed := text.count("\n", end, match.start()):
            row += passed
            start = text.rindex("\n", end, match.start()) + 1
        end = match.start()
        yield row, end - start + 1, match


def cleared(text: str) -> str:
    """The text with a space for each character that has no place in it, to read the rest."""
    found = {match.start() for _, _, match in _entities(text)}
    if found:
        text = _ENTITY.sub(lambda one: " " * len(one[0]) if one.start() in found else one[0], text)
    return _CONTROL.sub(" ", text)


def hidden(text: str) -> Iterator[str]:
    """What of a text has no place in a source, by name: U+200B; &#x202e; for one written so."""
    found = (f"U+{ord(match[0]):04X}" for match in _CONTROL.finditer(text))
    yield from dict.fromkeys(chain(found, (match[0] for _, _, match in _entities(text))))


def _entities(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """What is written so that no check reads it: hidden signs, letters, a blank within a word."""
    for row, column, match in _rows(text, _ENTITY) if "&" in text else ():
        meant = html.unescape(match[0])
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        within = meant.isspace() and len(around) > 1 and around.isalnum()
        if within or _CONTROL.search(meant) or (match[0][1] == "#" and meant.isalnum()):
            yield row, column, match


def _controls(file: str, text: str) -> Iterator[Problem]:
    for line, column, match in _rows(text, _CONTROL):
        at = Span(file, line, column, line, column + 1)
        yield Problem("FMT02", at, {"character": f"U+{ord(match[0]):04X}"})
    for line, column, match in _entities(text):
        at = Span(file, line, column, line, column + len(match[0]))
        yield Problem("FMT02", at, {"character": match[0], "why": "entity"})


def _guess(raw: bytes) -> str:
    """Name the encoding that a Chinese office PC most likely wrote; empty if none fits."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    for codec, name in (("gb18030", "GBK"), ("big5", "Big5")):
        try:
            raw.decode(codec)
        except UnicodeDecodeError:
            continue
        return name
    return ""
