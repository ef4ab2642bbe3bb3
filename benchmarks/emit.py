"""Plain data to YAML as an author would write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_WIDE = 100
"""A list or mapping that fits into a line of so many characters is written in one."""
_SPECIAL = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: | #|[:\s]$|^$")
_VALUE = re.compile(r"^([-+.\d][\d_.:eExXob]*|yes|no|on|off|y|n|true|false|null|~)$", re.IGNORECASE)
_PLAIN_NUMBERS = re.compile(r"^\d+\.\d+\.\d+$|^\d{4}-\d\d-\d\d$")
_FLOW = re.compile(r"[,\[\]{}]")


def emit(data: dict[str, Any]) -> str:
    """A document's source."""
    return "\n".join(_mapping(data, "")) + "\n"


def _mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _entry(f"{indent}{key}:", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value:
        yield f"{head} |"
        yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
    elif not isinstance(value, dict | list):
        yield f"{head} {_scalar(value)}"
    elif (line := _flow(value)) is not None and len(head) + len(line) < _WIDE:
        yield f"{head} {line}"
    elif isinstance(value, dict):
        yield head
        yield from _mapping(value, indent + "  ")
    else:
        yield head
        for one in value:
            yield from _item(one, indent + "  ")


def _item(value: Any, indent: str) -> Iterator[str]:
    line = _flow(value) if isinstance(value, dict | list) else _scalar(value)
    if line is not None and len(line) + len(indent) < _WIDE:
        yield f"{indent}- {line}"
    elif isinstance(value, dict):
        lines = _mapping(value, indent + "  ")
        yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
        yield from lines
    else:
        yield f"{indent}- {_scalar(value)}"


def _flow(value: Any) -> str | None:
    """In one line, or None where a text has several lines or something is nested deeper."""
    if isinstance(value, list):
        parts = [_flow_scalar(one) for one in value]
        return None if None in parts else f"[{', '.join(filter(None, parts))}]"
    pairs = [(key, _flow_scalar(one)) for key, one in value.items()]
    if any(part is None for _, part in pairs):
        return None
    return "{" + ", ".join(f"{key}: {part}" for key, part in pairs) + "}"


def _flow_scalar(value: Any) -> str | None:
    if isinstance(value, dict | list) or (isinstance(value, str) and "\n" in value):
        return None
    if isinstance(value, str) and _FLOW.search(value):
        return json.dumps(value, ensure_ascii=False)
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    safe = not _SPECIAL.search(value) and not _VALUE.match(value)
    if safe or _PLAIN_NUMBERS.match(value):
        return value
    return json.dumps(value, ensure_ascii=False)
