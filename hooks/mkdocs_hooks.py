"""Forwards MkDocs events to the build, so that `mkdocs build` and `serve` give the same site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from handbook.build import Build, report
from handbook.cli.edge import now
from handbook.config import Project, data, find_project
from handbook.site import bridge

_state: dict[str, Any] = {"preview": False, "press": True}


def on_startup(*, command: str, **_: object) -> None:
    """Remember whether this is a preview: it has no manuals. HANDBOOK_PRESS=0 leaves them out."""
    _state["preview"] = command == "serve"
    _state["press"] = not _state["preview"] and os.environ.get("HANDBOOK_PRESS") != "0"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the sources; with errors nothing is built and the old site stays."""
    build = config.extra.pop("handbook_build", None) or Build(_project(config), now())
    if build.failed:
        raise Abort(report(build))
    _state["build"] = build
    bridge.configure(config, build.book, build.project, preview=_state["preview"])
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Start setting the manuals while the site is made."""
    if _state["press"]:
        _state["build"].start_press()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the model, finished, and the assets that travel with the package."""
    build: Build = _state["build"]
    bridge.add_assets(files, config, build.project)
    bridge.add_pages(build.pages(), files, config)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Put the manuals beside the pages."""
    bridge.pack_search_index(config)
    if _state["press"]:
        _state["build"].finish_press(Path(config.site_dir))


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Watch what a page is made of."""
    for folder in _state["build"].project.watched:
        server.watch(str(folder), builder)
    return server


def _project(config: MkDocsConfig) -> Project:
    beside, here = Path(config.config_file_path or ".").parent, Path.cwd()
    # The packaged configuration may lie in a checkout that holds a handbook of its own.
    first, second = (here, beside) if beside == data("mkdocs.yml").parent else (beside, here)
    return find_project(first) or find_project(second) or Project(beside)
