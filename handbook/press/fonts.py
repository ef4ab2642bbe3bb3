"""The fonts of a volume, embedded once.

WeasyPrint keeps a font's own glyph numbers, so chapters that were set without fonts can be shown
with any subset that holds their glyphs. A specimen sets each face of the print style, and what is
embedded with it holds the glyphs of a whole volume.
"""

from __future__ import annotations

from handbook.press.chapter import style
from handbook.render.view import Book


def specimen_html(book: Book) -> str:
    """A character in each face of the print style."""
    return book.templates.get_template("print/specimen.html").render(book=book, style=style(book))
