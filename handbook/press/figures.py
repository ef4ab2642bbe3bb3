"""Pages that were imposed, each said as one figure: on a sheet they follow each other no more.

Who listens is told what stands where; the single print says what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

import pikepdf

from handbook.press.metadata import About, xmp

# What begins and ends a marked piece, as WeasyPrint and our own stamps write it.
_MARKS = re.compile(rb"/\w+\s*(?:<<[^<>]*>>\s*BDC|BMC)\s|\bEMC\s?")
_ARTIFACT = b"/Artifact BMC\n%b\nEMC"


class Figure(NamedTuple):
    """What is placed on a sheet."""

    name: str
    box: tuple[float, float, float, float]
    """Left, lower, right and upper edge in points."""

    def drawn(self, number: int, drawing: bytes) -> bytes:
        """The drawing of the figure that is the n-th of its page, from nought."""
        return b"/Figure <</MCID %d>> BDC\n%b\nEMC" % (number, drawing)


def artifact(drawing: bytes) -> bytes:
    """A drawing that says nothing."""
    return _ARTIFACT % drawing


def unmarked(content: bytes) -> bytes:
    """What a page draws, without the marks of its own structure."""
    return _MARKS.sub(b"", content)


def joined(files: Sequence[bytes]) -> bytes:
    """Tagged files one after the other, each page of theirs a figure; a single one as it is."""
    if len(files) == 1:
        return files[0]
    with pikepdf.new() as pdf:
        said, abouts = [], []
        for data in files:
            with pikepdf.open(BytesIO(data)) as one:
                about = About.of(one)
                abouts.append(about)
                for page in one.pages:
                    left, low, right, high = (float(edge) for edge in page.trimbox)
                    figure = Figure(about.title, (left, low, right, high))
                    drawing = unmarked(page.obj.Contents.read_bytes())
                    page.obj.Contents.write(figure.drawn(0, drawing))
                    said.append([figure])
                pdf.pages.extend(one.pages)
        tag(pdf, said, abouts[0])
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def tag(pdf: pikepdf.Pdf, sheets: Sequence[Sequence[Figure]], about: About) -> None:
    """Give a file its structure, the figures of each page, and say that it is PDF/UA-1."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    document = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Document, P=root))
    kids, parents = [], []
    for number, (page, figures) in enumerate(zip(pdf.pages, sheets, strict=True)):
        own = [_element(pdf, page.obj, document, *one) for one in enumerate(figures)]
        page.obj.StructParents, page.obj.Tabs = number, pikepdf.Name.S
        parents += [number, pdf.make_indirect(pikepdf.Array(own))]
        kids += own
    document.K = pikepdf.Array(kids)
    root.K = document
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(parents)))
    root.ParentTreeNextKey = len(sheets)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    describe(pdf, about)


def describe(pdf: pikepdf.Pdf, about: About) -> None:
    """Write what a tagged file is."""
    pdf.Root.Lang = pikepdf.String(about.language)
    pdf.docinfo["/Title"], pdf.docinfo["/Author"] = about.title, about.author
    pdf.Root.Metadata = pdf.make_stream(
        xmp(about), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def _element(
    pdf: pikepdf.Pdf, page: pikepdf.Object, parent: pikepdf.Object, number: int, figure: Figure
) -> pikepdf.Object:
    box = pikepdf.Array([round(edge, 1) for edge in figure.box])
    layout = pikepdf.Dictionary(O=pikepdf.Name.Layout, Placement=pikepdf.Name.Block, BBox=box)
    element = pikepdf.Dictionary(S=pikepdf.Name.Figure, P=parent, Pg=page, A=layout)
    element.Alt, element.K = pikepdf.String(figure.name), number
    return pdf.make_indirect(element)
