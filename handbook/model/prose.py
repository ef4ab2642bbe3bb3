"""References and blanks inside text: ``[[id]]``, ``[[id|words]]``, ``{order_no}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"  # a block
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n\n).)*?(?<!`)(?P=ticks)(?!`)",  # in a line of text
    re.DOTALL | re.MULTILINE,
)
SLOT = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Reference:
    """``target`` as written, ``words`` where the author set them, ``source`` the whole mark."""

    target: str
    words: str | None
    source: str


def references(text: str, *, markdown: bool = True) -> Iterator[Reference]:
    """Every ``[[...]]`` in a text; what stands in Markdown's code is only shown."""
    if "[[" in text:
        for match in REFERENCE.finditer(without_code(text) if markdown else text):
            yield Reference(match[1].strip(), match[2], match[0])


def anchored(text: str, document: str) -> str:
    """The text with ``[[#step]]``, which means one of its own document, as it is meant anywhere."""
    return text.replace("[[#", f"[[{document}#") if document and "[[#" in text else text


def without_code(text: str) -> str:
    """The text with as many NUL signs for each piece of code in it."""
    return (
        _CODE.sub(lambda match: "\0" * len(match[0]), text)
        if "`" in text or "~~~" in text
        else text
    )


def slots(text: str) -> Iterator[str]:
    """The name of every ``{blank}`` in a text."""
    if "{" in text:
        for match in SLOT.finditer(text):
            yield match[1]
