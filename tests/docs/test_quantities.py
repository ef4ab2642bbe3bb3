"""The guide's tables of quantities say what the reader of figures really reads."""

from __future__ import annotations

import re

import pytest

from handbook.model.figures import figures
from tests.docs.fields import ROOT

PAGE = (ROOT / "docs/guide/quantities.md").read_text("utf-8")
BOUNDS = {
    "至多": "at-most",
    "至少": "at-least",
    "少于": "less-than",
    "多于": "more-than",
    "等于": "exactly",
    "大约": "about",
    "分制": "scale",
    "没有限定": "bare",
}


def rows(section: str) -> list[tuple[str, str]]:
    """Every way of writing in a section's table, with what it is read as."""
    text = PAGE.partition(f"{{#{section}}}")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \| (.*?) \|$", text, re.MULTILINE)
    return [(one, read.strip("`")) for words, read in cells for one in re.findall("`(.+?)`", words)]


@pytest.mark.parametrize(("words", "value"), rows("understood"))
def test_what_the_guide_says_is_understood_is(words: str, value: str) -> None:
    (figure,) = figures(f"客户{words}")
    assert str(figure.amount) == value
    assert figure.end - figure.start == len(words)


@pytest.mark.parametrize(("words", "bound"), rows("bounds"))
def test_what_the_guide_says_of_bounds_holds(words: str, bound: str) -> None:
    (figure,) = figures(words)
    assert figure.bound == BOUNDS[bound]


def test_what_the_guide_says_is_no_quantity_is_none() -> None:
    listed = re.findall(r"(`+) ?(.+?) ?\1(?!`)", PAGE.partition("{#not}")[2])
    assert len(listed) > 15
    assert [one for _, one in listed if figures(one)] == []
