"""A run of MkDocs: it builds once, or one build of a preview follows the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from handbook.build import Build, report
from handbook.cli import edge
from handbook.cli.own import tell_unused
from handbook.cli.place import check_docs, check_place
from handbook.config import Project, project_of
from handbook.render.environment import fault_of
from handbook.render.fault import FaultyTemplateError
from handbook.render.words import translator
from handbook.site.preview import follow


class Session:
    """What the events of such a run share."""

    build: Build
    """The one under way; none before the first has begun."""

    def __init__(self) -> None:
        self.preview = False
        self._press = True
        self._server: Any = None
        """Of the preview, once it is there."""

    def begin(self, *, command: str, **_: object) -> None:
        """A preview has no manuals."""
        self.preview = command == "serve"
        self._press = not self.preview and edge.press()

    def prepare(self, configuration: Path, site: Path, given: Build | None) -> str:
        """Read and check the sources. Why nothing is built; empty where something is.

        Raises click.ClickException. A build that is ``given`` goes on.
        """
        here = project_of(configuration, Path.cwd())
        self.build = build = given or self._begun(here, site)
        if build.failed:
            return report(build, build.errors)
        if build.unready:
            told = f"{report(build, build.unready)}\n{self._word('cli.preview_unready')}"
            click.echo(told, err=True)
        tell_unused(here, build.book)
        self._watch()
        if self._press:
            build.start_press()  # pages tell how large the manuals are
        return ""

    def fault(self, error: Exception) -> str:
        """What is wrong in a template, if that is the error; else empty."""
        if not isinstance(error, FaultyTemplateError) and "build" in vars(self):
            error = fault_of(error, self.build.project.templates) or error  # of the theme
        return edge.faulty(error).message if isinstance(error, FaultyTemplateError) else ""

    def serve(self, server: Any, **_: object) -> None:
        """Have a server show the preview, and watch what a page is made of."""
        self._server = server
        self._watch()
        follow(server, partial(self._word, "cli.preview_refused"))

    def _begun(self, here: Project, site: Path) -> Build:
        edge.check_cache(here)
        check_docs(here)
        if not self.preview:
            check_place(here, site)  # MkDocs empties it
        return Build(here, edge.now(), prints=self._press, preview=self.preview)

    def _watch(self) -> None:
        """Look at every folder that is there by now: it may have come since."""
        for folder in self.build.project.watched if self._server else ():
            self._server.watch(str(folder))

    def _word(self, key: str) -> str:
        return translator(self.build.language)(key)
