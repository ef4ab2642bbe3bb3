"""A new source as text: what is needed with values to begin with, what is not as comments.

::

    purpose: 待填写目的           # 目的、用途
    # scope: 待填写适用范围       # 适用范围
    steps:                        # 步骤
      - id: step-1                # 编号，定了不改，作废也不再用
        # within: 10min           # 时限

Taking the ``# `` from the front of a line is all that it takes to use a key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from handbook.render.skeleton import Block, Key, Row, Slot

_INDENT = "  "
_CHAPTERS, _ARTICLES = "chapters", "articles"
_WORDS = ("title", "id", "text")
_FAR = 44
"""Comments begin at a common column, but for lines longer than this."""

Write = Callable[[Slot], str]


class Line(NamedTuple):
    """A line of YAML; ``note`` is its comment."""

    text: str
    note: str = ""


def as_markdown(outline: Block, head: Iterable[str]) -> str:
    """A Markdown file: front matter, and chapters and articles as its headings."""
    front, below = halves(outline)
    return f"---\n{as_source(front, head)}---\n\n" + "\n\n".join(headings(below, bare)) + "\n"


def halves(outline: Block) -> tuple[Block, Block]:
    """Of a policy its front matter, and its chapter."""
    below = next(key.value for key in outline.keys if key.name == _CHAPTERS)
    front = Block(tuple(key for key in outline.keys if key.name != _CHAPTERS))
    return front, below if isinstance(below, Block) else front


def headings(block: Block, write: Write, level: int = 2) -> Iterator[str]:
    """A chapter or an article with its id, and what is below it, by paragraphs."""
    held = {key.name: key.value for key in block.keys}
    words = {name: write(one) for name in _WORDS if isinstance(one := held.get(name), Slot)}
    yield f"{'#' * level} {words['title']} {{#{words['id']}}}"
    articles = held.get(_ARTICLES)
    if isinstance(articles, Block):
        yield from headings(articles, write, level + 1)
    if "text" in words:
        yield words["text"]


def as_source(outline: Block, head: Iterable[str]) -> str:
    """A YAML file with its comments; ``head`` are comments above it."""
    rows = list(lines(outline, bare))
    far = max((width for line in rows if (width := _columns(line.text)) <= _FAR), default=0)
    text = [f"# {line}" for line in head]
    for line in rows:
        gap = " " * max(far - _columns(line.text), 0)
        text.append(f"{line.text}{gap}  # {line.note}" if line.note else line.text)
    return "".join(f"{line}\n" for line in text)


def lines(block: Block, write: Write, indent: str = "", mark: str = "") -> Iterator[Line]:
    """The lines of a mapping; ``write`` puts a value down, ``mark`` begins each line."""
    first = "- " if block.listed else ""
    for key in block.keys:
        head = f"{indent}{first}" if first else indent + _INDENT * block.listed
        yield from _key(key, write, head, mark)
        first = ""


def flat_lines(block: Block, write: Write) -> Iterator[str]:
    """The lines of what a mapping needs, without comments; of all where nothing is needed."""
    return (line.text for line in lines(_needed(block), write))


def _needed(block: Block) -> Block:
    keys = [key for key in block.keys if key.needed] or [
        key._replace(needed=True) for key in block.keys
    ]
    return block._replace(
        keys=tuple(
            key._replace(value=_needed(key.value)) if isinstance(key.value, Block) else key
            for key in keys
        )
    )


def flat(value: Slot | Row, write: Write) -> str:
    """A value on one line."""
    if isinstance(value, Slot):
        return write(value)
    return f"[{', '.join(flat(one, write) for one in value.slots)}]"


def _key(key: Key, write: Write, head: str, mark: str) -> Iterator[Line]:
    if not key.needed and not mark:
        # What is only offered keeps its place: the mark stands where the key will.
        below = head.replace("- ", "  ")
        for line in _key(key, write, "", "# "):
            yield Line(f"{below}# {line.text}", line.note)
        return
    inner = " " * len(head)
    if isinstance(key.value, Block):
        yield Line(f"{head}{key.name}:", key.note)
        yield from lines(key.value, write, inner + _INDENT, mark)
    else:
        yield Line(f"{head}{key.name}: {flat(key.value, write)}", key.note)


def bare(slot: Slot) -> str:
    """A value as it is."""
    return slot.text


def _columns(text: str) -> int:
    """How many columns a text takes where full-width signs take two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
