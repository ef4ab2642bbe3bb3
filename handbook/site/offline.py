"""The copy for reading without a network: bundles of pages, and the list that a browser works from.

``docs/sw.js`` takes them. A bundle is named by what it holds, so that of a new edition only bundles
that differ are fetched; edition, day, the names of joined files and the folder of the search
index, which change with every edition, are left out of it and filled in again when a page is shown.

``offline.json``
    ``scheme``, ``edition``, and ``list``: the name of the list in force.
``offline/<name>.bin``
    Compressed JSON: the list, or a bundle of pages (``bundle.py``). The name is the beginning of
    its SHA-256 in hexadecimal; a copy is complete when all that it was to hold is there and has
    the digest it is named by.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.load.parallel import each
from handbook.render.view import Book
from handbook.site.bundle import bundle
from handbook.site.frame import Frame
from handbook.site.readers import readers

SCHEME = 1
POINTER = "offline.json"
FOLDER = "offline"
"""The site's folder of bundles, and of the page on which readers choose."""
APP = "app.json"
"""The web manifest; a web server that gives out no types it does not know still knows this one."""
_LEFT = frozenset({"sw.js", "edition.js"})
"""Scripts of the site that no page of a copy asks for."""
_TAKEN = frozenset({
    ".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff2",
})  # fmt: skip
"""What pages show and run. Manuals, feeds and calendars are not taken along."""
_NAME = 32
_SMALL, _LARGE = 1 << 20, 1 << 21
"""Characters of pages in a bundle: from the first on it may end, at the second it must."""
_ONE_IN = 8
_MANY = 8
"""From so many bundles on it pays to start processes that compress them."""
_EDITION, _DAY, _ASSETS, _INDEX = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""Stand for what every page of an edition repeats; no text may hold these code points."""
_DOCUMENT = re.compile(r'<body [^>]*\bdata-doc="(\S+) ')
_PAST = re.compile(r"/(history|\d+\.\d+\.\d+)/$")
_BRAND = "#0b4f6c"
_ICONS = (
    {"src": "assets/icons/icon.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "assets/icons/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "assets/icons/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {
        "src": "assets/icons/maskable-512.png",
        "sizes": "512x512",
        "type": "image/png",
        "purpose": "maskable",
    },
)


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    """From the site's root, without ``index.html``."""
    html: str
    document: str
    roles: frozenset[str]
    """The roles that need it; empty for pages that all readers need."""
    past: bool
    """Whether it tells of an earlier release."""

    @property
    def order(self) -> tuple[Any, ...]:
        """Pages that the same readers need stand together, those of a document side by side."""
        return (self.past, sorted(self.roles), self.document, self.path)

    @property
    def group(self) -> str:
        """Pages with the same are not parted."""
        return self.document or _PAST.sub("/", self.path)


def offline_files(site: Path, frame: Frame) -> dict[str, bytes]:
    """The copy's files by their paths in the frame's folder, made of the finished ``site``."""
    root = site / frame.folder
    others = [site / one.folder for one in frame.others if one.folder.startswith(frame.folder)]
    assets = frame.assets
    fill = {
        _EDITION: frame.edition,
        _DAY: frame.date,
        _ASSETS: assets.digest,
        _INDEX: assets.index["folder"],
    }
    files = {
        path.relative_to(root).as_posix(): path
        for path in sorted(root.rglob("*.*"))
        if not any(path.is_relative_to(other) for other in others)
    }
    pages = sorted(_pages(files, frame.book, fill), key=lambda page: page.order)
    roles = _roles(frame.book)
    bundles = list(_bundles(pages))
    packed = each(_bundled, bundles, worth=_MANY, chunk=1)
    told = {
        "scheme": SCHEME,
        "edition": frame.edition,
        "day": frame.date,
        "fill": fill,
        "roles": list(roles.items()),
        "files": list(_files(files, frame)),
        "bundles": [
            _listed(held, data, list(roles)) for held, data in zip(bundles, packed, strict=True)
        ],
    }
    listed = _packed(told)
    pointer = {"scheme": SCHEME, "edition": frame.edition, "list": _name(listed)}
    named = {f"{FOLDER}/{_name(data)}.bin": data for data in (*packed, listed)}
    return named | {POINTER: _json(pointer)}


def icons(folders: Iterable[Path]) -> Iterator[dict[str, str]]:
    """The icons of the first folder that has the drawing; pictures of it may be missing."""
    drawing = _ICONS[0]["src"]
    home = next(folder for folder in folders if (folder / drawing).is_file())
    return (icon for icon in _ICONS if (home / icon["src"]).is_file())


def app_file(book: Book, icons: Iterable[Mapping[str, str]]) -> bytes:
    """The web manifest, by which the handbook is installed."""
    settings = book.settings
    return _json(
        {
            "id": "./",
            "name": f"{settings.organisation} {settings.name}",
            "short_name": settings.short_name or settings.name,
            "lang": book.language,
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": _BRAND,
            "theme_color": _BRAND,
            "icons": list(icons),
        }
    )


def _roles(book: Book) -> dict[str, str]:
    entries = book.library.entries.items()
    return {name: entry.label for name, entry in entries if entry.kind == "role"}


def _pages(files: Mapping[str, Path], book: Book, fill: Mapping[str, str]) -> Iterator[_Page]:
    needed = readers(book)
    for name, file in files.items():
        if file.suffix != ".html":
            continue
        html = file.read_text("utf-8")
        for sign, text in fill.items():
            html = html.replace(text, sign)
        path = name.removesuffix("index.html")
        document = _DOCUMENT.search(html)
        past = bool(_PAST.search(path))
        id_ = document[1] if document else ""
        yield _Page(path, html, id_, needed.get(id_, frozenset()), past)


def _bundles(pages: Iterable[_Page]) -> Iterator[list[_Page]]:
    """Cut where the pages themselves say so: what is added to one bundle leaves the others."""
    held: list[_Page] = []
    size = 0
    for page in pages:
        if held and _cut(held[-1], page, size):
            yield held
            held, size = [], 0
        held.append(page)
        size += len(page.html)
    if held:
        yield held


def _cut(last: _Page, page: _Page, size: int) -> bool:
    if page.past != last.past or bool(page.roles) != bool(last.roles) or size > _LARGE:
        return True
    new = page.group != last.group
    return new and size > _SMALL and hashlib.sha256(page.group.encode()).digest()[0] % _ONE_IN == 0


def _bundled(pages: list[_Page]) -> bytes:
    return _packed(bundle({page.path: page.html for page in pages}))


def _listed(pages: list[_Page], data: bytes, roles: list[str]) -> list[Any]:
    """Of a bundle: its name and bytes, the numbers of the roles that need it, its paths.

    No number stands for every role. Between them is whether all of it tells of the past.
    """
    named = frozenset().union(*(page.roles for page in pages))
    numbers = [number for number, role in enumerate(roles) if role in named]
    needed = numbers if len(numbers) < len(roles) else []
    past = all(page.past for page in pages)
    return [_name(data), len(data), needed, past, [page.path for page in pages]]


def _files(files: Mapping[str, Path], frame: Frame) -> Iterator[tuple[str, int, str]]:
    """Address, bytes and digest of what pages load, as they ask for it."""
    for path, file in files.items():
        if path == APP or (file.suffix in _TAKEN and path not in _LEFT):
            data = file.read_bytes()
            yield frame.assets.address(path), len(data), _name(data)


def _packed(value: Any) -> bytes:
    return gzip.compress(_json(value), mtime=0)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_NAME]
