"""Style sheets and scripts: small files in ``docs/assets/``, joined so that a page asks for few."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.render.words import Translate
from handbook.site.desk import WORDS as DESK_WORDS
from handbook.site.forge import Forge
from handbook.site.sections import Navigation

STYLES = (
    "tokens.css",
    "icons.css",
    "base.css",
    "content.css",
    "overview.css",
    "desk.css",
    "adapt.css",
    "panel.css",
    "print.css",
)
FIND = (
    "make.js", "frame.js", "kept.js", "call.js", "reader.js", "pins.js", "manifest.js",
    "search-normal.js", "search-forms.js", "search-index.js", "search-sound.js", "search-query.js",
    "search-hits.js", "search-titles.js", "search-held.js", "search-rank.js", "search-look.js",
    "search-show.js", "search.js",
)  # fmt: skip
"""What an answer needs, and nothing that can wait until it is there."""
SCRIPTS = (
    "nav.js", "content.js", "copy.js", "clock.js", "variants.js", "checklist.js", "tray.js",
    "filter.js", "sort.js", "offline.js", "offline-panel.js", "turn.js", "fresh.js", "verify.js",
    "compare.js", "proof.js", "edit.js", "reply-load.js",
)  # fmt: skip
REPLY = (
    "reply-words.js", "reply-figures.js", "reply-personal.js", "reply-spoken.js",
    "reply-judge.js", "reply.js",
)  # fmt: skip
"""What the page that checks replies asks for, and no other."""
FRAMED = ("shortcut.js", "panel-page.js", "panel-example.js")
"""What the panel and the page that shows it ask for."""
EMBED = ("shortcut.js", "panel-embed.js")
"""What another system's page asks for, to bring the panel in."""
EARLY = ("theme.js",)
"""What runs before a page is painted."""
PARTS = frozenset(
    [f"assets/css/{name}" for name in STYLES]
    + [f"assets/js/{name}" for name in (*FIND, *SCRIPTS, *REPLY, *FRAMED, *EMBED, *EARLY)]
)
"""What is joined, and so does not go out by itself."""
WORDS = (
    "menu", "close", "theme", "search", "hint", "contents", "copy", "copied", "copied_of",
    "link_to", "none", "found", "found_of", "more", "failed", "broken", "wait", "results",
    "history", "keys", "keys_lines", "pin", "pinned", "pin_now", "pin_gone", "copy_none",
    "copy_guess", "guessed", "inside", "instead", "avoid", "why_sound", "why_synonym", "why_fix",
    "any_kind", "any_role", "any_channel", "by_kind", "by_role", "by_channel", "kind_sops",
    "kind_scripts", "kind_phrases", "kind_figures", "kind_forms", "kind_terms",
    "superseded", "corrected", "edition", "turned", "retired", "gone", "stale", "changed", "load",
    "successor", "register", "overdue", "offline", "last", "checked", "known", "turned_link",
    "edit", "report", "about", "offline_use", "as_of",
)  # fmt: skip
"""Words of the interface that scripts need."""
_LINKED = frozenset({
    "assets/css/handbook.css", "assets/js/theme.js", "assets/js/find.js", "assets/js/handbook.js",
    "assets/js/reply.js", "assets/js/framed.js", "assets/js/missing.js",
})  # fmt: skip
"""What pages ask for with the digest in the address."""


@dataclass(frozen=True)
class Assets:
    """What is joined from the first folder that holds each part."""

    folders: tuple[Path, ...]
    t: Translate
    navigation: Navigation
    zone: str
    """The handbook's time zone: which day it is for its readers."""
    index: Mapping[str, str]
    """Where the parts of the search index are, as its scripts ask for them."""
    desk: Mapping[str, Any]
    """What scripts at hand need, as :func:`~handbook.site.desk.desk` tells it."""
    forge: Forge | None = None
    """Where sources are edited and faults reported."""
    app: str | None = None
    """The address of the web manifest, where the site can be read without a network."""

    @cached_property
    def files(self) -> dict[str, str]:
        """The joined files by their addresses."""
        words = {name: self.t(f"script.{name}") for name in (*WORDS, *DESK_WORDS)}
        spoken = (
            _said("handbookWords", words)
            + _said("handbookSections", self.navigation)
            + _said("handbookIndex", dict(self.index))
            + _said("handbookDesk", dict(self.desk))
            + _said("handbookZone", self.zone)
            + _said("handbookForge", self.forge.told() if self.forge else None)
            + _said("handbookApp", self.app)
        )
        return {
            "assets/css/handbook.css": self._joined("css", STYLES),
            "assets/js/theme.js": _said("handbookOutdated", self.t("script.outdated"))
            + self._joined("js", EARLY),
            "assets/js/find.js": spoken + self._joined("js", FIND),
            "assets/js/handbook.js": self._joined("js", SCRIPTS),
            "assets/js/reply.js": self._joined("js", REPLY),
            "assets/js/framed.js": self._joined("js", FRAMED),
            "assets/js/panel.js": _said("handbookPanelWords", self._embedded)
            + self._joined("js", EMBED),
        }

    @property
    def _embedded(self) -> dict[str, str]:
        return {name: self.t(f"script.panel_{name}") for name in ("open", "close", "title")}

    @cached_property
    def digest(self) -> str:
        """Stands in the links, so that no page meets files of another edition in a cache."""
        content = "".join(self.files.values())
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    def address(self, path: str) -> str:
        """How pages ask for a file of the site."""
        return f"{path}?{self.digest}" if path in _LINKED else path

    def _joined(self, folder: str, names: tuple[str, ...]) -> str:
        return "\n".join(self._part(folder, name) for name in names)

    def _part(self, folder: str, name: str) -> str:
        places = [docs / "assets" / folder / name for docs in self.folders]
        return next((place.read_text("utf-8") for place in places if place.is_file()), "")


def _said(name: str, value: Any) -> str:
    return f"window.{name} = {json.dumps(value, ensure_ascii=False)};\n"
