"""The package's guides on a site: in the language of its handbook, at the same addresses."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.docs.test_twins import GUIDES
from tests.sites import english_site, real_site

__all__ = ["english_site", "real_site"]

pytestmark = pytest.mark.slow


def guides(site: Path) -> set[str]:
    """The guides of a site, by the last part of their addresses."""
    return {path.parent.name for path in site.glob("guide/*/index.html")}


def test_an_english_handbook_has_the_english_guides(english_site: Path) -> None:
    assert guides(english_site) == {path.stem for path in GUIDES.glob("en/*.md")} - {"index"}
    assert ">For agents</h1>" in (english_site / "guide/agents/index.html").read_text("utf-8")


def test_navigation_search_and_the_copy_know_them(english_site: Path) -> None:
    assert '["guide/", "Guides"]' in (english_site / "assets/js/find.js").read_text("utf-8")
    (core,) = english_site.glob("search/*/core.js")
    assert "Guides" in core.read_text("utf-8")
    kept = [path.read_bytes() for path in english_site.glob("offline/*.bin")]
    assert any(b'"guide/agents/' in gzip.decompress(one) for one in kept)


def test_a_chinese_handbook_has_the_chinese_guides(real_site: Path) -> None:
    assert guides(real_site) == {path.stem for path in GUIDES.glob("*.md")} - {"index"}
    assert ">给客服</h1>" in (real_site / "guide/agents/index.html").read_text("utf-8")
