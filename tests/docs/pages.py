"""The pages of the documentation as tests read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.fields import ROOT

GUIDES = sorted((ROOT / "docs" / "guide").rglob("*.md"))
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, ROOT / "CHANGELOG.md", ROOT / "docs" / "rules.md", *GUIDES]
_ENGLISH = {"README.md", "CHANGELOG.md", "developers.md"}
ENGLISH = [page for page in PAGES if page.name in _ENGLISH or page.parent.name == "en"]
CHINESE = [page for page in PAGES if page not in ENGLISH]

_FENCE = re.compile(r"( *)(`{3,})([a-z]*)(?: title=\"([^\"]*)\")?$")
_CODE = re.compile(r"(`+)(.+?)\1")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of code."""

    language: str
    title: str
    text: str


def named(page: Path) -> str:
    """A page's path from the repository, for a test's name."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in their order."""
    lines = iter(page.read_text("utf-8").split("\n"))
    for line in lines:
        if match := _FENCE.match(line):
            held = []
            for inner in lines:
                if inner.strip() == match[2]:
                    break
                held.append(inner.removeprefix(match[1]))
            yield Block(match[3], match[4] or "", "\n".join(held) + "\n")


def prose(page: Path) -> list[str]:
    """The lines of a page outside fenced blocks; the others are empty."""
    kept = []
    fence = ""
    for line in page.read_text("utf-8").split("\n"):
        match = _FENCE.match(line)
        if fence:
            fence = "" if line.strip() == fence else fence
            kept.append("")
        elif match:
            fence = match[2]
            kept.append("")
        else:
            kept.append(line)
    return kept


def without_code(line: str) -> str:
    """A line with its code spans blanked."""
    return _CODE.sub("`…`", line)


def code_spans(page: Path) -> Iterator[str]:
    """What stands between backquotes."""
    for line in prose(page):
        yield from (match[2] for match in _CODE.finditer(line))
