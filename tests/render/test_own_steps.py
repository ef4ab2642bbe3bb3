"""``[[#step]]``, a step of the same document, goes by its name wherever its text is shown."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from handbook.api.documents import document_of
from handbook.api.tell import Teller
from handbook.model.library import with_documents
from handbook.model.sop import Sop
from handbook.press.chapter import chapter_html
from handbook.render.brief import answer_of
from handbook.render.differences import Teller as Differences
from handbook.render.view import Book, View
from handbook.search.entries import found_in
from handbook.site.address import Addresses
from handbook.stamp.digest import content_of
from tests.site.conftest import small

__all__ = ["small"]


@pytest.fixture
def book(small: Book) -> Book:
    """A procedure of which every kind of text names its last step."""
    sop = next(one for one in small.in_force() if isinstance(one, Sop))
    content = sop.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    last = content["steps"][-1]["id"]
    said = f"见[[#{last}]]"
    content |= {"summary": said, "trigger": said, "purpose": said, "body": f"- {said}\n- 止\n"}
    first = content["steps"][0]
    first |= {"detail": said, "caution": said, "branches": [{"when": said, "go": last}]}
    changed = Sop.model_validate_json(json.dumps(content))
    return replace(small, library=with_documents(small.library, {sop.id: changed}))


def test_it_is_told_by_its_name(book: Book) -> None:
    sop = next(one for one in book.in_force() if isinstance(one, Sop))
    step, addresses = sop.steps[-1], Addresses.of(book)
    view = View(book, addresses.path, sop.id)
    told = [
        str(view.swimlane(sop)),
        chapter_html(sop, book),
        repr(answer_of(book.library.entries[sop.id], book)),
        repr(found_in(book, addresses.path)),
        repr(document_of(sop, Teller(book, addresses))),
        repr(list(Differences(book.library, book.language).rows("sop", content_of(sop)))),
    ]
    assert [step.do in one for one in told] == [True] * len(told)
    assert [f"见#{step.id}" in one for one in told] == [False] * len(told)
    assert [f"[[#{step.id}" in one for one in told] == [False] * len(told)
