"""What search knows of a finished page: its sections as plain text.

Material's search plugin parses every page with Python's HTML parser, which costs more than the page
itself and stumbles over headings in lists. Our pages are well-formed by construction, so one pass
over their tags is enough; the plugin is given the entries that it would have made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.site.page import Finished

_PART = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*?)(/?)>|([^<]+)")
_ID = re.compile(r'\bid="([^"]*)"')
LEFT_OUT = ' data-search-exclude="1"'
"""Marks an element, or what stands below a heading, that search does not know of."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_INLINE = frozenset({"a", "b", "code", "del", "em", "i", "mark", "span", "strong", "sub", "sup"})
_SILENT = frozenset({"svg", "script", "style", "button", "select"})


@dataclass(slots=True)
class _Section:
    anchor: str
    searched: bool
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def entries(finished: Finished) -> list[dict[str, str]]:
    """The page's entries for the index; none where the page is not searched."""
    if not finished.page.searchable:
        return []
    page = finished.page
    first, *others = _sections(finished.html)
    found = [{"location": page.path, "title": page.title, "text": _text(first.text)}]
    for section in others:
        text = _text(section.text)
        if section.searched and (text or not section.anchor.startswith("_")):
            location = f"{page.path}#{section.anchor}"
            found.append({"location": location, "title": _text(section.title), "text": text})
    return found


def _sections(html: str) -> list[_Section]:
    """The page's own section, then one for each heading with an id that is not the title."""
    sections = [_Section("", searched=True)]
    heading = ""
    for tag, attributes, text in _spoken(html):
        if tag in _HEADINGS and attributes is not None:
            match = _ID.search(attributes)
            heading = tag if match or tag == "h1" else ""
            if match and tag != "h1":
                sections.append(_Section(match[1], LEFT_OUT not in attributes))
        elif tag == heading and attributes is None:
            heading = ""
        target = sections[-1].title if heading else sections[-1].text
        target.append(text if text or tag in _INLINE else " ")
    return sections


def _spoken(html: str) -> Iterator[tuple[str, str | None, str]]:
    """Tags with their attributes (None where they close) and texts, without what is left out."""
    silent = depth = 0
    for close, tag, attributes, empty, text in _PART.findall(html):
        opens = bool(tag) and not (close or empty or tag in _VOID)
        depth += opens - bool(close)
        if silent:
            silent = silent if depth >= silent else 0
        elif opens and _left_out(tag, attributes):
            silent = depth
        else:
            yield tag, None if close else attributes, text


def _left_out(tag: str, attributes: str) -> bool:
    if tag in _SILENT or attributes.endswith(" hidden"):
        return True
    return LEFT_OUT in attributes and tag not in _HEADINGS


def _text(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
