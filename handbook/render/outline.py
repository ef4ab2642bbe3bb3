"""Prose cut at its headings, so that a page can give each one an id and list it."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark").enable("table").disable("html_block")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with the prose below it; what comes before the first heading has neither."""

    title: str
    """Inline Markdown; empty before the first heading."""
    level: int
    text: str


def passages(text: str | None) -> list[Passage]:
    """The prose of a text, cut at every heading that stands outside lists and quotations."""
    if not text or not text.strip():
        return []
    if "#" not in text and "\n=" not in text and "\n-" not in text:
        return [Passage("", 0, text)]
    lines = text.splitlines()
    found: list[Passage] = []
    title, level, start = "", 0, 0
    tokens = _PARSER.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            found.append(Passage(title, level, "\n".join(lines[start : token.map[0]])))
            title, level, start = tokens[at + 1].content, int(token.tag[1:]), token.map[1]
    found.append(Passage(title, level, "\n".join(lines[start:])))
    return [passage for passage in found if passage.title or passage.text.strip()]
