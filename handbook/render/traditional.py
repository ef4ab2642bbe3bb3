"""Traditional Chinese made of Simplified: by OpenCC's phrases, with words that go before them.

A word of the handbook's own (``traditional`` in handbook.yml, then the glossary's Traditional
forms) goes before those of ``traditional.toml``, these before the characters that stand for several
(``characters.toml``), and these before OpenCC. What is no text stays as it is: code, addresses,
names of files. Ids, blanks and references are ASCII, which has no other form.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.model.library import Library
from handbook.model.settings import OTHER, WORD
from handbook.model.term import TermItem

if TYPE_CHECKING:
    from opencc import OpenCC

_TABLES = [Path(__file__).with_name(f"{name}.toml") for name in ("characters", "traditional")]
_CONFIGURATIONS = {"taiwan": "s2tw", "hong-kong": "s2hk"}
# Words are set within pages and their data: none may be a part of how these are built.
_WRITTEN, _SHOWN = re.compile(WORD), re.compile(OTHER)
_HAN = "\u3400-\u9fff"
_RUN = re.compile(f"[{_HAN}]+")
# In Markdown and JSON: code, what a link leads to, the name of a picture's file.
_NO_TEXT = re.compile(
    rf"`[^`\n\x22]*`|\]\([^)\s]*[{_HAN}][^)\s]*\)"
    rf'|"[^"\\]*[{_HAN}][^"\\]*\.(?:png|jpe?g|svg|webp)"'
)
_FENCED = re.compile(r"^ *(?P<fence>`{3,}|~{3,}).*?^ *(?P=fence) *$", re.DOTALL | re.MULTILINE)
# In HTML: code, what leads somewhere.
_NO_WORDS = re.compile(
    rf'<(?P<tag>code|pre)\b[^>]*>.*?</(?P=tag)>|(?:src|href)="[^"]*[{_HAN}][^"]*"', re.DOTALL
)
# Signs for private use, of which a conversion makes nothing: one for each word that is set, and two
# for each piece that is kept as it is, of which a page may have more than there are signs.
_WORD, _PIECE, _SECOND, _SIGNS = 0xF0000, 0x100000, 0x108000, 0x7FFE
_KEPT = re.compile(
    f"[{chr(_PIECE)}-{chr(_PIECE + _SIGNS)}][{chr(_SECOND)}-{chr(_SECOND + _SIGNS)}]"
)
_LINES = re.compile(r"(?<=>)[^<]+(?:<tspan[^>]*>[^<]+</tspan>)+")
_TAGS = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True)
class Conversion:
    """From Simplified to Traditional as one region writes it. Hashed by what it is made of."""

    region: str = "taiwan"
    words: tuple[tuple[str, str], ...] = ()
    """Words that the handbook sets, Simplified and Traditional; of two alike the last holds."""

    @classmethod
    def of(cls, library: Library) -> Conversion:
        """The conversion that a handbook asks for."""
        asked = library.required_settings.traditional
        terms = {
            entry.value.term: entry.value.traditional[0]
            for entry in library.entries.values()
            if isinstance(entry.value, TermItem)
            and entry.value.traditional
            and _WRITTEN.match(entry.value.term)
            and _SHOWN.match(entry.value.traditional[0])
        }
        return cls(asked.region, tuple((terms | asked.words).items()))

    def text(self, text: str) -> str:
        """A text or JSON in Traditional."""
        return self._around(text, _NO_TEXT)

    def markdown(self, text: str) -> str:
        """A hand-written page in Traditional; blocks of code stay as they are."""
        return self._around(text, _FENCED, _NO_TEXT)

    def html(self, html: str) -> str:
        """A page in Traditional; words that a diagram breaks into lines are still read as one."""
        return self._around(html, _NO_WORDS, lines="<tspan" in html)

    def _around(self, text: str, *spared: re.Pattern[str], lines: bool = False) -> str:
        """A text converted around what is spared; the ``lines`` of diagrams one by one."""
        kept: list[str] = []

        def keep(match: re.Match[str]) -> str:
            return _keep(kept, match[0])

        if lines:
            text = _LINES.sub(lambda match: _keep(kept, self._lines(match[0])), text)
        for pattern in spared:
            text = pattern.sub(keep, text)
        return self._converted(text, kept)

    def _converted(self, text: str, kept: list[str]) -> str:
        """A text around the signs for ``kept`` pieces, run by run: most runs come again."""
        for word in self._mixed:
            if word in text:
                text = text.replace(word, _keep(kept, self._set[word]))
        text = _RUN.sub(lambda match: self._run(match[0]), text)
        pieces = {_sign(number): piece for number, piece in enumerate(kept)}
        return _KEPT.sub(lambda match: pieces.get(match[0], match[0]), text) if kept else text

    def _run(self, run: str) -> str:
        if (known := self._runs.get(run)) is None:
            shielded = self._shields.sub(lambda match: self._signs[match[0]], run)
            known = _engine(self.region).convert(shielded).translate(self._finals)
            self._runs[run] = known
        return known

    def _lines(self, svg: str) -> str:
        """Lines of a diagram, converted as one text where that keeps its length."""
        parts = _TAGS.split(svg)
        whole = "".join(parts[::2])
        converted = self.text(whole)
        if len(converted) == len(whole):
            ends = accumulate(map(len, parts[::2]), initial=0)
            parts[::2] = [converted[start:end] for start, end in pairwise(ends)]
        else:
            parts[::2] = map(self.text, parts[::2])
        return "".join(parts)

    @cached_property
    def _set(self) -> dict[str, str]:
        """Every word that is set, those of the handbook before the usual ones."""
        held = _table()
        names = {
            name + title: other + self._spelt(title, {})
            for name, other in held["surnames"].items()
            for title in held["titles"]["followed"]
        }
        usual: dict[str, str] = held["both"]["words"] | held[self.region]["words"]
        return self._characters | names | usual | dict(self.words)

    @cached_property
    def _characters(self) -> dict[str, str]:
        """Characters that stand for several, the words that tell which, and what guards those."""
        guards, usual = _table()["guards"], _table()[self.region]["words"]
        told: dict[str, dict[str, str]] = {word: {} for word in guards["first"]}
        for one, forms in _table()["characters"].items():
            told[one] = {}
            for form, words in forms.items():
                for word in words.split():
                    told.setdefault(word, {})[one] = form
        spelt = {word: self._spelt(word, forms) for word, forms in told.items()}
        return spelt | {
            word + guard[1:]: self._spelt(word[:-1], {}) + usual.get(guard, self._spelt(guard, {}))
            for word in spelt
            for guard in guards["last"]
            if word[1:].endswith(guard[0])
        }

    def _spelt(self, word: str, forms: dict[str, str]) -> str:
        """A word by OpenCC, but its characters that stand for several as told, or as usual."""
        usual = {one: next(iter(own)) for one, own in _table()["characters"].items()}
        said = _engine(self.region).convert(word)
        signs = {ord(one): other for one, other in _table()[self.region]["signs"].items()}
        return "".join(map((usual | forms).get, word, said)).translate(signs)

    @cached_property
    def _signs(self) -> dict[str, str]:
        """What stands for a word while the rest is converted."""
        return {word: chr(_WORD + number) for number, word in enumerate(self._set)}

    @cached_property
    def _finals(self) -> dict[int, str]:
        """What signs stand for, and characters that the region writes otherwise than OpenCC."""
        words = {_WORD + number: word for number, word in enumerate(self._set.values())}
        return words | {ord(one): other for one, other in _table()[self.region]["signs"].items()}

    @cached_property
    def _mixed(self) -> list[str]:
        """The words that are not of Chinese characters alone, the longest first."""
        return sorted((word for word in self._set if not _RUN.fullmatch(word)), key=len)[::-1]

    @cached_property
    def _shields(self) -> re.Pattern[str]:
        """Where OpenCC is not asked; of words that begin alike the longest."""
        alike = groupby(sorted(self._set), key=lambda word: word[0])
        return re.compile("|".join(map(_any_of, (list(words) for _, words in alike))))

    @cached_property
    def _runs(self) -> dict[str, str]:
        """What was converted already."""
        return {}


def _any_of(alike: list[str]) -> str:
    """A pattern for words that begin alike, which is looked for in one place instead of in each."""
    ends = sorted((re.escape(word[1:]) for word in alike), key=len, reverse=True)
    return f"{re.escape(alike[0][0])}(?:{'|'.join(ends)})"


def _keep(kept: list[str], piece: str) -> str:
    """Put a piece aside; the signs that stand for it."""
    kept.append(piece)
    return _sign(len(kept) - 1)


def _sign(number: int) -> str:
    first, second = divmod(number, _SIGNS)
    return chr(_PIECE + first) + chr(_SECOND + second)


@cache
def _engine(region: str) -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - commands that convert nothing do without

    return OpenCC(_CONFIGURATIONS[region])


@cache
def _table() -> dict[str, dict[str, Any]]:
    return {
        key: own for file in _TABLES for key, own in tomllib.loads(file.read_text("utf-8")).items()
    }
