"""The interface's words: one catalogue a language, ``handbook/locale/<language>/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.render.traditional import Conversion

_LOCALE = Path(__file__).resolve().parent.parent / "locale"

Translate = Callable[..., str]


def catalogue(language: str, conversion: Conversion | None = None) -> Mapping[str, str]:
    """All words of a language as ``section.key``; raises FileNotFoundError for an unknown one.

    Those of Traditional Chinese are the Simplified ones converted, but for what it writes of its
    own accord; without a handbook's conversion by the standard one.
    """
    return _converted(conversion) if language == "zh-Hant" else _read(language)


def translator(language: str, conversion: Conversion | None = None) -> Translate:
    """A function from a key and particulars to words; raises KeyError for an unknown key."""
    words = catalogue(language, conversion)

    def translate(key: str, **args: object) -> str:
        return words[key].format(**args) if args else words[key]

    return translate


@cache
def _converted(conversion: Conversion | None) -> Mapping[str, str]:
    from handbook.render.traditional import Conversion  # noqa: PLC0415 - for this language alone

    one = conversion or Conversion()
    return {key: one.text(text) for key, text in _read("zh-Hans").items()} | _read("zh-Hant")


@cache
def _read(language: str) -> dict[str, str]:
    folder = _LOCALE / language
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for section, entries in tomllib.loads(path.read_text("utf-8")).items():
            words.update({f"{section}.{key}": text for key, text in entries.items()})
    return words
