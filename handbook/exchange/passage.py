"""The words of a paragraph of Word as a reader sees them, whatever they are wrapped in.

Unknown wrappers are looked through: a word is taken unless it is known not to be valid. What is not
taken, or says more than its words, is kept apart with all its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from handbook.exchange.markup import MATH, RELATION, W, children, flat, value
from handbook.exchange.outline import Left, tidied
from handbook.exchange.pictures import left_of
from handbook.exchange.styles import Styles

_SIGNS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xE0: "→", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xAE: "→", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷"},
}  # fmt: skip
_UNKNOWN = "〓"
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"')
_SHOWN = ("EQ ", "MACROBUTTON ")
"""Fields that show what they are told, and hold no words beside it."""
_NOTES = {
    f"{W}commentReference": RELATIONSHIP_TYPE.COMMENTS,
    f"{W}footnoteReference": RELATIONSHIP_TYPE.FOOTNOTES,
    f"{W}endnoteReference": RELATIONSHIP_TYPE.ENDNOTES,
}
_INVALID = {"hidden": ("vanish",), "struck": ("strike", "dstrike")}
_CUT = (*_INVALID, "inserted", "deleted")
"""What Word cuts into many pieces, and people see as one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A part of a Word file, and what its paragraphs refer to."""

    part: Any
    styles: Styles
    notes: Mapping[tuple[str, str], str]
    """The words of comments and notes, by the element and id that refer to them."""


def notes_of(part: Any) -> dict[tuple[str, str], str]:
    """All comments and notes of a document."""
    return {
        (tag, note.get(f"{W}id", "")): flat(note)
        for tag, kind in _NOTES.items()
        for relation in part.rels.values()
        if relation.reltype == kind and not relation.is_external
        for note in parse_xml(relation.target_part.blob)
    }


class Passage:
    """What an element says."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.words: list[str] = []
        self._left: list[Left] = []
        self._last = ("", 0)
        self._field: list[str] = []

    @property
    def text(self) -> str:
        """The words that are taken."""
        return tidied("".join(self.words))

    @property
    def left(self) -> tuple[Left, ...]:
        """What is left, each once."""
        return tuple(dict.fromkeys(Left(one.why, tidied(one.text)) for one in self._left))

    def take(self, element: Any) -> Passage:
        """Take the words below an element."""
        for child in children(element):
            self._HANDLERS.get(child.tag, Passage.take)(self, child)
        return self

    def _leave(self, why: str, text: str, begun: int | None = None) -> None:
        """Keep apart what began after so many words, together with its like just before."""
        begun = len(self.words) if begun is None else begun
        last = self._left[-1].why if self._left else ""
        if why in _CUT and last == why and self._last == (why, begun):
            self._left[-1] = Left(why, self._left[-1].text + text)
        elif text or why not in _CUT:
            self._left.append(Left(why, text))
        self._last = (why, len(self.words))

    def _run(self, element: Any) -> None:
        for why, names in _INVALID.items():
            if any(self.source.styles.switched(element, name) for name in names):
                inner = Passage(self.source).take(element)
                if inner.words:
                    self._leave(why, "".join(inner.words))
                self._left += inner.left
                return
        self.take(element)

    def _text(self, element: Any) -> None:
        self.words.append(element.text or "")

    def _blank(self, _: Any) -> None:
        self.words.append(" ")

    def _hyphen(self, _: Any) -> None:
        self.words.append("-")

    def _nothing(self, element: Any) -> None:
        """What says nothing of its own: the place that a text was moved from."""

    def _sign(self, element: Any) -> None:
        """A sign out of a font of signs, whose code says nothing without the font."""
        font, code = element.get(f"{W}font", ""), element.get(f"{W}char", "")
        number = int(code, 16) & 0xFF if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0
        known = _SIGNS.get(font.lower(), {}).get(number)
        self.words.append(known or _UNKNOWN)
        if not known:
            self._leave("sign", f"{font} {code}")

    def _inserted(self, element: Any) -> None:
        begun = len(self.words)
        self.take(element)
        self._leave("inserted", "".join(self.words[begun:]), begun)

    def _deleted(self, element: Any) -> None:
        self._leave("deleted", flat(element))

    def _link(self, element: Any) -> None:
        begun = len(self.words)
        self.take(element)
        relation = self.source.part.rels.get(element.get(f"{RELATION}id", ""))
        if relation is not None and relation.is_external:
            self._address(relation.target_ref, "".join(self.words[begun:]))

    def _address(self, address: str, words: str) -> None:
        """Keep the address of a link, unless its words say it."""
        if address.removeprefix("mailto:").rstrip("/") not in words:
            self._leave("link", f"{words} {address}")

    def _simple_field(self, element: Any) -> None:
        self._instructed(element.get(f"{W}instr", ""))
        self.take(element)

    def _instruction(self, element: Any) -> None:
        self._field.append(element.text or "")

    def _field_sign(self, element: Any) -> None:
        """A field begins, gives its result or ends; one to fill in says what was chosen."""
        if element.get(f"{W}fldCharType") != "begin":
            self._instructed("".join(self._field))
        self._field.clear()
        for choice in element.iter(f"{W}ddList"):
            entries = [one.get(f"{W}val", "") for one in choice.findall(f"{W}listEntry")]
            chosen = value(choice, "result") or "0"
            self.words += entries[int(chosen) :][:1] if chosen.isdecimal() else []

    def _instructed(self, instruction: str) -> None:
        if match := _ADDRESS.search(instruction):
            self._address(match[1], "")
        elif instruction.lstrip().startswith(_SHOWN):
            self._leave("formula", instruction)

    def _formula(self, element: Any) -> None:
        self.words.append(flat(element))
        self._leave("formula", flat(element))

    def _reading(self, element: Any) -> None:
        """How a word is read, which stands above it."""
        self._leave("note", flat(element))

    def _note(self, element: Any) -> None:
        """A comment or note, whose words stand in a part of their own."""
        key = (element.tag, element.get(f"{W}id", ""))
        self._leave("note", self.source.notes.get(key, ""))

    def _picture(self, element: Any) -> None:
        self._left += left_of(element, self.source.part)

    _HANDLERS: ClassVar[dict[str, Callable[[Passage, Any], object]]] = {
        f"{W}r": _run,
        f"{W}t": _text,
        f"{W}tab": _blank,
        f"{W}ptab": _blank,
        f"{W}br": _blank,
        f"{W}cr": _blank,
        f"{W}noBreakHyphen": _hyphen,
        f"{W}sym": _sign,
        f"{W}ins": _inserted,
        f"{W}del": _deleted,
        f"{W}moveFrom": _nothing,
        f"{W}hyperlink": _link,
        f"{W}fldSimple": _simple_field,
        f"{W}instrText": _instruction,
        f"{W}fldChar": _field_sign,
        f"{W}rt": _reading,
        f"{W}commentReference": _note,
        f"{W}footnoteReference": _note,
        f"{W}endnoteReference": _note,
        f"{W}drawing": _picture,
        f"{W}pict": _picture,
        f"{W}object": _picture,
        f"{MATH}oMath": _formula,
    }
