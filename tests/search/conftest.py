"""A small handbook whose index is asked."""

from __future__ import annotations

import base64
import gzip
import json
from datetime import date
from typing import Any

import pytest

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.render.environment import environment
from handbook.render.view import Book
from handbook.search.index import Index, index_of
from handbook.search.packing import DIGITS
from handbook.site.address import Addresses
from tests.site.conftest import small
from tests.sites import ROOT

__all__ = ["small"]


@pytest.fixture(scope="session")
def index(small: Book) -> Index:
    return index_of(small, Addresses.of(small).path, [("guide/", "使用指南")])


@pytest.fixture(scope="session")
def core(index: Index) -> dict[str, Any]:
    held: dict[str, Any] = part(index, "core")
    return held


def part(index: Index, name: str) -> Any:
    """What a script of the index hands over."""
    text = index.files[f"{index.folder}{name}.js"]
    start = f'handbookSearch.put("{name}",'
    assert text.startswith(start)
    value = json.loads(text.removeprefix(start).removesuffix(");\n"))
    if name[0] not in "fp":
        return value
    pressed = gzip.decompress(base64.b64decode(value))
    return json.loads(pressed.decode("utf-16le")) if name[0] == "f" else pressed.decode()


def lengthened(text: str) -> list[str]:
    """Lines that tell what they share with the one before, as the browser reads them: UTF-16."""
    found, line = [], b""
    for row in text.split("\n"):
        line = line[: 2 * DIGITS.index(row[0])] + row[1:].encode("utf-16-le")
        found.append(line.decode("utf-16-le"))
    return found


@pytest.fixture(scope="session")
def real() -> Book:
    """The shipped handbook."""
    library = build_library(load_tree(ROOT))
    return Book(library, date(2026, 12, 1), "zh-Hans", environment((data("templates"),)))
