"""The sources as positioned data: what was discovered, decoded and parsed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from handbook.config import SOURCES
from handbook.diagnostics import Problem
from handbook.load import markdown, text, yaml
from handbook.load.cache import Cache
from handbook.load.collector import collector_paused
from handbook.load.discover import TEXT, Discovery, discover
from handbook.load.image import Pixels
from handbook.load.node import START, Loaded, Parsed
from handbook.load.parallel import each
from handbook.progress import READING, Progress, silent
from handbook.source import Span


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything below the sources' folder. Paths are relative to the project, with ``/``."""

    root: Path
    files: tuple[Loaded, ...]
    texts: dict[str, str]
    images: tuple[str, ...]
    problems: tuple[Problem, ...]
    pixels: Mapping[str, Pixels | None] = field(default_factory=dict)
    """Width and height of each image; noughts for a drawing, None for what is no image."""
    history: Mapping[str, bytes] = field(default_factory=dict)
    """The records of releases, which the tool alone writes."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """What files that cannot be read probably say, by file; empty where that is unknown too."""


def load_tree(
    root: Path, sources: str = SOURCES, cache: Path | None = None, progress: Progress = silent
) -> Tree:
    """Read and parse every source. What cannot be read becomes a problem, never an exception."""
    return parse_tree(discover(root, sources), sources, cache, progress)


@collector_paused()
def parse_tree(
    found: Discovery,
    sources: str = SOURCES,
    cache: Path | None = None,
    progress: Progress = silent,
) -> Tree:
    """Parse what was discovered; reads nothing but the cache."""
    store = Cache(cache)
    loaded = {file: store.get(file, raw) for file, raw in found.texts.items()}
    fresh = [file for file, one in loaded.items() if one is None]

    def read(file: str) -> Loaded:
        raw = found.texts[file]
        return parse(file, raw, articles=file.startswith(f"{sources}/policies/"))

    told = partial(progress, READING)
    for file, one in zip(fresh, each(read, fresh, told=told), strict=True):
        store.put(found.texts[file], one)
        loaded[file] = one
    store.save()
    texts = {file: text.lines_as_lf(raw) for file, raw in found.texts.items()}
    unread = {file: text.probable(found.texts[file]) for file, one in texts.items() if one is None}
    named = {one.at.file for one in found.problems if one.at.file.lower().endswith(TEXT)}
    closed = dict.fromkeys(named - texts.keys(), "")
    return Tree(
        found.root,
        tuple(one for one in loaded.values() if one is not None),
        {file: one or "" for file, one in texts.items()},
        tuple(found.images),
        tuple(found.problems),
        found.images,
        found.history,
        unread | closed,
    )


def parse(file: str, raw: bytes, *, articles: bool = False) -> Loaded:
    """Parse one file's bytes."""
    decoded, problems = text.decode(file, raw)
    if decoded is None or not decoded.strip():
        return _unreadable(file, problems or [Problem("FMT15", Span(file))])
    if conflicts := text.conflicts(file, decoded):
        return _unreadable(file, conflicts)
    clean = text.cleared(decoded) if problems else decoded
    if file.lower().endswith(".md"):
        parsed = markdown.load(file, clean, articles=articles)
    else:
        parsed = yaml.load(file, clean)
    return Loaded.of(file, parsed._replace(problems=(*problems, *parsed.problems)))


def _unreadable(file: str, problems: Iterable[Problem]) -> Loaded:
    return Loaded.of(file, Parsed(None, (START, None), tuple(problems)))
