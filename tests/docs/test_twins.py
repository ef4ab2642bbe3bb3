"""A guide in English has the sections, tables and lists of the Chinese one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.fields import FOLDERS, ROOT
from tests.docs.pages import blocks, named, prose

TWINS = sorted(FOLDERS["en"].glob("*.md"))
_LINE = re.compile(r"(#+ ).*?(\{#[\w-]+\})?$|(\| (?:`[^`]*` \|)?)|(- |\d+\. )")


def twin(page: Path) -> Path:
    """The Chinese page; that of the rules stands beside the guides."""
    folders = [FOLDERS["zh"], ROOT / "docs"]
    return next(path for folder in folders if (path := folder / page.name).exists())


@pytest.mark.parametrize("page", TWINS, ids=named)
def test_an_english_guide_has_the_shape_of_the_chinese_one(page: Path) -> None:
    def shape(page: Path) -> list[str]:
        found = filter(None, map(_LINE.match, prose(page)))
        return ["".join(filter(None, match.groups())) for match in found]

    assert shape(page) == shape(twin(page))


@pytest.mark.parametrize("page", TWINS, ids=named)
def test_an_english_guide_shows_as_many_examples_as_the_chinese_one(page: Path) -> None:
    def shown(page: Path) -> list[str]:
        return [block.language for block in blocks(page)]

    assert shown(page) == shown(twin(page))
