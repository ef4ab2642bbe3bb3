"""What a draft reply is checked by: drafts on which rules and page agree, the data of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.check.registry import BY_CODE
from handbook.check.reply import pattern_for_scripts, reply_rules
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from tests.check.replies import CODES, Reply, replies, sources

WHOLE = frozenset(("WRD13", "WRD15"))
"""Rules that find a text as a whole."""
TODAY = date(2026, 12, 1)


@pytest.fixture
def library(write: Callable[..., Path]) -> Library:
    library = build_library(load_tree(write(sources(replies()))))
    assert not library.problems
    return library


def test_the_rules_find_in_a_draft_what_is_expected(library: Library) -> None:
    drafts = replies()
    text = library.sources["sop_sources/scripts/SCR-01.yml"].split("\n")
    starts = [number for number, line in enumerate(text, 1) if line.startswith("  - id: script.")]
    found: list[list[tuple[str, str]]] = [[] for _ in drafts]
    for one in check(library, TODAY, rules=[BY_CODE[code] for code in CODES]):
        if not one.span.file.endswith("SCR-01.yml"):
            continue
        at = one.span
        words = text[at.line - 1][at.column - 1 : at.end_column - 1]
        number = sum(start <= at.line for start in starts) - 1
        found[number].append((one.code, "" if one.code in WHOLE else words))
    for draft, said in zip(drafts, found, strict=True):
        assert sorted(said) == sorted(_expected(draft)), draft.draft


def _expected(draft: Reply) -> list[tuple[str, str]]:
    """Without what only the page looks for."""
    return [(code, "" if code in WHOLE else words) for code, words in draft.found if code in CODES]


@pytest.mark.parametrize(("languages", "faces"), [("zh-Hans", []), ("en", ["[order number]"])])
def test_brackets_are_a_blank_where_english_is_written(
    write: Callable[..., Path], languages: str, faces: list[str]
) -> None:
    files = sources(replies())
    files["sop_sources/handbook.yml"] += f"languages: [{languages}]\n"
    blank = reply_rules(build_library(load_tree(write(files))))["blank"][0]
    assert re.findall(blank, "〔单号〕 [order number] [1]") == ["〔单号〕", *faces]


def test_the_data_is_plain_and_stays_small(library: Library) -> None:
    rules = reply_rules(library)
    assert json.loads(json.dumps(rules)) == rules
    assert rules["phrases"][0]["id"] == "phrase.job"
    assert "退款到账" in rules["limits"]["names"]
    assert rules["personal"]["examples"] == ["14312607358"]


@pytest.mark.parametrize(
    ("pattern", "source"),
    [
        (r"(?P<a>\d)[\d\-]", "(?<a>[0-9０-９])[0-9０-９\\-]"),
        (r"a$|[$]\Z", r"a(?=\n?(?![^]))|[$](?![^])"),
        (r"\[\]\\d", r"\[\]\\d"),
    ],
)
def test_an_expression_says_the_same_in_a_browser(pattern: str, source: str) -> None:
    assert pattern_for_scripts(re.compile(pattern))[0] == source


def test_ascii_and_case_are_kept() -> None:
    assert pattern_for_scripts(re.compile(r"\d\w", re.ASCII | re.IGNORECASE)) == (
        "[0-9][0-9A-Za-z_]",
        "i",
    )


def test_expressions_hold_nothing_that_a_browser_reads_as_two(library: Library) -> None:
    source, _ = reply_rules(library)["fold"]["out"]
    assert all(ord(sign) < 0x10000 for sign in source)
