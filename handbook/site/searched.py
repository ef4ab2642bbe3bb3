"""What search knows of a finished page: its sections as plain text.

Material's search plugin parses every page with Python's HTML parser, which costs more than the page
itself and stumbles over headings in lists. Our pages are well-formed by construction, so patterns
are enough; the plugin is given the entries that it would have made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.site.page import Finished

LEFT_OUT = ' data-search-exclude="1"'
"""Marks an element, or what stands below a heading, that search does not know of."""
_SILENT = re.compile(r"<(svg|script|style|button|select)\b.*?</\1>", re.DOTALL)
_MARKED = re.compile(rf"<(?!h[1-4]\b)([a-z]+)\b(?:[^>]*{LEFT_OUT}[^>]*| hidden|[^>]* hidden)>")
_HEADING = re.compile(r"<(h[1-4])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_INLINE = re.compile(r"</?(?:a|b|code|del|em|i|mark|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


def entries(finished: Finished) -> list[dict[str, str]]:
    """The page's entries for the index; none where the page is not searched."""
    page = finished.page
    if not page.searchable:
        return []
    found = []
    for anchor, title, text in _sections(_audible(finished.html)):
        if text or not anchor.startswith("_"):
            location = f"{page.path}#{anchor}" if anchor else page.path
            found.append({"location": location, "title": title or page.title, "text": text})
    return found


def _sections(html: str) -> Iterator[tuple[str, str, str]]:
    """Anchor, title and text of the page's own section and of each heading with an id."""
    anchor = title = ""
    searched, start, parts = True, 0, []
    for heading in _HEADING.finditer(html):
        match = _ID.search(heading[2])
        if heading[1] != "h1" and not match:
            continue
        parts.append(html[start : heading.start()])
        start = heading.end()
        if match and heading[1] != "h1":
            if searched:
                yield anchor, title, _text(" ".join(parts))
            anchor, title, parts = match[1], _text(heading[3]), []
            searched = LEFT_OUT not in heading[2]
    if searched:
        yield anchor, title, _text(" ".join([*parts, html[start:]]))


def _audible(html: str) -> str:
    """A page without what is left out of search."""
    html = _SILENT.sub(" ", html)
    kept, start = [], 0
    while match := _MARKED.search(html, start):
        kept.append(html[start : match.start()])
        start = _end(html, match[1], match.end())
    return " ".join([*kept, html[start:]])


def _end(html: str, tag: str, start: int) -> int:
    """Where an element ends whose content begins at ``start``."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(html, start):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(html)


def _text(html: str) -> str:
    return " ".join(_TAG.sub(" ", _INLINE.sub("", html)).split())
