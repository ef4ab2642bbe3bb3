"""What the interface tells, and of what it says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from handbook.api.files import FOLDER, MOST_CHANGES, Site, api_files
from handbook.api.items import COLLECTIONS
from handbook.render.view import Book
from handbook.site.address import Addresses
from tests.api.conftest import SITE, Files

NOT_IN_FORCE = ("SOP-NEW-01", "SOP-DRF-01", "SOP-OLD-01")


def items(files: Files, name: str) -> dict[str, Any]:
    return {item["id"]: item for item in files[f"{name}.json"]["items"]}


def documents(files: Files) -> dict[str, Any]:
    return {one["id"]: one for one in files["documents.json"]["documents"]}


# --- What there is ------------------------------------------------------------------------------


def test_the_index_says_what_there_is(files: Files, small: Book) -> None:
    index = files["index.json"]
    assert (index["api"], index["language"]) == ("v1", "zh-Hans")
    assert index["edition"] == small.edition.name
    assert index["site"] == "https://example.com/shop/"
    assert index["date"] == "2026-12-01"
    for name, count in index["counts"].items():
        held = files[index["links"][name]]
        assert count == len(held.get(name, held.get("items", [])))
    assert {index["openapi"], index["schemas"] + "index.json"} <= files.keys()


def test_a_handbook_without_an_address_says_none(small: Book) -> None:
    settings = small.settings.model_copy(update={"site": None})
    nowhere = replace(small, library=replace(small.library, settings=settings))
    made = api_files(nowhere, Addresses.of(nowhere), SITE)
    assert "site" not in json.loads(made[f"{FOLDER}index.json"])


def test_the_same_book_gives_the_same_bytes(small: Book, made: dict[str, bytes]) -> None:
    assert api_files(small, Addresses.of(small), SITE) == made


def test_a_new_day_alone_changes_the_index_only(small: Book, made: dict[str, bytes]) -> None:
    tomorrow = replace(small, today=date(2026, 12, 2))
    after = api_files(tomorrow, Addresses.of(tomorrow), SITE)
    assert {path for path in made if made[path] != after[path]} == {f"{FOLDER}index.json"}


def test_the_search_is_described_where_it_lies(files: Files) -> None:
    search = files["search.json"]
    assert search["parts"] == list(SITE.parts)
    assert all(part.startswith(search["folder"]) for part in search["parts"])
    assert search["panel"] == Site("", "", ()).panel == "panel/"


# --- What is in force ---------------------------------------------------------------------------


def test_documents_are_those_in_force(files: Files, small: Book) -> None:
    in_force = [document.id for document in small.in_force()]
    assert list(documents(files)) == in_force
    assert {path for path in files if path.startswith("documents/")} == {
        f"documents/{id_}.json" for id_ in in_force
    }
    told, stamp = documents(files)["SOP-RET-01"], small.stamps["SOP-RET-01"]
    assert (told["version"], told["digest"]) == (stamp.version, stamp.digest)
    assert told["effective"] == str(stamp.effective)
    assert files[told["data"]].items() >= told.items()


def test_what_is_not_in_force_is_in_no_list(files: Files) -> None:
    for path, value in files.items():
        marked = ("coming", "changes") if path in ("documents.json", "changes.json") else ()
        told = json.dumps({key: one for key, one in value.items() if key not in marked})
        assert not [id_ for id_ in NOT_IN_FORCE if f'"{id_}"' in told], path
    told = json.dumps(files["documents.json"]["coming"] + files["changes.json"]["changes"])
    assert "SOP-DRF-01" not in told
    assert [
        (one["version"], "retired" in one)
        for one in files["changes.json"]["changes"]
        if one["document"] == "SOP-OLD-01"
    ] == [("1.1.0", True), ("1.0.0", False)]


def test_what_is_coming_is_marked_with_its_day(files: Files, shipped: list[Files]) -> None:
    (new,) = files["documents.json"]["coming"]
    assert new["id"] == "SOP-NEW-01"
    assert new["effective"] == "2026-12-24"
    simplified, traditional = shipped
    (follows,) = documents(simplified)["SOP-FUP-01"]["coming"]
    assert follows == documents(traditional)["SOP-FUP-01"]["coming"][0]
    assert follows["page"] == f"next/{follows['effective']}/sops/SOP-FUP-01/"
    told = simplified["changes.json"]["changes"]
    newest = next(one for one in told if one["document"] == "SOP-FUP-01")
    assert newest["starts"] == follows["effective"]


def test_every_item_of_what_is_in_force_is_in_its_list(files: Files, small: Book) -> None:
    shown = {document.id for document in small.in_force()} | {""}
    for name, collection in COLLECTIONS.items():
        assert list(items(files, name)) == [
            entry.address
            for entry in small.library.entries.values()
            if entry.kind == collection.kind and entry.document in shown
        ]


# --- As data ------------------------------------------------------------------------------------


def test_a_procedure_is_steps_with_full_ids(files: Files) -> None:
    procedure = files["documents/SOP-RET-01.json"]["procedure"]
    ids = [step["id"] for step in procedure["steps"]]
    assert all(id_.startswith("SOP-RET-01#") for id_ in ids)
    assert [step["number"] for step in procedure["steps"]] == list(range(1, len(ids) + 1))
    for step in procedure["steps"]:
        assert step["page"] == f"sops/SOP-RET-01/#{step['id'].partition('#')[2]}"
        ways = [*(way["go"] for way in step.get("branches", ())), step.get("next", "end")]
        assert all(way == "end" or "#" in way or way[:1].isupper() for way in ways)


def test_a_limit_has_its_words_its_number_and_where_it_is_from(shipped: list[Files]) -> None:
    steps = shipped[0]["documents/SOP-CMP-01.json"]["procedure"]["steps"]
    assert steps[0]["within"] == {
        "text": "24 小时",
        "level": "sla.complaint-first-response",
        "amount": {"value": 24, "unit": "h", "text": "24 小时", "seconds": 86400},
    }


def test_a_script_has_its_blanks(files: Files, shipped: list[Files]) -> None:
    for each in (files, *shipped):
        blanks = items(each, "blanks")
        used = set()
        for script in items(each, "scripts").values():
            texts = [script["text"], *(one["text"] for one in script.get("variants", ()))]
            found = set(re.findall(r"\{(\w+)\}", "\n".join(texts)))
            assert found == set(script.get("blanks", ()))
            used |= found
        assert used <= blanks.keys()


def test_ids_lead_to_what_they_name(shipped: list[Files]) -> None:
    """Every id that a file quotes is that of a document, step, article or item told elsewhere.

    Of what has ended nothing is told but its changes.
    """
    for files in shipped:
        changes = files["changes.json"]["changes"]
        ended = {one["document"] for one in changes if one.get("retired")}
        assert ended == {"SOP-SHP-01"}
        known = {"end", *ended, *documents(files), *dict(quotable(files))}
        for value in files.values():
            assert set(quoted(value)) <= known


def test_every_page_is_on_the_site(shipped: list[Files]) -> None:
    for files in shipped:
        for value in files.values():
            for page in pages(value):
                assert re.fullmatch(r"[a-z-]+/[\w./-]+/(#[\w.-]+)?", page, re.ASCII), page


@pytest.mark.parametrize("number", [0, 1])
def test_text_is_plain_with_references_resolved(number: int, shipped: list[Files]) -> None:
    for path, value in shipped[number].items():
        if not path.startswith(("schemas/", "openapi")):
            for text in strings(value):
                assert "[[" not in text, (path, text)
                assert "**" not in text, (path, text)
                assert "<p>" not in text, (path, text)


# --- Changes and reviews ------------------------------------------------------------------------


def test_changes_are_told_newest_first_and_not_without_end(small: Book, files: Files) -> None:
    changes = files["changes.json"]
    days = [one["date"] for one in changes["changes"]]
    assert days == sorted(days, reverse=True)
    assert "more" not in changes
    document = small.library.documents["SOP-RET-01"]
    many = document.model_copy(update={"changes": document.changes[:1] * (MOST_CHANGES + 1)})
    known = {**small.library.documents, document.id: many}
    library = replace(small.library, documents=known)
    made = api_files(replace(small, library=library), Addresses.of(small), SITE)
    told = json.loads(made[f"{FOLDER}changes.json"])
    assert (len(told["changes"]), told["more"]) == (MOST_CHANGES, True)


def test_reviews_are_those_of_what_is_in_force_the_most_urgent_first(
    files: Files, small: Book
) -> None:
    reviews = files["reviews.json"]["reviews"]
    assert {one["document"]: one["due"] for one in reviews} == {
        stamp.id: str(stamp.review_due)
        for stamp in small.stamps.values()
        if stamp.standing == "in-force"
    }
    assert reviews == sorted(reviews, key=lambda one: (one["due"], one["document"]))


# --- Reading ------------------------------------------------------------------------------------

QUOTES = {
    "document", "owner", "approver", "audience", "channels", "scenes", "who", "say", "avoid",
    "record", "escalate", "measures", "go", "next", "level", "related", "scene", "channel", "mood",
    "scripts", "breach", "kpis", "roles", "see", "filled_by", "checked_by", "handler", "procedures",
    "starts_with", "to", "clauses", "covers", "department", "reports_to", "deputy", "blanks",
    "supersedes",
}  # fmt: skip


def walked(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, however deep."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key, one
            yield from walked(one)
    elif isinstance(value, list):
        for one in value:
            yield from walked(one)


def quotable(files: Files) -> Iterator[tuple[str, str]]:
    for path, value in files.items():
        if not path.startswith(("schemas/", "openapi")):
            yield from ((one, key) for key, one in walked(value) if key == "id")


def quoted(value: Any) -> Iterator[str]:
    if "paths" in value or "$schema" in value or "api" in value:
        return
    for key, one in walked(value):
        if key in QUOTES and one:
            yield from (
                [one] if isinstance(one, str) else (each for each in one if isinstance(each, str))
            )


def pages(value: Any) -> Iterator[str]:
    return (one for key, one in walked(value) if key == "page" and isinstance(one, str) and one)


def strings(value: Any) -> Iterator[str]:
    for _, one in walked(value):
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            yield from (each for each in one if isinstance(each, str))
