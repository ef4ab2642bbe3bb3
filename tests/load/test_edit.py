"""Edits in place: only what is asked for changes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.load.edit import with_first, with_scalar
from handbook.load.text import hidden
from handbook.load.tree import parse

TEXT = """\
# head
id: SOP-A-01   # never changes
version:   1.0.0  # see below
title: 'A: B'

changes:   # newest first
  # the last one
  - version: 1.0.0
    date: 2026-01-01
"""


def edited(text: str, key: str, value: str) -> str:
    return with_scalar(text, parse("a.yml", text.encode()), key, value)


def test_a_scalar_is_replaced_and_nothing_else() -> None:
    assert edited(TEXT, "version", "1.1.0") == TEXT.replace("1.0.0  # see", "1.1.0  # see")
    assert edited(TEXT, "title", "C") == TEXT.replace("'A: B'", "C")


def test_a_new_key_stands_below_the_id() -> None:
    assert edited(TEXT, "status", "retired") == TEXT.replace(
        "changes\n", "changes\nstatus: retired\n", 1
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "head", ["version: 1.0.0\nid: SOP-A-01\n", "id: SOP-A-01\nversion: 1.0.0\n"]
)
def test_a_marked_file_is_edited_whatever_ends_its_lines(head: str, ending: str) -> None:
    text = "\ufeff" + f"{head}changes:\n  - {{version: 1.0.0}}\n".replace("\n", ending)
    found = edited(text, "version", "1.1.0")
    assert found == text.replace("version: 1.0.0", "version: 1.1.0", 1)
    below = with_scalar(text, parse("a.yml", text.encode()), "effective", "2026-01-01", "version")
    assert below == text.replace("1.0.0", f"1.0.0{ending}effective: 2026-01-01", 1)
    first = with_first(text, parse("a.yml", text.encode()), "changes", {"version": "1.1.0"})
    assert first == text.replace("  - {", f"  - version: 1.1.0{ending}  - {{")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_an_entry_goes_first_in_the_manner_of_the_file(ending: str) -> None:
    text = TEXT.replace("\n", ending)
    entry = {"version": "1.1.0", "date": "2026-02-01", "summary": "a: b"}
    found = with_first(text, parse("a.yml", text.encode()), "changes", entry)
    assert found == text.replace(
        "  - version: 1.0.0",
        ending.join(
            [
                "  - version: 1.1.0",
                "    date: 2026-02-01",
                "    summary: 'a: b'",
                "  - version: 1.0.0",
            ]
        ),
    )


def test_an_entry_goes_first_in_a_list_of_one_line() -> None:
    text = "id: A-1\nchanges: [{version: 1.0.0}]\n"
    found = with_first(text, parse("a.yml", text.encode()), "changes", {"version": "1.1.0"})
    assert found == "id: A-1\nchanges: [{version: 1.1.0}, {version: 1.0.0}]\n"


def test_front_matter_is_edited_where_it_stands() -> None:
    text = "---\nid: POL-A-01\nversion: 1.0.0\n---\n# Text\n\nversion: 1.0.0\n"
    loaded = parse("a.md", text.encode())
    assert with_scalar(text, loaded, "version", "2.0.0") == text.replace("1.0.0", "2.0.0", 1)


SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf"])


@given(st.text(SIGNS, min_size=1).filter(lambda text: not any(hidden(text))))
def test_any_text_is_read_back_as_it_was(value: str) -> None:
    found = edited(TEXT, "title", value)
    data = json.loads(parse("a.yml", found.encode()).json)
    assert data["title"] == value
    assert data["version"] == "1.0.0"
