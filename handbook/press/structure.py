"""The structure of a chapter's pages: what is a heading, a table or a list, for who cannot see it.

WeasyPrint gives one element a box. Here boxes that mean nothing are dissolved, so that a manual's
tags are a third of the size and say the same; header cells say what they head (ISO 32000-1, table
349); pages' headers and footers, which no element owns, become artifacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_WRAPPERS = frozenset({"NonStruct", "Div", "Span"})
_TEXT = frozenset(
    {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "LBody", "Lbl", "Caption", "Link", "Span",
     "Figure", "Form"}
)  # fmt: skip
"""Elements that may own text themselves; in others it needs a paragraph of its own."""
_CELLS = frozenset({"TH", "TD"})
_INLINE = frozenset({"Link", "Span"})
_PIXEL = 0.75


@dataclass(slots=True)
class Element:
    """An element of the structure."""

    kind: str
    page: tuple[int, int]
    """The page of what it owns itself."""
    kids: list[Kid] = field(default_factory=list)
    attributes: bytes = b""
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a page's content, by its number there."""

    page: tuple[int, int]
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link or field of a page."""

    name: tuple[int, int]


Kid = Element | Marked | Annotation


def structure(pdf: Any, zoom: float = 1.0) -> list[Element]:
    """The uppermost elements of a ``pydyf.PDF`` that was tagged, its pages reduced by ``zoom``.

    They are taken out of the file, which is not written yet: most of its objects are theirs.
    """
    root = _taken(pdf.catalog.pop("StructTreeRoot"), pdf.objects)
    _taken(root["ParentTree"], pdf.objects)
    frames = {
        number: _Frame(pdf.objects[number]["TrimBox"][3], _PIXEL * zoom)
        for number in pdf.pages["Kids"][::3]  # number, generation, R
    }
    (document,) = root["K"]
    held = _read(_taken(document, pdf.objects), False, _Source(pdf.objects, frames))
    return [kid for kid in _simplified(held) if isinstance(kid, Element)]


class _Frame(NamedTuple):
    """A page: its height in points, and how many of them a pixel has."""

    height: float
    pixel: float


class _Source(NamedTuple):
    """The objects of a file, and its pages, by their numbers."""

    objects: list[Any]
    frames: dict[int, _Frame]


def _number(reference: bytes) -> int:
    """Of the object that a reference like ``12 0 R`` names."""
    return int(reference.split(b" ", 1)[0])


def _taken(reference: bytes, objects: list[Any]) -> Any:
    """An object that is not to be written."""
    found = objects[_number(reference)]
    found.free = "f"
    return found


def _kids(element: Mapping[str, Any], head: bool, source: _Source) -> Iterator[Kid]:
    for kid in element["K"]:
        if isinstance(kid, int):
            yield Marked((_number(element["Pg"]), 0), kid)
            continue
        below = _taken(kid, source.objects)
        if below["Type"] == "/OBJR":
            yield Annotation((_number(below["Obj"]), 0))
        else:
            yield _read(below, head, source)


def _read(element: Mapping[str, Any], head: bool, source: _Source) -> Element:
    kind = element["S"][1:]
    page = _number(element["Pg"]) if "Pg" in element else 0
    read = Element(kind, (page, 0), list(_kids(element, head or kind == "THead", source)))
    if "Alt" in element:
        read.alternative = element["Alt"].string
    if kind in _CELLS:
        read.attributes = _cell(element["A"], kind, head)
    elif kind == "Figure":
        read.attributes = _figure(element["A"]["BBox"], source.frames[page])
    return read


def _cell(attributes: Mapping[str, Any], kind: str, head: bool) -> bytes:
    scope = "/Scope/Column" if head else "/Scope/Row"
    spans = [f"/{span} {attributes[span]}" for span in ("ColSpan", "RowSpan") if span in attributes]
    said = "".join([scope] * (kind == "TH") + spans)
    return f"<</O/Table{said}>>".encode() if said else b""


def _figure(box: Iterable[float], frame: _Frame) -> bytes:
    """The box of a figure, which WeasyPrint gives in its own pixels from the upper edge."""
    left, top, right, bottom = (value * frame.pixel for value in box)
    edges = f"{left:.1f} {frame.height - bottom:.1f} {right:.1f} {frame.height - top:.1f}"
    return f"<</O/Layout/Placement/Block/BBox[{edges}]>>".encode()


def _simplified(element: Element) -> list[Kid]:
    """What an element holds, without the wrappers."""
    kids: list[Kid] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kids.append(kid)
            continue
        kid.kids = _simplified(kid)
        if kid.kind in _WRAPPERS and not kid.alternative:
            # Boxes stand below each other: the words of two are never one paragraph.
            apart = kid.kind == "Div" and element.kind not in _TEXT | {"LI"}
            kids += _in_blocks(kid.kids, "P") if apart else kid.kids
        elif kid.kids or kid.kind in _CELLS:
            kids.append(kid)
    if element.kind in _TEXT or element.kind in _WRAPPERS:
        return kids
    return list(_in_blocks(kids, "LBody" if element.kind == "LI" else "P"))


def _in_blocks(kids: list[Kid], kind: str) -> Iterator[Kid]:
    """Loose text gathered into elements of a kind."""
    run: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.kind not in _INLINE:
            if run:
                yield _block(kind, run)
                run = []
            yield kid
        else:
            run.append(kid)
    if run:
        yield _block(kind, run)


def _block(kind: str, run: list[Kid]) -> Element:
    pages = [kid.page for kid in run if not isinstance(kid, Annotation)]
    return Element(kind, pages[0], run)
