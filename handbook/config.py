"""Where a project's files are: sources, templates, assets, caches, output."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SOURCES = "sop_sources"
HANDBOOK = "handbook.yml"
HISTORY = "history"
"""The folder of releases below the sources."""
COPIES = "copies"
"""In that folder: the registers of controlled copies."""
JOURNAL = ".release.json"
"""In that folder: names the histories of a release that is being written."""
CODEOWNERS = {forge: f".{forge}/CODEOWNERS" for forge in ("github", "gitlab", "gitea")}
"""By forge, where it looks for who reviews what."""
USUAL = "zh-Hans"
"""The language of a handbook that names none."""
LANGUAGES = {"zh": USUAL, "en": "en"}
"""What the tool speaks, by what options call it."""
_LANGUAGE = re.compile(r"^languages:\s*(?:\[|\s-)?\s*[\"']?(en|zh-Hans|zh-Hant)\b", re.MULTILINE)
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with sources. Everything else has a packaged default."""

    root: Path

    @property
    def cache(self) -> Path:
        return self.root / ".handbook" / "cache"

    @property
    def site(self) -> Path:
        """Where the finished build is."""
        return self.root / "site"

    @property
    def templates(self) -> tuple[Path, ...]:
        """Template folders, the project's own before the packaged ones."""
        return _layers(self.root / "templates", data("templates"))

    @property
    def docs(self) -> tuple[Path, ...]:
        """Folders of hand-written pages and assets, the project's own before the packaged ones."""
        return _layers(self.root / "docs", data("docs"))

    @property
    def watched(self) -> tuple[Path, ...]:
        """Folders whose change calls for a new preview."""
        places = (self.root / SOURCES, *self.templates, *self.docs)
        return tuple(place for place in places if place.is_dir())

    @property
    def mkdocs(self) -> Path:
        """The MkDocs configuration: the project's own, or the packaged one."""
        own = self.root / "mkdocs.yml"
        return own if own.is_file() else data("mkdocs.yml")


def find_project(start: Path) -> Project | None:
    """The nearest folder upward from ``start`` that holds sources or a handbook.yml.

    The sources hold one too: from among them it is the folder above.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        settings = folder.name != SOURCES and (folder / HANDBOOK).is_file()
        if settings or (folder / SOURCES).is_dir():
            return Project(folder)
    return None


def project_of(configuration: Path, working: Path) -> Project:
    """The project that a MkDocs configuration belongs to: the one beside it.

    The packaged configuration may lie in a checkout that holds a handbook of its own; with it the
    working folder goes first.
    """
    beside = configuration.resolve().parent
    packaged = beside == data("mkdocs.yml").parent
    first, second = (working, beside) if packaged else (beside, working)
    return find_project(first) or find_project(second) or Project(beside)


def declared(text: str) -> str:
    """The language that a handbook.yml begins with, were it one with mistakes; en of en-GB."""
    found = _LANGUAGE.search(text)
    return found[1] if found else USUAL


def data(name: str) -> Path:
    """A folder or file that travels with the package: in the wheel, or in the checkout."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.exists() else _PACKAGE.parent / name


def _layers(own: Path, packaged: Path) -> tuple[Path, ...]:
    return (own, packaged) if own.is_dir() and own != packaged else (packaged,)
