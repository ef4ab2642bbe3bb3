"""Forwards MkDocs events to the build, so that `mkdocs build` and `serve` give the same site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from handbook.cli.session import Session
from handbook.site import bridge

_session = Session()
on_startup, on_serve = _session.begin, _session.serve


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the sources; with errors nothing is built and the old site stays."""
    given = config.extra.pop("handbook_build", None)
    if why := _session.prepare(Path(config.config_file_path), Path(config.site_dir), given):
        raise Abort(why)
    build = _session.build
    bridge.configure(config, build.book, build.project, preview=_session.preview)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the model, finished, the search index, and the package's own assets."""
    build = _session.build
    build.fill(bridge.shelves(build.renditions, files, config))
    return files


def on_env(env: Any, **_: object) -> Any:
    """Escape what the theme shows: MkDocs trusts every text, and names come from the sources."""
    env.autoescape = True
    return env


def on_template_context(
    context: dict[str, Any], *, template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Tell a page that is no document in which folder it lies."""
    return context | bridge.place_of(template_name, config)


def on_build_error(error: Exception, **_: object) -> None:
    """Tell of a mistake in a template as of one in the sources."""
    if why := _session.fault(error):
        raise Abort(why) from error


def on_post_build(config: MkDocsConfig) -> None:
    """Put the copy to take along, and the manuals, beside the pages."""
    bridge.add_copy(config)
    _session.build.presses.put(Path(config.site_dir))
