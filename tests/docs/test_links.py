"""Links and paths lead somewhere, and speak of the product alone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.docs.fields import ROOT
from tests.docs.pages import PAGES, code_spans, named, prose, without_code

HOSTS = {"127.0.0.1", "keepachangelog.com", "semver.org"}
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<(https?://[^>]+)>")
_ID = re.compile(r"\{#([A-Za-z0-9_-]+)\}")
_PATH = re.compile(r"(?:\.ci|docs|handbook|hooks|requirements|templates|tests)/[\w./-]*")
_EXAMPLE = re.compile(r"txt01", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.hostname in HOSTS
            continue
        target = (page.parent / parts.path).resolve() if parts.path else page
        assert target.exists(), link
        assert not parts.fragment or parts.fragment in ids(target), link


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_ids_on_a_page_differ(page: Path) -> None:
    found = ids(page)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_paths_of_the_repository_exist(page: Path) -> None:
    for span in code_spans(page):
        if _PATH.fullmatch(span) and not _EXAMPLE.search(span):
            assert exists(span), span


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_names_no_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(work|root|tmp|Users)/", page.read_text("utf-8"))


@pytest.mark.parametrize("page", [p for p in PAGES if "docs" in p.parts], ids=named)
def test_what_travels_in_the_wheel_links_only_to_what_travels_too(page: Path) -> None:
    docs = ROOT / "docs"
    for link in links(page):
        parts = urlsplit(link)
        if not parts.scheme and parts.path:
            assert (page.parent / parts.path).resolve().is_relative_to(docs), link


def links(page: Path) -> list[str]:
    found = [match for line in prose(page) for match in _LINK.findall(without_code(line))]
    return [one or other for one, other in found]


def ids(page: Path) -> list[str]:
    return [name for line in prose(page) for name in _ID.findall(without_code(line))]


def exists(path: str) -> bool:
    """Whether it is there: in the repository, or a folder of stages named in short."""
    return any((base / path).exists() for base in (ROOT, ROOT / "handbook"))
