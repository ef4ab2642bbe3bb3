"""One subset of each font for all manuals of a build, instead of one a chapter.

WeasyPrint keeps a font's own glyph numbers, so a chapter's text may be shown with any subset that
holds its glyphs. A specimen that sets every character of the book once in each face gives subsets
for the whole book; a chapter whose glyphs are all in them gives up its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from markupsafe import Markup

from handbook.press.chapter import style
from handbook.render.view import Book

# What a font shows otherwise in company than alone, and list marks, which no text holds.
_IN_CONTEXT = [" ", "——", "……", " • ◦ ▪ "]


def specimen_html(texts: Iterable[str], book: Book) -> str:
    """Every character of some texts, in each face of the print style."""
    used = {character for text in texts for character in text if not character.isspace()}
    characters = [*sorted(used), *_IN_CONTEXT]
    return book.templates.get_template("print/specimen.html").render(
        book=book, characters="".join(characters), style=Markup(style(book, ""))
    )


@dataclass(frozen=True)
class Fonts:
    """Fonts brought into an output file: name without subset prefix -> (font, its glyphs)."""

    shared: dict[str, tuple[pikepdf.Object, frozenset[int]]]

    @classmethod
    def read(cls, specimen: bytes, into: pikepdf.Pdf) -> Fonts:
        """Bring the fonts of a specimen into ``into``."""
        shared = {}
        with pikepdf.open(BytesIO(specimen)) as source:
            for owner, key in _places(source):
                shared[_name(owner[key])] = (into.copy_foreign(owner[key]), _glyphs(owner[key]))
        return cls(shared)

    def adopt(self, pdf: pikepdf.Pdf) -> None:
        """Show the text of the output's pages with the shared fonts where they suffice."""
        for owner, key in _places(pdf):
            found = self.shared.get(_name(owner[key]))
            if found and _glyphs(owner[key]) <= found[1]:
                owner[key] = found[0]


def _places(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Object, str]]:
    """Every entry of every font dictionary of a file's pages, each dictionary once."""
    dictionaries: dict[tuple[int, int], pikepdf.Object] = {}
    for page in pdf.pages:
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font")
        if fonts is not None:
            dictionaries[fonts.objgen] = fonts
    return [(fonts, key) for fonts in dictionaries.values() for key in list(fonts.keys())]


def _name(font: pikepdf.Object) -> str:
    return str(font.BaseFont).rpartition("+")[2]


def _glyphs(font: pikepdf.Object) -> frozenset[int]:
    """The glyphs that a composite font gives widths for, which are those in use."""
    glyphs: set[int] = set()
    widths = list(font.DescendantFonts[0].W)
    for start, run in zip(widths[::2], widths[1::2], strict=True):
        glyphs.update(range(int(start), int(start) + len(run)))
    return frozenset(glyphs)
