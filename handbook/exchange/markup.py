"""The elements of a Word file: their names, what is below them, and all words in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.exchange.outline import tidied

OFFICE = "http://schemas.openxmlformats.org"
W = f"{{{OFFICE}/wordprocessingml/2006/main}}"
MATH = f"{{{OFFICE}/officeDocument/2006/math}}"
DRAWING = f"{{{OFFICE}/drawingml/2006/main}}"
CHART = f"{{{OFFICE}/drawingml/2006/chart}}"
RELATION = f"{{{OFFICE}/officeDocument/2006/relationships}}"
_CHOICES = f"{{{OFFICE}/markup-compatibility/2006}}"
_TEXTS = (f"{W}t", f"{W}delText", f"{MATH}t", f"{DRAWING}t", f"{CHART}v")
_BLANKS = (f"{W}p", f"{W}tab", f"{W}br", f"{W}tc", f"{DRAWING}p", f"{CHART}pt")


def value(element: Any, name: str) -> str:
    """What a property says that has but a value; empty where it is not there."""
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def children(element: Any) -> Iterator[Any]:
    """The elements below one: no properties, and of several versions for old and new the first."""
    versions = element.tag == f"{_CHOICES}AlternateContent"
    for child in element:
        if isinstance(child.tag, str) and not _is_property(child.tag):
            yield child
            if versions:
                return


def _is_property(tag: str) -> bool:
    return tag.startswith(W) and tag.endswith("Pr")


def visible(element: Any) -> Iterator[Any]:
    """An element and all below it, in order."""
    yield element
    for child in children(element):
        yield from visible(child)


def paragraphs(container: Any) -> Iterator[Any]:
    """The paragraphs below a container, those of tables included, but of no box in a paragraph."""
    for child in children(container):
        if child.tag == f"{W}p":
            yield child
        else:
            yield from paragraphs(child)


def flat(element: Any) -> str:
    """All words below an element, those of deleted text too."""
    return tidied("".join(_words(element)))


def _words(element: Any) -> Iterator[str]:
    for one in visible(element):
        if one.tag in _TEXTS:
            yield one.text or ""
        elif one.tag in _BLANKS:
            yield " "
