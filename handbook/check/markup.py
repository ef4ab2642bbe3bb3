"""The Markdown of a text, looked at for what the renderer would not show as meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of Markdown: ``kind`` is ``html``, ``link`` or ``image``; ``source`` as written."""

    kind: str
    source: str


@lru_cache(maxsize=4096)
def marks(text: str, *, block: bool) -> tuple[Mark, ...]:
    """Raw HTML, links and images in a text; nothing is parsed where there can be none."""
    if "<" not in text and "](" not in text and "]:" not in text:
        return ()
    parser = _parser()
    return tuple(_marks(parser.parse(text) if block else parser.parseInline(text)))


def _marks(tokens: list[Token]) -> Iterator[Mark]:
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            yield Mark("html", token.content.strip().split("\n")[0])
        elif token.type == "link_open":
            yield Mark("link", str(token.attrGet("href") or ""))
        elif token.type == "image":
            yield Mark("image", str(token.attrGet("src") or ""))
        if token.children and token.type != "image":
            yield from _marks(token.children)


@cache
def _parser() -> MarkdownIt:
    """As the renderer's, but seeing what that one turns into plain text."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = _allow  # type: ignore[method-assign]
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    return parser


def _allow(url: str) -> bool:  # noqa: ARG001 - every address is wanted, to be told of
    return True
