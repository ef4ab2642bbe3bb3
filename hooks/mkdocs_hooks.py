"""Forwards MkDocs events to the build, so that `mkdocs build` and `serve` give the same site."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from handbook.build import Build, report
from handbook.cli.edge import check_cache, faulty, now, press
from handbook.cli.own import tell_unused
from handbook.cli.place import check_docs, check_place
from handbook.config import project_of
from handbook.load.parallel import aside
from handbook.render.environment import fault_of
from handbook.render.fault import FaultyTemplateError
from handbook.render.words import translator
from handbook.site import bridge
from handbook.site.preview import follow

_state: dict[str, Any] = {"preview": False, "press": True}


def on_startup(*, command: str, **_: object) -> None:
    """A preview has no manuals."""
    preview = command == "serve"
    _state.update(preview=preview, press=not preview and press())


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the sources; with errors nothing is built and the old site stays."""
    here = project_of(Path(config.config_file_path), Path.cwd())
    build = config.extra.pop("handbook_build", None)
    if build is None:
        check_cache(here)
        check_docs(here)
        if not _state["preview"]:
            check_place(here, Path(config.site_dir))  # MkDocs empties it
        build = Build(here, now(), prints=_state["press"], preview=_state["preview"])
    _state["build"] = build
    if build.failed:
        raise Abort(report(build, build.errors))
    if build.unready:
        click.echo(f"{report(build, build.unready)}\n{_word('cli.preview_unready')}", err=True)
    tell_unused(here, build.book)
    _watch()
    bridge.configure(config, build.book, build.project, preview=_state["preview"])
    if _state["press"]:
        build.start_press()  # pages tell how large the manuals are
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the model, finished, the search index, and the package's own assets."""
    build: Build = _state["build"]
    shelves = bridge.shelves(build.renditions, files, config)
    for shelf in shelves:  # the index names guides
        shelf.add_documents(build.project)
    indexes = [aside(partial(build.index, shelf.guides, shelf.rendition)) for shelf in shelves]
    for shelf in shelves:
        shelf.add_files(build.files(shelf.rendition))
    for shelf in shelves:  # some wait for the press
        shelf.add_pages(build.pages(shelf.rendition))
    for shelf, made in zip(shelves, indexes, strict=True):
        index = made()
        shelf.add_files({**index.files, **build.api(shelf.rendition, index)})
        shelf.add_assets(build.project, index.places)
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
    if not isinstance(error, FaultyTemplateError) and "build" in _state:
        error = fault_of(error, _state["build"].project.templates) or error  # of the theme
    if isinstance(error, FaultyTemplateError):
        raise Abort(faulty(error).message) from error


def on_post_build(config: MkDocsConfig) -> None:
    """Put the copy to take along, and the manuals, beside the pages."""
    bridge.add_copy(config)
    if _state["press"]:
        _state["build"].presses.put(Path(config.site_dir))


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> None:
    """Watch what a page is made of."""
    _state["server"] = server
    _watch()
    follow(server, partial(_word, "cli.preview_refused"))


def _watch() -> None:
    """Have the preview look at every folder that is there by now: it may have come since."""
    for folder in _state["build"].project.watched if "server" in _state else ():
        _state["server"].watch(str(folder))


def _word(key: str) -> str:
    return translator(_state["build"].language)(key)
