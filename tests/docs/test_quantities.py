"""The guide's tables of quantities say what the reader of figures really reads."""

from __future__ import annotations

import re

import pytest

from handbook.model.figures import figures
from tests.docs.fields import ROOT

PAGES = {"quantities.md": "客户", "en/quantities.md": "Customers get "}
"""The guide in both languages, and what a sentence begins with."""
BOUNDS = {
    "至多": "at-most",
    "至少": "at-least",
    "少于": "less-than",
    "多于": "more-than",
    "等于": "exactly",
    "大约": "about",
    "分制": "scale",
    "没有限定": "bare",
    "at most": "at-most",
    "at least": "at-least",
    "less than": "less-than",
    "more than": "more-than",
    "exactly": "exactly",
    "about": "about",
    "a scale": "scale",
    "no bound": "bare",
}


def section(page: str, name: str) -> str:
    """A section of the guide."""
    text = (ROOT / "docs" / "guide" / page).read_text("utf-8")
    return text.partition(f"{{#{name}}}")[2].partition("\n## ")[0]


def rows(page: str, name: str) -> list[tuple[str, str]]:
    """Every way of writing in a section's table, with what it is read as."""
    cells = re.findall(r"^\| (`.*?) \| (.*?) \|$", section(page, name), re.MULTILINE)
    return [(one, read.strip("`")) for words, read in cells for one in re.findall("`(.+?)`", words)]


@pytest.mark.parametrize(
    ("start", "words", "value"),
    [(start, *row) for page, start in PAGES.items() for row in rows(page, "understood")],
)
def test_what_the_guide_says_is_understood_is(start: str, words: str, value: str) -> None:
    (figure,) = figures(start + words)
    assert str(figure.amount) == value
    assert figure.end - figure.start == len(words)


@pytest.mark.parametrize(
    ("words", "bound"), [row for page in PAGES for row in rows(page, "bounds")]
)
def test_what_the_guide_says_of_bounds_holds(words: str, bound: str) -> None:
    (figure,) = figures(words)
    assert figure.bound == BOUNDS[bound]


@pytest.mark.parametrize("page", PAGES)
def test_what_the_guide_says_is_no_quantity_is_none(page: str) -> None:
    listed = re.findall(r"(`+) ?(.+?) ?\1(?!`)", section(page, "not"))
    assert len(listed) > 15
    assert [one for _, one in listed if figures(one)] == []
