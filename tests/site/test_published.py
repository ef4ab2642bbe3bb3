"""What is published besides pages: the manifest, feeds and calendars."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree

from handbook.render.view import Book
from handbook.site.published import published_files

NOW = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
FEED = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


@pytest.fixture(scope="module")
def files(small: Book) -> dict[str, bytes]:
    return published_files(small, (), NOW)


@pytest.fixture(scope="module")
def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files["manifest.json"])
    return read


def without_site(book: Book) -> Book:
    settings = book.settings.model_copy(update={"site": None})
    return replace(book, library=replace(book.library, settings=settings))


# --- The manifest -----------------------------------------------------------------------------


def test_the_manifest_says_what_it_is_of(manifest: dict[str, Any], small: Book) -> None:
    assert manifest["scheme"] == 1
    assert manifest["edition"] == small.edition.name
    assert manifest["built"] == "2026-12-01T01:30:00+08:00"
    assert manifest["time_zone"] == "Asia/Shanghai"


def test_the_manifest_tells_of_a_document_in_force(manifest: dict[str, Any], small: Book) -> None:
    told = manifest["documents"]["SOP-RET-01"]
    stamp = small.stamps["SOP-RET-01"]
    assert told["standing"] == "in-force"
    assert (told["version"], told["digest"]) == (stamp.version, stamp.digest)
    assert told["url"] == "sops/SOP-RET-01/"
    assert told["review_due"] == str(stamp.review_due)
    assert told["changes"][0].keys() == {"version", "date", "class", "summary"}


def test_the_manifest_knows_what_is_not_in_force(manifest: dict[str, Any]) -> None:
    documents = manifest["documents"]
    assert documents["SOP-NEW-01"]["standing"] == "coming"
    assert documents["SOP-NEW-01"]["effective"] == "2026-12-24"
    assert documents["SOP-DRF-01"]["standing"] == "draft"
    assert documents["SOP-OLD-01"]["superseded_by"] == "SOP-RET-01"
    assert documents["SOP-OLD-01"]["retired_because"] == "由新程序取代"
    assert not {"SOP-NEW-01", "SOP-DRF-01", "SOP-OLD-01"} & {
        name for name, told in documents.items() if "url" in told
    }


def test_the_same_moment_gives_the_same_files(small: Book, files: dict[str, bytes]) -> None:
    assert published_files(small, (), NOW) == files


# --- Feeds ---------------------------------------------------------------------------------------


def feeds_of(files: dict[str, bytes]) -> dict[str, Any]:
    return {path: etree.fromstring(data) for path, data in files.items() if path.endswith(".xml")}


def test_every_feed_is_valid(files: dict[str, bytes]) -> None:
    feeds = feeds_of(files)
    assert feeds.keys() == {f"changes/feed{role}.xml" for role in ("", "-agent", "-manager")}
    for path, feed in feeds.items():
        assert FEED.validate(feed), (path, FEED.error_log)


def test_a_feed_names_itself_and_its_entries_once(files: dict[str, bytes]) -> None:
    named = set()
    for path, feed in feeds_of(files).items():
        (own,) = feed.findall(f"{ATOM}link[@rel='self']")
        assert len(feed.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert own.get("href") == f"https://example.com/shop/{path}"
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))
        named.add(feed.findtext(f"{ATOM}id"))
        days = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
        assert days == sorted(days, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == days[0]
    assert len(named) == 3


def test_an_entry_keeps_its_id_when_the_handbook_is_built_anew(
    small: Book, files: dict[str, bytes]
) -> None:
    later = published_files(replace(small, today=date(2027, 3, 1)), (), NOW)
    before, after = (feeds_of(each)["changes/feed.xml"] for each in (files, later))
    ids = [{e.findtext(f"{ATOM}id") for e in f.findall(f"{ATOM}entry")} for f in (before, after)]
    assert ids[0] <= ids[1]
    assert "tag:example.com,2026-11-20:shop/SOP-NEW-01/1.1.0" in ids[0]


def test_a_role_s_feed_has_what_concerns_it_or_everyone(files: dict[str, bytes]) -> None:
    feeds = feeds_of(files)

    def told(path: str) -> set[str]:
        return {e.findtext(f"{ATOM}id") for e in feeds[path].findall(f"{ATOM}entry")}

    agent, manager = told("changes/feed-agent.xml"), told("changes/feed-manager.xml")
    assert any("SOP-RET-01" in each for each in agent)
    assert not any("SOP-RET-01" in each for each in manager)
    assert any("REF-ROLES" in each for each in manager)
    assert agent | manager == told("changes/feed.xml")


def test_a_draft_is_in_no_feed_and_what_ended_in_its_readers(files: dict[str, bytes]) -> None:
    for path, data in feeds_of(files).items():
        text = etree.tostring(data, encoding="unicode")
        assert "SOP-DRF-01" not in text
        assert ("SOP-OLD-01" in text) is (path in ("changes/feed.xml", "changes/feed-agent.xml"))


def test_without_an_address_there_are_no_feeds(small: Book) -> None:
    files = published_files(without_site(small), (), NOW)
    assert not feeds_of(files)
    assert "manifest.json" in files


# --- Calendars -----------------------------------------------------------------------------------


def days_of(data: bytes) -> dict[str, date]:
    """The day of each event by its UID."""
    events: Any = Calendar.from_ical(data).walk("VEVENT")
    assert all(event["DTSTART"].params["VALUE"] == "DATE" for event in events)
    return {str(event["UID"]): event["DTSTART"].dt for event in events}


def test_a_calendar_has_a_day_for_each_review(files: dict[str, bytes], small: Book) -> None:
    assert days_of(files["register/reviews.ics"]) == {
        f"review-{stamp.id}@example.com/shop": stamp.review_due
        for stamp in small.stamps.values()
        if stamp.standing == "in-force"
    }


def test_a_calendar_keeps_to_the_line_length_and_ends_of_its_format(
    files: dict[str, bytes],
) -> None:
    for path, data in files.items():
        if path.endswith(".ics"):
            lines = data.split(b"\r\n")
            assert lines[-1] == b""
            assert all(len(line) <= 75 and b"\n" not in line for line in lines), path


def test_an_owner_s_calendar_has_its_own_reviews(files: dict[str, bytes]) -> None:
    whole, own = (days_of(files[f"register/reviews{of}.ics"]) for of in ("", "-service"))
    assert own
    assert own.items() <= whole.items()


def test_a_review_that_moved_is_the_same_event(small: Book, files: dict[str, bytes]) -> None:
    library = small.library
    moved = library.documents["SOP-RET-01"].model_copy(update={"effective": date(2026, 11, 1)})
    documents = {**library.documents, "SOP-RET-01": moved}
    later = published_files(replace(small, library=replace(library, documents=documents)), (), NOW)
    before, after = (days_of(each["register/reviews.ics"]) for each in (files, later))
    assert before.keys() == after.keys()
    changed = [uid for uid in before if before[uid] != after[uid]]
    assert changed == ["review-SOP-RET-01@example.com/shop"]


# --- Schemas ----------------------------------------------------------------------------------


def test_a_schema_names_the_address_where_it_is_published(
    files: dict[str, bytes], small: Book
) -> None:
    path = "schemas/v1/sop.json"
    assert json.loads(files[path])["$id"] == f"{small.settings.site}{path}"
    assert b"role.agent" not in files[path], "ids of a handbook would grow with it"
    assert "$id" not in json.loads(published_files(without_site(small), (), NOW)[path])
