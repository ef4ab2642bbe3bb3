"""What a drawing (SVG) must not hold: what runs, and what it would fetch from elsewhere.

A browser acts on much that is no drawing, and learns more every year: so what a drawing may hold is
listed, beside the notes of drawing programs, on which nothing acts.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_DRAWS = frozenset(
    re.findall(
        r"\S+",
        """
    a altGlyph altGlyphDef altGlyphItem animate animateColor animateMotion animateTransform circle
    clipPath color-profile cursor defs desc discard ellipse feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage
    feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter flowDiv flowPara flowRegion flowRoot flowSpan font font-face
    font-face-format font-face-name font-face-src font-face-uri g glyph glyphRef hatch hatchpath
    hkern image line linearGradient marker mask mesh meshgradient meshpatch meshrow metadata
    missing-glyph mpath path pattern polygon polyline radialGradient rect set solidColor
    solidcolor stop style svg switch symbol text textPath title tref tspan use view vkern
        """,
    )
)
_RUNS = frozenset({"script", "handler", "listener", "foreignObject"})
_NOTES = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/",
    "http://creativecommons.org/", "http://web.resource.org/cc/", "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/", "http://ns.adobe.com/", "http://www.serif.com/",
    "http://www.bohemiancoding.com/", "http://www.figma.com/", "http://www.corel.com/",
    "http://xml.openoffice.org/", "http://schemas.microsoft.com/visio/", "https://boxy-svg.com",
)  # fmt: skip
"""How the namespaces begin in which drawing programs note what concerns themselves."""
_BASE = "http://www.w3.org/XML/1998/namespace base"
_ADDRESSES = frozenset({"href", "src"})
# Of an address that stays: a part of the drawing, or a picture written out in it.
_WITHIN = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]|$", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:java|vb)script:", re.IGNORECASE)
_PASSED_BY = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\ufeff]+")
"""What a browser leaves out of an address, or may some day."""
_FETCHED = re.compile(
    r"url\((?!\s*['\"]?\s*#)|@import|image-set\(|\bsrc\(|\bimage\(\s*['\"]", re.IGNORECASE
)
_DOCTYPES = "http://www.w3.org/"


class Danger(NamedTuple):
    """Something in a drawing, at a line and column from 1; ``why`` is a case of FMT38."""

    line: int
    column: int
    why: str
    what: str


class _Stop(Exception):  # noqa: N818 - no error: the rest need not be read
    pass


def dangers(raw: bytes) -> list[Danger]:
    """What is wrong with a drawing, in its order; empty for a sound one."""
    reader = _Reader()
    try:
        reader.parser.Parse(raw, True)
    except _Stop:
        pass
    except expat.ExpatError as error:
        reader.found.append(
            Danger(error.lineno, error.offset + 1, "broken", expat.ErrorString(error.code))
        )
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Danger] = []
        self.style: list[str] | None = None
        """The style sheet that is being read, in pieces: a comment within parts no word."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.AttlistDeclHandler = lambda name, *_: self.tell("foreign", f"<!ATTLIST {name}>")
        self.parser.ProcessingInstructionHandler = self.instruction

    def tell(self, why: str, what: str) -> None:
        parser = self.parser
        where = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        self.found.append(Danger(*where, why, what.strip()[:80]))

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local in _RUNS:
            self.tell("runs", f"<{local}>")
        elif self.style is not None or not (
            local in _DRAWS if space == _SVG else space.startswith(_NOTES)
        ):
            self.tell("foreign", f"<{local}>")
        if name == f"{_SVG} style":
            self.style = []
        for key, value in attributes.items():
            self.attribute(local, key, value)

    def attribute(self, element: str, key: str, value: str) -> None:
        plain = key.rpartition(" ")[2]
        address = _PASSED_BY.sub("", value)
        animated = plain == "attributeName" and address.rpartition(":")[2] in _ADDRESSES
        link = plain in _ADDRESSES and element == "a"
        if (
            plain.lower().startswith("on")
            or animated
            or _SCRIPT.match(address)
            or (link and not _LINK.match(address))
        ):
            self.tell("runs", plain)
        elif key == _BASE or (" " not in key and "\\" in value and "(" in value):
            self.tell("foreign", plain)
        elif _FETCHED.search(value) or (
            plain in _ADDRESSES and not link and not _WITHIN.match(address)
        ):
            self.tell("fetches", value)

    def end(self, name: str) -> None:
        if name != f"{_SVG} style" or self.style is None:
            return
        sheet, self.style = "".join(self.style), None
        if "\\" in sheet:  # it can write any word in another way
            self.tell("foreign", "\\")
        elif fetched := _FETCHED.search(sheet):
            self.tell("fetches", sheet[fetched.start() :])

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def entity(self, name: str, *_: object) -> None:
        # Entities can stand for files, and for texts that grow without end: nothing more is read.
        self.tell("entity", name)
        raise _Stop

    def doctype(self, _: str, system: str | None, *__: object) -> None:
        if system and not system.startswith(_DOCTYPES):
            self.tell("foreign", f"<!DOCTYPE {system}>")

    def instruction(self, target: str, _: str) -> None:
        if target != "xpacket":  # a note of Adobe's
            self.tell("foreign", f"<?{target}?>")
