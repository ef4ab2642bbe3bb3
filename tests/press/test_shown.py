"""What a chapter shows is known before it is written: field after field is changed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.base import Document
from handbook.model.kinds import KINDS
from handbook.model.library import Library, build_library, with_documents
from handbook.press.chapter import chapter_html
from handbook.press.layout import PLAIN
from handbook.press.shown import Shown
from handbook.render.environment import environment
from handbook.render.view import Book
from handbook.render.volume import MANUAL_KINDS
from tests.sites import ROOT

BASE = Path(__file__).parent.parent / "check" / "base"
DAY = date(2026, 12, 1)
TEMPLATES = environment((data("templates"),))
CHANGES = 5
"""So many fields of each kind of document are changed."""
Route = tuple[str | int, ...]


@dataclass(frozen=True)
class Chapter:
    key: bytes
    html: str


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(load_tree(ROOT))


@pytest.fixture(scope="module")
def before(library: Library) -> dict[str, Chapter]:
    book, shown = book_of(library), Shown(book_of(library))
    return {
        one.id: Chapter(shown.key(one, PLAIN), chapter_html(one, book)) for one in chapters(book)
    }


def book_of(library: Library) -> Book:
    return Book(library, DAY, "zh-Hans", TEMPLATES)


def chapters(book: Book) -> list[Document]:
    return [one for one in book.in_force() if one.KIND not in MANUAL_KINDS]


def content_of(document: Document) -> dict[str, Any]:
    return document.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def leaves(value: Any, route: Route = ()) -> Iterator[Route]:
    """Where a text, a number or a yes stands."""
    below = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in below:
        if isinstance(one, dict | list):
            yield from leaves(one, (*route, name))
        elif one is not None:
            yield (*route, name)


def changed(document: Document, route: Route) -> Document | None:
    """A document that says something else in one place; None where nothing else may stand."""
    content = content_of(document)
    *ways, last = route
    holder: Any = content
    for way in ways:
        holder = holder[way]
    old = holder[last]
    if isinstance(old, str):
        holder[last] = f"{old}改"
    else:
        holder[last] = not old if isinstance(old, bool) else old + 1
    try:
        return type(document).model_validate_json(json.dumps(content))
    except ValidationError:
        return None


def after(library: Library, document: Document, route: Route) -> Library | None:
    """A library in which one field is another; None where that cannot be, or leads nowhere."""
    new = changed(document, route)
    if new is None or new.id != document.id:
        return None
    made = with_documents(library, {new.id: new})
    known = {use.target for use in library.uses if use.target not in library.entries}
    lost = {use.target for use in made.uses if use.target not in made.entries}
    return made if lost <= known else None


def unseen(made: Library, before: dict[str, Chapter]) -> list[str]:
    """Chapters that read otherwise under the key that they had."""
    book, shown = book_of(made), Shown(book_of(made))
    same = [one for one in chapters(book) if shown.key(one, PLAIN) == before[one.id].key]
    return [one.id for one in same if chapter_html(one, book) != before[one.id].html]


def test_only_chapters_near_to_a_change_are_written_again(
    library: Library, before: dict[str, Chapter]
) -> None:
    roles = library.documents["REF-ROLES"]
    name = next(route for route in leaves(content_of(roles)) if route[-1] == "name")
    naming = {id_ for id_, chapter in before.items() if "REF-ROLES" in chapter.html}
    assert naming <= rewritten(library, before, "REF-ROLES", name)
    few = rewritten(library, before, "TRN-03", ("title",))
    assert "TRN-03" in few
    assert len(few) < len(before) / 4


def rewritten(
    library: Library, before: dict[str, Chapter], document: str, route: Route
) -> set[str]:
    """The chapters that have another key when one field of a document is another."""
    made = after(library, library.documents[document], route)
    assert made is not None
    shown, book = Shown(book_of(made)), book_of(made)
    return {one.id for one in chapters(book) if shown.key(one, PLAIN) != before[one.id].key}


def quoting(library: Library, last: str) -> Library:
    """A library with a step whose script quotes another, and so on; the last says this."""
    scripts = content_of(library.documents["SCR-01"])
    texts = [*(f"[[script.s{number + 1}]]" for number in range(6)), last]
    scripts["scripts"] = [
        scripts["scripts"][0] | {"id": f"script.s{number}", "text": text}
        for number, text in enumerate(texts)
    ]
    sop = content_of(library.documents["SOP-RET-01"])
    sop["steps"][0]["say"] = ["script.s0"]
    made = {
        id_: type(library.documents[id_]).model_validate_json(json.dumps(content))
        for id_, content in (("SCR-01", scripts), ("SOP-RET-01", sop))
    }
    return with_documents(library, made)


def test_a_wording_is_shown_with_all_that_it_quotes_in_turn() -> None:
    small = build_library(load_tree(BASE))
    old, new = (book_of(quoting(small, last)) for last in ("再见", "您慢走"))
    one, other = (book.library.documents["SOP-RET-01"] for book in (old, new))
    assert "您慢走" in chapter_html(other, new)
    assert Shown(old).key(one, PLAIN) != Shown(new).key(other, PLAIN)


def test_of_templates_of_a_project_nothing_is_known(library: Library, tmp_path: Path) -> None:
    book = book_of(library)
    assert Shown(book).known
    own = environment((tmp_path, data("templates")))
    assert not Shown(replace(book, templates=own)).known


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_no_chapter_reads_otherwise_under_the_same_key(
    kind: str, library: Library, before: dict[str, Chapter]
) -> None:
    every = [
        (document, route)
        for document in library.documents.values()
        if kind == document.KIND
        for route in leaves(content_of(document))
    ]
    random.Random(kind).shuffle(every)
    made = (after(library, *one) for one in every)
    tried = list(islice((one for one in made if one is not None), CHANGES))
    assert tried
    assert [unseen(one, before) for one in tried] == [[]] * len(tried)
