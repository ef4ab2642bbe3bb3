"""A page in English to look things up in has the tables, lists and examples of the Chinese one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.fields import FOLDERS, ROOT
from tests.docs.pages import blocks, named, prose

TWINS = [FOLDERS["en"] / f"{name}.md" for name in ("commands", "format", "integrators", "rules")]
_LINE = re.compile(r"\| (?:`[^`]*` \|)?|- |\d+\. ")


def twin(page: Path) -> Path:
    """The Chinese page; that of the rules stands beside the guides."""
    folders = [FOLDERS["zh"], ROOT / "docs"]
    return next(path for folder in folders if (path := folder / page.name).exists())


@pytest.mark.parametrize("page", TWINS, ids=named)
def test_an_english_page_has_the_tables_of_the_chinese_one(page: Path) -> None:
    def shape(page: Path) -> list[str]:
        return [found[0] for line in prose(page) if (found := _LINE.match(line))]

    assert shape(page) == shape(twin(page))


@pytest.mark.parametrize("page", TWINS, ids=named)
def test_an_english_page_shows_as_many_examples_as_the_chinese_one(page: Path) -> None:
    def shown(page: Path) -> list[str]:
        return [block.language for block in blocks(page)]

    assert shown(page) == shown(twin(page))
