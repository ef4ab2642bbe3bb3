"""The interface's words: one catalogue a language, ``handbook/locale/<language>/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

_LOCALE = Path(__file__).resolve().parent.parent / "locale"

Translate = Callable[..., str]


@cache
def catalogue(language: str) -> dict[str, str]:
    """All words of a language as ``section.key``; raises FileNotFoundError for an unknown one."""
    folder = _LOCALE / language
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for section, entries in tomllib.loads(path.read_text("utf-8")).items():
            words.update({f"{section}.{key}": text for key, text in entries.items()})
    return words


def translator(language: str) -> Translate:
    """A function from a key and particulars to words; raises KeyError for an unknown key."""
    words = catalogue(language)

    def translate(key: str, **args: object) -> str:
        return words[key].format(**args) if args else words[key]

    return translate
