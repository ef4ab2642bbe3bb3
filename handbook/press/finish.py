"""What is done to a manual's finished pages: without colour, as a booklet, with crop marks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from handbook.press.archive import archived
from handbook.press.figures import Figure, artifact, tag, unmarked
from handbook.press.ink import REGISTRATION, black, drawn, grey, registration
from handbook.press.layout import MM, Finish, Layout
from handbook.press.metadata import About

_OUTSIDE = 10 * MM
"""Of the sheet around the trimmed page, for bleed and marks."""
_MARK_FROM, _MARK_TO = 4 * MM, 9 * MM
_WHOLE, _SIGNATURE = 64, 32
"""A booklet of up to so many pages is one fold; a thicker one is gathered from folds of so many."""
_STAIR, _STEP, _BAR = 30 * MM, 5 * MM, 2 * MM
"""Marks on the backs of folds: where the first begins below the edge, their height and width."""


def finished(data: bytes, finish: Finish, layout: Layout) -> bytes:
    """A manual's pages as they are to be printed; the same input gives the same bytes."""
    if finish == Finish():
        return data
    with pikepdf.open(BytesIO(data)) as pdf:
        if finish.grey:
            _without_colour(pdf)
        if finish.impose == "crop":
            drawn(pdf, black)
            _mark(pdf, layout)
        done = _saved(_booklet(pdf) if finish.impose == "booklet" else pdf)
    return archived(done) if finish.pdfa else done


def folds(pages: int) -> Iterator[Iterator[tuple[int, int]]]:
    """The folds of a booklet: the pages that stand left and right on each side of their sheets.

    Pages are counted from nought; front and back of each sheet follow each other. Numbers beyond
    the last page are blank.
    """
    most = -(-pages // 4) * 4
    size = most if most <= _WHOLE else _SIGNATURE
    for start in range(0, most, size):
        yield _sides(start, min(start + size, most) - 1)


def _sides(first: int, last: int) -> Iterator[tuple[int, int]]:
    for side in range((last + 1 - first) // 2):
        outer, inner = last - side, first + side
        yield (outer, inner) if side % 2 == 0 else (inner, outer)


def _without_colour(pdf: pikepdf.Pdf) -> None:
    """Replace each colour by a grey, in drawings and pictures."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
            _grey_picture(thing)
    drawn(pdf, grey)


def _grey_picture(picture: pikepdf.Stream) -> None:
    if picture.get("/ColorSpace") == "/DeviceGray" or picture.get("/ImageMask"):
        return
    pixels = pikepdf.PdfImage(picture).as_pil_image().convert("L")
    picture.write(pixels.tobytes())
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    if "/DecodeParms" in picture:
        del picture["/DecodeParms"]


def _mark(pdf: pikepdf.Pdf, layout: Layout) -> None:
    """Set the boxes of a print shop, and draw crop marks outside the bleed."""
    width, height = layout.points
    marks = b"q %b 0.25 w %b S Q" % (REGISTRATION.encode(), b" ".join(_lines(width, height)))
    for page in pdf.pages:
        page.mediabox = page.cropbox = _around(width, height, _OUTSIDE)
        page.bleedbox = _around(width, height, layout.BLEED * MM)
        page.trimbox = _around(width, height, 0)
        page.add_resource(registration(), pikepdf.Name.ColorSpace, pikepdf.Name.All)
        page.contents_add(b"/Artifact BMC " + marks + b" EMC")


def _around(width: float, height: float, room: float) -> pikepdf.Array:
    box = (-room, -room, width + room, height + room)
    return pikepdf.Array([round(value, 3) for value in box])


def _lines(width: float, height: float) -> Iterator[bytes]:
    """Two lines at each corner of a page, that point at it."""
    for x, outward in ((0.0, -1), (width, 1)):
        for y, upward in ((0.0, -1), (height, 1)):
            left, right = x + outward * _MARK_FROM, x + outward * _MARK_TO
            low, high = y + upward * _MARK_FROM, y + upward * _MARK_TO
            yield b"%.3f %.3f m %.3f %.3f l" % (left, y, right, y)
            yield b"%.3f %.3f m %.3f %.3f l" % (x, low, x, high)


def _booklet(source: pikepdf.Pdf) -> pikepdf.Pdf:
    """Two pages beside each other on every side of a sheet."""
    booklet = pikepdf.new()
    about = About.of(source)
    names = [f"{about.title} {page.label}" for page in source.pages]
    forms = [booklet.copy_foreign(_form(page)) for page in source.pages]
    width, height = (float(value) for value in source.pages[-1].mediabox[2:])
    sheets = []
    gathered = [list(sides) for sides in folds(len(forms))]
    for fold, sides in enumerate(gathered):
        for at, side in enumerate(sides):
            sheet = booklet.add_blank_page(page_size=(2 * width, height))
            sheet.trimbox = sheet.mediabox
            placed = [(n, x) for n, x in zip(side, (0.0, width), strict=True) if n < len(forms)]
            known = pikepdf.Dictionary({f"/P{n}": forms[n] for n, _ in placed})
            sheet.obj.Resources = pikepdf.Dictionary(XObject=known)
            figures = [Figure(names[n], (x, 0, x + width, height)) for n, x in placed]
            drawing = [
                figure.drawn(number, b"q 1 0 0 1 %.3f 0 cm /P%d Do Q" % (x, n))
                for number, (figure, (n, x)) in enumerate(zip(figures, placed, strict=True))
            ]
            if at == 0 and len(gathered) > 1:
                drawing.append(artifact(_stair(fold, width, height)))
            sheet.contents_add(b"\n".join(drawing))
            sheets.append(figures)
    tag(booklet, sheets, about)
    return booklet


def _stair(fold: int, spine: float, height: float) -> bytes:
    """The mark on the back of a fold, a step lower than that of the one before it."""
    top = height - _STAIR - fold * _STEP
    return b"q 0 g %.3f %.3f %.3f %.3f re f Q" % (spine - _BAR / 2, top - _STEP, _BAR, _STEP)


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """A page to be placed on a sheet."""
    page.contents_coalesce()
    page.obj.Contents.write(unmarked(page.obj.Contents.read_bytes()))
    return page.as_form_xobject()


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
