"""Where a page's source is edited and where a reader reports what is wrong with it, on a forge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from handbook.model.library import Library
from handbook.model.settings import Settings
from handbook.site.page import SitePage

_EDIT = {"github": "/edit/", "gitlab": "/-/edit/", "gitea": "/_edit/"}
_ISSUE = {"github": "/issues/new", "gitlab": "/-/issues/new", "gitea": "/issues/new"}
_FIELDS = {"gitlab": ("issue[title]", "issue[description]")}
_GITEA_HOSTS = ("gitea", "codeberg", "forgejo")


@dataclass(frozen=True, slots=True)
class Forge:
    """The addresses of a repository that are the same for every page."""

    edit: str
    """To be followed by a source's path; ``#L7`` behind it leads to a line."""
    issue: str
    fields: tuple[str, str]
    """What title and text of a new issue are called in its address."""

    @classmethod
    def of(cls, settings: Settings) -> Forge | None:
        """The forge of a handbook; None where it names no repository."""
        if settings.repository is None:
            return None
        kind = settings.forge or _kind(settings.repository)
        edit = f"{settings.repository}{_EDIT[kind]}{quote(settings.branch)}/"
        issue = settings.repository + _ISSUE[kind]
        return cls(edit, issue, _FIELDS.get(kind, ("title", "body")))

    def told(self) -> Mapping[str, object]:
        """What scripts are told."""
        return {"edit": self.edit, "issue": self.issue, "fields": self.fields}


def source_of(page: SitePage, library: Library) -> str:
    """The source of a page and the line on which what it shows begins; empty without one."""
    if not (page.shows_document or page.shows_item):
        return ""
    entry = page.context.get("entry", library.entries.get(page.document))
    if entry is None:
        return ""
    return f"{quote(entry.place.file)}#L{library.locate(entry.place).line}"


def _kind(repository: str) -> Literal["github", "gitlab", "gitea"]:
    host = urlsplit(repository).hostname or ""
    if "gitlab" in host:
        return "gitlab"
    return "gitea" if any(name in host for name in _GITEA_HOSTS) else "github"
