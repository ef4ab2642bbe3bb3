"""Values as YAML that the loader reads back as they were, written as a person would."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml as pyyaml

from handbook.load import yaml

_ALWAYS_BARE = re.compile(r"\d{4}-\d\d-\d\d|\d+\.\d+\.\d+")
# Words of any script that no reader of YAML could take for anything else.
_CLEARLY_TEXT = re.compile(r"[^\W\d_][\w，。；：、？！（）「」《》…·./ -]{3,}(?<! )")
_WORDS = frozenset(("true", "false", "null", "none"))
# What YAML does not print: its other line ends, controls, surrogates, the byte order mark.
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_STEP = 2
"""So many columns a level is indented."""


def scalar(value: Any, *, flow: bool = False) -> str:
    """A text, number, boolean or nothing on one line; ``flow`` is inside brackets or braces."""
    if isinstance(value, str):
        return _text(value, flow=flow)
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return json.dumps(value)


def one_line(value: Any) -> str:
    """Any value in brackets and braces."""
    match value:
        case Mapping():
            return f"{{{', '.join(f'{key}: {one_line(one)}' for key, one in value.items())}}}"
        case list():
            return f"[{', '.join(map(one_line, value))}]"
    return scalar(value, flow=True)


def block(value: Any, indent: int, *, below: bool) -> str:
    """A value as it follows ``key:`` (``below``) or ``-``, with line feeds for line breaks.

    ``indent`` is the column in which the value's own lines start, counted from nought. Lists of
    mappings, and mappings that hold more than plain values, take a line for each entry.
    """
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        entries = (f"{' ' * indent}-{block(one, indent + _STEP, below=False)}" for one in value)
        return "\n" + "\n".join(entries)
    if isinstance(value, Mapping) and (not below or _deep(value)):
        lines = pairs(value, indent)
        return f"\n{' ' * indent}{lines}" if below else f" {lines}"
    if isinstance(value, str) and _fits_literal(value):
        return " " + _literal(value, indent)
    if isinstance(value, Mapping | list):
        return f" {one_line(value)}"
    return f" {scalar(value)}"


def pairs(value: Mapping[str, Any], indent: int) -> str:
    """The keys of a mapping, one a line; the first is not indented."""
    lines = (f"{key}:{block(one, indent + _STEP, below=True)}" for key, one in value.items())
    return f"\n{' ' * indent}".join(lines)


def _deep(value: Mapping[str, Any]) -> bool:
    return any(isinstance(one, Mapping | list) for one in value.values())


def _text(value: str, *, flow: bool) -> str:
    if _ALWAYS_BARE.fullmatch(value):
        return value
    if _CLEARLY_TEXT.fullmatch(value) and value.lower() not in _WORDS:
        return value
    if "\n" not in value:
        dumped = pyyaml.safe_dump(
            [value] if flow else {"a": value},
            allow_unicode=True,
            width=10**9,
            default_flow_style=flow,
        ).strip()
        found = dumped[1:-1] if flow else dumped.removeprefix("a: ")
        if _reads(found, value, flow=flow):
            return found
    return _quoted(value)


def _reads(found: str, value: str, *, flow: bool) -> bool:
    """Whether this loader, and older ones that know more words, read the text from it."""
    if value.lower() in ("y", "n") or "\n" in found:
        return False
    parsed = yaml.load("", f"a: [{found}]\n" if flow else f"a: {found}\n")
    wanted = [value] if flow else value
    return not parsed.problems and parsed.data == {"a": wanted}


def _quoted(value: str) -> str:
    escaped = json.dumps(value, ensure_ascii=False)
    return _UNPRINTED.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)


def _fits_literal(value: str) -> bool:
    """Whether a text of several lines can stand below a bar as it is."""
    lines = value.removesuffix("\n").split("\n")
    return (
        "\n" in value
        and value.removesuffix("\n")[-1:] not in ("", "\n")
        and lines[0][:1] not in ("", " ", "\t", "\ufeff")
        and not re.search("[\x00-\x08\x0b-\x1f\x85]", value)
        and not _UNPRINTED.search(value)
        and all(line.strip(" \t") or not line for line in lines)
    )


def _literal(value: str, indent: int) -> str:
    mark = "|" if value.endswith("\n") else "|-"
    lines = value.removesuffix("\n").split("\n")
    return "\n".join([mark, *(f"{' ' * indent}{line}" if line else "" for line in lines)])
