"""MkDocs, run on a project with or without a configuration of its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from handbook.config import Project, data
from handbook.progress import FRAMES, Progress, silent

_HOOK = data("hooks") / "mkdocs_hooks.py"
_IDLE = {
    "site_name": "handbook", "docs_dir": "docs", "site_dir": "site", "nav": None,
    "theme_logo": None, "theme_favicon": None, "theme_icon": None, "theme_palette": None,
}  # fmt: skip
"""Keys that do nothing, with the value by which nobody expects anything of them."""


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of: in strict mode that is why it refuses."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class SiteError(Exception):
    """MkDocs refused to build the site."""


class _Counting(BasePlugin):  # type: ignore[type-arg,no-untyped-call] # it has no settings
    """Tells how many of the pages are written."""

    def __init__(self, progress: Progress) -> None:
        self._told = partial(progress, FRAMES)
        self._done = self._total = 0

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """All pages are known now."""
        self._total = len(files.documentation_pages())

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """A page is about to be written."""
        self._done += 1
        self._told(self._done, self._total)


def build_site(project: Project, site: Path, shared: Any, progress: Progress = silent) -> None:
    """Build into ``site``; ``shared`` is the build that the hook goes on with.

    Raises SiteError for what MkDocs refuses.
    """
    heard = _Heard(logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        options = {**_options(project), "site_dir": str(site), "strict": True}
        config = load_config(str(project.mkdocs), **options)
        config.extra["handbook_build"] = shared
        config.plugins["progress"] = _Counting(progress)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise SiteError("\n".join([str(error), *heard.messages])) from error
    finally:
        log.removeHandler(heard)


def serve_site(project: Project, address: str) -> None:
    """Serve a preview until interrupted."""
    serve(config_file=str(project.mkdocs), dev_addr=address, **_options(project))


def unused(project: Project, name: str) -> Iterator[tuple[str, str]]:
    """What a project says to MkDocs in vain: the key, and the value.

    ``name`` is the handbook's, which a configuration may repeat.
    """
    if project.mkdocs == data("mkdocs.yml"):
        return
    own = _told(project.mkdocs)
    theme = own.get("theme")
    if isinstance(theme, dict):
        own |= {f"theme_{key}": value for key, value in theme.items()}
    for key, idle in _IDLE.items():
        if own.get(key) not in (None, idle, name):
            yield key, str(own[key])
    for key in ("extra_css", "extra_javascript"):
        for one in own.get(key) or ():
            path = str(one.get("path") if isinstance(one, dict) else one)
            if urlsplit(path).netloc:
                yield key, path


def _options(project: Project) -> dict[str, Any]:
    """What a configuration is given: for all that one of a project's own leaves out, our words.

    Without our hook MkDocs would put a site of no documents in the place of the handbook.
    """
    own, packaged = _told(project.mkdocs), _told(data("mkdocs.yml"))
    options = {key: packaged[key] for key in packaged.keys() - own.keys() - {"site_dir"}}
    hooks = own.get("hooks") or []
    if isinstance(hooks, list) and not any(Path(str(each)).name == _HOOK.name for each in hooks):
        options["hooks"] = [*hooks, str(_HOOK)]
    return {**options, "docs_dir": str(project.docs[0])}


def _told(configuration: Path) -> dict[str, Any]:
    with configuration.open("rb") as file:
        told: object = yaml_load(file, get_yaml_loader(config=MkDocsConfig()))
    return told if isinstance(told, dict) else {}
