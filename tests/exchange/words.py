"""Word files made for a test, and the drafts that come of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from handbook.config import SOURCES
from handbook.exchange.apply import applied
from handbook.exchange.draft import Draft, draft_from
from handbook.exchange.word import read_word
from handbook.load.discover import discover
from tests.exchange.books import TODAY, library_of

_SPACES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def word(fill: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def typed(*lines: str) -> bytes:
    def fill(document: Any) -> None:
        for line in lines:
            document.add_paragraph(line)

    return word(fill)


def drafted(root: Path, raw: bytes) -> tuple[Draft | None, list[str]]:
    """The draft, of which checks find no error, and what was left out."""
    library = library_of(root)
    outline, problems = read_word("a.docx", raw)
    assert outline is not None
    draft = draft_from(outline, library, "zh-Hans", TODAY)
    if draft is not None:
        result = applied(
            library, discover(root, SOURCES), {draft.file: draft.text}, draft.cells, TODAY
        )
        assert not result.failed, (draft.text, result.findings)
    return draft, [str(one.args.get("why")) for one in problems]


def raw(markup: str) -> Any:
    """An element out of its markup, with the names of Word's parts declared."""
    head, sign, rest = markup.partition(">")
    end = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.removesuffix('/')} {_SPACES}{end}{sign}{rest}")


def put(document: Any, markup: str) -> None:
    """Put an element at the end of a document."""
    document.element.body.sectPr.addprevious(raw(markup))
