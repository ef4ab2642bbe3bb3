"""Every guide is there in Chinese and in English, with the same sections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.fields import ROOT
from tests.docs.pages import named, prose

GUIDES = ROOT / "docs" / "guide"
OTHERS = {"developers.md"}
"""In English alone."""
CHINESE = [
    ROOT / "docs" / "rules.md",
    *(page for page in sorted(GUIDES.glob("*.md")) if page.name not in OTHERS),
]
_HEADING = re.compile(r"(#+) .*?(?:\{#([\w-]+)\})?$")


@pytest.mark.parametrize("page", CHINESE, ids=named)
def test_a_guide_has_its_twin_with_the_same_sections(page: Path) -> None:
    assert sections(GUIDES / "en" / page.name) == sections(page)


def test_no_twin_is_of_a_guide_that_is_gone() -> None:
    twins = {page.name for page in (GUIDES / "en").iterdir()}
    assert twins <= {page.name for page in CHINESE}


def sections(page: Path) -> list[tuple[str, str | None]]:
    """Level and id of every heading."""
    return [(found[1], found[2]) for line in prose(page) if (found := _HEADING.match(line))]
