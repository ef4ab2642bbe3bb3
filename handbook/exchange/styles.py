"""What the styles of a Word file say of a paragraph or run: each passes on what it is based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.exchange.markup import W, value

_OFF = ("0", "false", "off")
_HEADING = re.compile(r"(?:heading|标题) ?(\d)")
_TITLES = ("title", "标题")
_CONTENTS = re.compile(r"(?:toc|目录) ?(?:\d|heading|标题)")
_BODY_LEVEL = 9


class Styles:
    """The styles of a document."""

    def __init__(self, document: Any) -> None:
        self._by_id = {
            str(one.get(f"{W}styleId")): one for one in document.styles.element.findall(f"{W}style")
        }

    def of(self, element: Any, kind: str = "p") -> Iterator[Any]:
        """The style of a paragraph (``p``) or run (``r``), then what it is based on."""
        properties = element.find(f"{W}{kind}Pr")
        name = value(properties, f"{kind}Style") if properties is not None else ""
        seen: set[str] = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            yield self._by_id[name]
            name = value(self._by_id[name], "basedOn")

    def names(self, paragraph: Any) -> list[str]:
        """The names of a paragraph's styles, as Word knows them in any language."""
        return [value(one, "name").lower() for one in self.of(paragraph)]

    def is_title(self, paragraph: Any) -> bool:
        return any(name in _TITLES for name in self.names(paragraph))

    def is_contents(self, paragraph: Any) -> bool:
        """Whether a paragraph is of a table of contents."""
        return any(_CONTENTS.fullmatch(name) for name in self.names(paragraph))

    def heading(self, paragraph: Any) -> int:
        """The level of a heading, by its place in the outline or its style; nought for text."""
        for holder in (paragraph, *self.of(paragraph)):
            level = holder.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                number = level.get(f"{W}val", "")
                return int(number) + 1 if number.isdecimal() and int(number) < _BODY_LEVEL else 0
            if holder is not paragraph and (
                match := _HEADING.fullmatch(value(holder, "name").lower())
            ):
                return int(match[1])
        return 0

    def numbering(self, paragraph: Any) -> tuple[str, int]:
        """The list that numbers a paragraph, and the level in it; empty and nought for none."""
        for holder in (paragraph, *self.of(paragraph)):
            found = holder.find(f"{W}pPr/{W}numPr")
            if found is not None:
                list_, level = value(found, "numId"), value(found, "ilvl")
                return ("" if list_ == "0" else list_), int(level) if level.isdecimal() else 0
        return "", 0

    def switched(self, run: Any, name: str) -> bool:
        """Whether a run is struck through, hidden or the like, by itself or its styles."""
        paragraph = next(run.iterancestors(f"{W}p"), None)
        above = self.of(paragraph) if paragraph is not None else ()
        for holder in (run, *self.of(run, "r"), *above):
            found = holder.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return found.get(f"{W}val", "1") not in _OFF
        return False
