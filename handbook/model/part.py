"""A library of a part of the sources: what a question about one document needs of a thousand."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from handbook.config import HANDBOOK, HISTORY, SOURCES
from handbook.load.discover import TEXT, discover_some
from handbook.load.tree import parse_tree
from handbook.model.kinds import is_handbook, kind_of
from handbook.model.library import Library, build_library

_VOCABULARY = frozenset({"roles", "channels"})
"""Kinds whose items every document names, most often without their prefix."""


def holding(root: Path, addresses: Collection[str]) -> Library:
    """A library of the documents that hold some addresses, with their histories.

    handbook.yml, roles and channels are always in it; an address that is nowhere is passed by.
    """
    ids = {address.partition("#")[0] for address in addresses}
    files = list(_texts(root))
    likely = {file for file in files if _is_vocabulary(file) or _stem(file) in ids}
    found = discover_some(root, likely)
    if unknown := {id_ for id_ in ids if not _defining(found.texts, {id_})}:
        rest = discover_some(root, (file for file in files if file not in likely))
        found.texts |= _defining(rest.texts, unknown)
    library = build_library(parse_tree(found))
    past = (f"{SOURCES}/{HISTORY}/{id_}.jsonl" for id_ in library.documents)
    there = (file for file in past if (root / file).is_file())
    return replace(library, history=discover_some(root, there).history)


def telling(library: Library, addresses: Collection[str]) -> Library:
    """The library with all that is told of some addresses: what holds them, and what they quote."""
    told, sought = set(addresses), set[str]()
    while told - library.entries.keys() - sought:
        sought |= told
        library = holding(library.root, {*library.documents, *told})
        told |= {use.target for use in library.uses if use.prose and use.source in told}
    return library


def _texts(root: Path) -> Iterator[str]:
    """handbook.yml and every text below the sources' folder, by its path from the project."""
    if (root / HANDBOOK).is_file():
        yield HANDBOOK
    for folder, folders, names in os.walk(root / SOURCES):
        folders[:] = [name for name in folders if not name.startswith(".") and name != HISTORY]
        place = Path(folder).relative_to(root).as_posix()
        yield from (f"{place}/{name}" for name in names if name.lower().endswith(TEXT))


def _stem(file: str) -> str:
    return file[file.rfind("/") + 1 : file.rfind(".")]


def _is_vocabulary(file: str) -> bool:
    kind = kind_of(file)
    return is_handbook(file) or (kind is not None and kind.name in _VOCABULARY)


def _defining(texts: dict[str, bytes], ids: Collection[str]) -> dict[str, bytes]:
    """The texts in which something has one of these ids."""
    words = b"|".join(re.escape(id_.encode()) for id_ in ids)
    pattern = re.compile(rb"\bid['\"]?:[ \t]*['\"]?(?:" + words + rb")(?![\w.-])")
    return {file: raw for file, raw in texts.items() if pattern.search(raw)}
