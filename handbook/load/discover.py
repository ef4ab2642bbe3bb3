"""Discovery: everything below the sources' folder, in an order that no file system changes."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path

from handbook.config import HANDBOOK
from handbook.diagnostics import Problem
from handbook.load.drawing import dangers
from handbook.load.image import Pixels, pixels
from handbook.load.keys import joined
from handbook.source import Span

MAX_BYTES = 2 * 1024 * 1024
MAX_HISTORY = 64 * MAX_BYTES
"""A history grows with each release, which holds the whole document."""
TEXT = (".yml", ".yaml", ".md")
DRAWING = ".svg"
IMAGES = (".png", ".jpg", ".jpeg", DRAWING, ".webp")
HISTORY = ".jsonl"
MAX_PIXELS = 80_000_000
"""A few kilobytes can hold a picture that no memory does; what prints it refuses a little more."""

# What Windows cannot store, and what no one can type.
_BAD_NAME = re.compile(
    r"[<>:\"|?*\\\x00-\x1f\x7f-\x9f\ud800-\udfff]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Discovery:
    """All that the sources are made of, before a byte of it is understood.

    What is built from the sources is a function of this value alone: its digest names the result.
    Paths are relative to the project, with ``/``.
    """

    root: Path
    texts: dict[str, bytes] = field(default_factory=dict)
    history: dict[str, bytes] = field(default_factory=dict)
    images: dict[str, Pixels | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def digest(self) -> str:
        """A digest of everything; the project's own place does not count."""
        groups = (joined(*starmap(joined, group.items())) for group in (self.texts, self.history))
        return joined(*groups, repr((self.images, self.problems))).hex()


def discover(root: Path, sources: str) -> Discovery:
    """Read every source. What cannot be read becomes a problem, never an exception."""
    found = _Discoverer(root)
    base = root / sources
    if (root / HANDBOOK).is_file():
        found.entry(root / HANDBOOK)
    if not base.is_dir():
        found.report("FMT12", sources)
    elif not found.inside(base):
        found.report("FMT13", sources)
    else:
        found.folder(base)
    found.twins(HANDBOOK, f"{sources}/{HANDBOOK}")
    return found.value


def discover_some(root: Path, files: Iterable[str]) -> Discovery:
    """Read some sources, named by their paths from the project."""
    found = _Discoverer(root)
    for file in files:
        found.entry(root / file)
    return found.value


class _Discoverer:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.value = Discovery(root)
        self.names: dict[str, str] = {}
        """Paths as a file system that knows no case would see them."""

    def folder(self, folder: Path) -> None:
        """Go through a folder by name; dot files and leftovers of editors are passed by."""
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - names suffice, paths cost more
            for name in names:
                if not name.startswith((".", "~")) and not name.endswith("~"):
                    self.entry(folder / name)
        except OSError as error:  # its names, or what they stand for, may not be asked for
            self.report("FMT17", self.name(folder), detail=error.strerror or str(error))

    def entry(self, path: Path) -> None:
        if _BAD_NAME.search(path.name):
            self.report("FMT37", self.name(path))
        elif path.is_symlink():
            folder = os.path.isdir(path)  # noqa: PTH112 - raises nothing
            if folder or not self.inside(path):
                self.report("FMT13", self.name(path), why="folder" if folder else "")
            else:
                self.file(path)
        elif path.is_dir():
            self.folder(path)
        else:
            self.file(path)

    def file(self, path: Path) -> None:
        name = self.name(path)
        suffix = path.suffix.lower()
        self.double(name, suffix)
        if _is_special(path):  # a pipe would be waited for
            self.report("FMT17", name, why="special")
        elif suffix in IMAGES:
            self.picture(path, name)
            if suffix == DRAWING and (raw := self.read(path, name, MAX_BYTES)) is not None:
                self.drawing(name, raw)
        elif suffix == HISTORY:
            if (raw := self.read(path, name, MAX_HISTORY)) is not None:
                self.value.history[name] = raw
        elif suffix not in TEXT:
            inner = suffix == ".txt" and path.stem.lower().endswith(TEXT)  # as Notepad saves it
            self.report("FMT14", name, name=path.stem, why="ending" if inner else "")
        elif (raw := self.read(path, name, MAX_BYTES)) is not None:
            self.value.texts[name] = raw

    def picture(self, path: Path, name: str) -> None:
        """Note the size of a picture; report one that no memory holds."""
        size = self.value.images[name] = pixels(path)
        if size and size[0] * size[1] > MAX_PIXELS:
            width, height = size
            limit = MAX_PIXELS // 10**6
            self.report("FMT16", name, why="pixels", width=width, height=height, limit=limit)

    def drawing(self, name: str, raw: bytes) -> None:
        """Report what a drawing must not hold."""
        for line, column, why, what in dangers(raw):
            span = Span(name, line, column, line, column + 1)
            self.value.problems.append(Problem("FMT38", span, {"why": why, "what": what}))

    def read(self, path: Path, name: str, limit: int) -> bytes | None:
        try:
            found = path.stat().st_size
            if found <= limit:
                return path.read_bytes()
            size, most = found / 1024**2, limit // 1024**2
            self.report("FMT16", name, size=f"{size:.1f}", limit=most)
        except OSError as error:
            self.report("FMT17", name, detail=error.strerror or str(error))
        return None

    def double(self, name: str, suffix: str) -> None:
        """Report a name that differs from another only by case, or by ``.yml`` and ``.yaml``."""
        stem = name[: -len(suffix)] + ".yml" if suffix == ".yaml" else name
        folded = unicodedata.normalize("NFC", stem).casefold()
        first = self.names.setdefault(folded, name)
        if first == name:
            return
        if Path(first).suffix.lower() == suffix:
            self.twins(first, name, "case")
        else:  # the one to be kept is named as the first
            self.twins(max(first, name), min(first, name), "ending")

    def twins(self, first: str, second: str, why: str = "place") -> None:
        """Report two files that are read as one."""
        if why != "place" or {first, second} <= self.value.texts.keys():
            args = {"first": first, "why": why}
            related = ((Span(first), "first"),)
            self.value.problems.append(Problem("FMT36", Span(second), args, related))

    def inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):  # links in a circle
            return False

    def name(self, path: Path) -> str:
        name = path.relative_to(self.root).as_posix()
        return os.fsencode(name).decode("utf-8", "backslashreplace")

    def report(self, code: str, file: str, **args: object) -> None:
        self.value.problems.append(Problem(code, Span(file), args))


def _is_special(path: Path) -> bool:
    """Whether it is a pipe, a device or the like."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:  # who reads it is told
        return False
