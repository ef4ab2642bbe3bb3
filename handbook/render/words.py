"""The interface's words: one catalogue a language, ``handbook/locale/<language>/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from handbook.render.traditional import Conversion

LOCALE = Path(__file__).resolve().parent.parent / "locale"
"""A folder of catalogues for each language."""
_SECTION = re.compile(r"^\[(\w+)\]$", re.MULTILINE)

Translate = Callable[..., str]


def catalogue(language: str, conversion: Conversion | None = None) -> Mapping[str, str]:
    """All words of a language as ``section.key``; raises FileNotFoundError for an unknown one.

    Those of Traditional Chinese are the Simplified ones converted, but for what it writes of its
    own accord; without a handbook's conversion by the standard one.
    """
    return _lazy(language, conversion).whole()


def translator(language: str, conversion: Conversion | None = None) -> Translate:
    """A function from a key and particulars to words; raises KeyError for an unknown key."""
    words = _lazy(language, conversion)

    def translate(key: str, **args: object) -> str:
        return words[key].format(**args) if args else words[key]

    return translate


def called(model: type[object] | None, key: str, t: Translate) -> str:
    """What a field is called: in its own model where that has a word, else as in all of them.

    Its key where no catalogue knows it, as in a record that outlives its model.
    """
    names = (key,) if model is None else (f"{model.__name__}.{key}", key)
    for name in names:
        try:
            return t(f"field.{name}")
        except KeyError:
            continue
    return key


class _Words(dict[str, str]):
    """Words by their keys. A section is parsed when one of its words is asked for.

    A short command needs a few of the seventy, and to parse them all takes as long as its work.
    """

    def __init__(self, texts: Iterable[str] = (), known: Mapping[str, str] | None = None) -> None:
        super().__init__(known or {})
        self._unread: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            _, *parts = _SECTION.split(text)
            for section, entries in zip(parts[::2], parts[1::2], strict=True):
                self._unread[section].append(entries)

    def __missing__(self, key: str) -> str:
        section = key.partition(".")[0]
        if section not in self._unread:
            raise KeyError(key)
        self._parse(section)
        return self[key]

    def whole(self) -> Self:
        """Every word."""
        for section in list(self._unread):
            self._parse(section)
        return self

    def _parse(self, section: str) -> None:
        for entries in self._unread.pop(section):
            self.update({f"{section}.{key}": text for key, text in tomllib.loads(entries).items()})


@cache
def _lazy(language: str, conversion: Conversion | None) -> _Words:
    if language != "zh-Hant":
        return _read(language)
    from handbook.render.traditional import Conversion  # noqa: PLC0415 - for this language alone

    one = conversion or Conversion()
    converted = {key: one.text(text) for key, text in _read("zh-Hans").whole().items()}
    return _Words(known=converted | _read("zh-Hant").whole())


@cache
def _read(language: str) -> _Words:
    folder = LOCALE / language
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return _Words(path.read_text("utf-8") for path in sorted(folder.glob("*.toml")))
