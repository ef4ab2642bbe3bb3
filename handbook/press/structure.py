"""The structure of a chapter's pages: what is a heading, a table or a list, for who cannot see it.

WeasyPrint gives one element a box. Here boxes that mean nothing are dissolved, so that a manual's
tags are a third of the size and say the same; header cells say what they head (ISO 32000-1, table
349); pages' headers and footers, which no element owns, become artifacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

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


def structure(pdf: pikepdf.Pdf, zoom: float = 1.0) -> list[Element]:
    """The uppermost elements of a file that WeasyPrint tagged, its pages reduced by ``zoom``."""
    root = pdf.Root.StructTreeRoot.K[0]
    frames = {page.obj.objgen: _Frame(float(page.trimbox[3]), _PIXEL * zoom) for page in pdf.pages}
    document = Element("Document", (0, 0), list(_kids(root, False, frames)))
    return [kid for kid in _simplified(document) if isinstance(kid, Element)]


class _Frame(NamedTuple):
    """A page: its height in points, and how many of them a pixel has."""

    height: float
    pixel: float


def _kids(
    element: pikepdf.Object, head: bool, frames: dict[tuple[int, int], _Frame]
) -> Iterator[Kid]:
    kids: Iterable[Any] = element.get("/K", pikepdf.Array())
    for kid in kids:
        if isinstance(kid, int):
            yield Marked(element.Pg.objgen, kid)
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            yield Annotation(kid.Obj.objgen)
        else:
            yield _read(kid, head, frames)


def _read(element: pikepdf.Object, head: bool, frames: dict[tuple[int, int], _Frame]) -> Element:
    kind = str(element.S)[1:]
    page = element.Pg.objgen
    read = Element(kind, page, list(_kids(element, head or kind == "THead", frames)))
    read.alternative = str(element.get("/Alt", ""))
    if kind in _CELLS:
        read.attributes = _cell(element.A, kind, head)
    elif kind == "Figure":
        read.attributes = _figure(element.A, frames[page])
    return read


def _cell(attributes: pikepdf.Object, kind: str, head: bool) -> bytes:
    scope = "/Scope/Column" if head else "/Scope/Row"
    spans = [
        f"{span} {int(attributes[span])}" for span in ("/ColSpan", "/RowSpan") if span in attributes
    ]
    said = "".join([scope] * (kind == "TH") + spans)
    return f"<</O/Table{said}>>".encode() if said else b""


def _figure(attributes: pikepdf.Object, frame: _Frame) -> bytes:
    """The box of a figure, which WeasyPrint gives in its own pixels from the upper edge."""
    left, top, right, bottom = (float(value) * frame.pixel for value in attributes.BBox)
    box = f"{left:.1f} {frame.height - bottom:.1f} {right:.1f} {frame.height - top:.1f}"
    return f"<</O/Layout/Placement/Block/BBox[{box}]>>".encode()


def _simplified(element: Element) -> list[Kid]:
    """What an element holds, without the wrappers."""
    kids: list[Kid] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            kids.append(kid)
            continue
        kid.kids = _simplified(kid)
        if kid.kind in _WRAPPERS and not kid.alternative:
            kids += kid.kids
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
