"""Chinese pages are set as Chinese."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.pages import CHINESE, ENGLISH, named, prose, without_code
from tests.docs.rules import MANUALS

QUOTING = [page.file for page in MANUALS]
"""Pages that quote the Chinese they speak of."""
_HAN = r"[\u3400-\u9fff]"
_WIDE = r"[\u2e80-\u9fff\uff00-\uffef]"
_LINK_TARGET = re.compile(r"\]\([^)]*\)|\{#[^}]*\}")
_HALF = re.compile(rf"{_HAN}[,;:?!()]|[,;:?!()]{_HAN}")
_TEXT = re.compile(r"(?![|#>!<\s]|[-*] |\d+\. |$)")


@pytest.mark.parametrize("page", CHINESE, ids=named)
def test_punctuation_beside_chinese_is_full_width(page: Path) -> None:
    lines = (_LINK_TARGET.sub("]", without_code(line)) for line in prose(page))
    assert [line for line in lines if _HALF.search(line)] == []


@pytest.mark.parametrize("page", CHINESE, ids=named)
def test_no_line_break_within_a_chinese_paragraph(page: Path) -> None:
    lines = prose(page)
    broken = [
        after
        for before, after in pairwise(lines)
        if _TEXT.match(after)
        and before.strip()
        and re.search(rf"{_WIDE}$", before)
        and not before.startswith(("|", "#"))
    ]
    assert broken == []


@pytest.mark.parametrize("page", [p for p in ENGLISH if p not in QUOTING], ids=named)
def test_english_pages_are_ascii_but_for_code_and_names(page: Path) -> None:
    lines = [_LINK_TARGET.sub("]", without_code(line)) for line in prose(page)]
    assert [line for line in lines if re.search(r"[\uff00-\uffef\u3000-\u303f]", line)] == []
