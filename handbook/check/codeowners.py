"""CODEOWNERS: which people of a forge review which document, from its owner and approver."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from handbook.config import SOURCES
from handbook.model.base import Document
from handbook.model.library import Library

DEFAULT = "default"
_CODE = ("docs/", "hooks/", "templates/", "mkdocs.yml", "requirements*.txt")
"""What else lies in a project and runs, or says what runs, where it is checked or shown."""


def _glob(path: str) -> str:
    """A path as GitHub and GitLab match it: from the top, blanks and their own marks escaped."""
    return "/" + re.sub(r"([\\ #*?\[\]!])", r"\\\1", path)


def _every(path: str, pattern: Callable[[str], str]) -> str:
    """How to name all below a folder, and all that a star stands for."""
    if pattern is _glob:
        return f"/{path}"
    return _expression(path).replace(r"\*", ".*") + (".*" if path.endswith("/") else "")


def _expression(path: str) -> str:
    """A path as Gitea matches it: a regular expression over the whole of it."""
    return re.sub(r"([\\.+*?()|\[\]{}^$ #!])", r"\\\1", path)


_PATTERNS: Mapping[str, Callable[[str], str]] = {
    "github": _glob,
    "gitlab": _glob,
    "gitea": _expression,
}
"""How each forge writes a path."""


def codeowners(library: Library, forge: str, head: str) -> str:
    """The file of a forge, under a comment of whose making it is."""
    return "\n".join([f"# {head}", *lines(library, forge)]) + "\n"


def unknown_teams(library: Library) -> list[str]:
    """The keys of ``teams`` that are no department and no role."""
    known = {one for one in library.entries if one.startswith(("dept.", "role."))}
    teams = library.required_settings.teams
    return [key for key in teams if key not in {*known, DEFAULT}]


def unreviewed(library: Library) -> list[str]:
    """The ids of the documents that nobody is asked to review."""
    teams = library.required_settings.teams
    found = library.documents.values()
    return [] if DEFAULT in teams else [one.id for one in found if not reviewers(one, teams)]


def reviewers(document: Document, teams: Mapping[str, str]) -> list[str]:
    """Who reviews a document: who approves it, then who owns it; each once."""
    keys = (document.approver, document.owner)
    return list(dict.fromkeys(teams[key] for key in keys if key in teams))


def lines(library: Library, forge: str) -> Iterator[str]:
    """Who reviews what; a document for which ``teams`` names nobody falls to the default."""
    teams = library.required_settings.teams
    pattern = _PATTERNS[forge]
    if DEFAULT in teams:
        for path in (f"{SOURCES}/", *_CODE):
            yield f"{_every(path, pattern)} {teams[DEFAULT]}"
    for document in library.documents.values():
        if named := reviewers(document, teams):
            yield f"{pattern(library.file_of(document.id))} {' '.join(named)}"
