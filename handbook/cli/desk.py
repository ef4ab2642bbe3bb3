"""What most commands work on: a project at a moment, read as far as they ask."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import click

from handbook.check.run import day_in
from handbook.config import SOURCES, Project
from handbook.diagnostics import Severity
from handbook.load.tree import load_tree
from handbook.model.base import Document
from handbook.model.library import Library, build_library
from handbook.model.part import holding, telling
from handbook.render.words import Translate, translator
from handbook.stamp.history import History, histories


@dataclass
class Desk:
    """A project that is worked on at a moment; with ``only``, one document of it."""

    project: Project
    now: datetime
    only: str = ""
    """The id of the document. Beside it nothing is read but what :meth:`knowing` asks for."""
    sources: Path | None = None
    """The folder whose sources are read, where they are not the project's own."""

    @cached_property
    def library(self) -> Library:
        if self.only:
            part = holding(self.project.root, {self.only.upper()})
            if self.only.upper() in part.documents:
                return part
        return self.whole

    @cached_property
    def whole(self) -> Library:
        """The library of all sources."""
        tree = load_tree(self.sources or self.project.root, SOURCES, self.project.cache)
        return build_library(tree, self.project.cache)

    def knowing(self, addresses: Collection[str]) -> Library:
        """The library, in which what is told of these addresses is known, where they exist."""
        if "whole" in vars(self):
            return self.whole
        return telling(self.library, addresses)

    @cached_property
    def histories(self) -> dict[str, History]:
        return histories(self.library.history)

    @property
    def language(self) -> str:
        return self.library.language

    @property
    def t(self) -> Translate:
        return translator(self.language)

    @property
    def today(self) -> date:
        return day_in(self.now, self.library.time_zone)

    def day(self, moment: date | None) -> date | None:
        """The day of a moment in the handbook's time zone; a day is one already."""
        if isinstance(moment, datetime):
            return day_in(moment, self.library.time_zone)
        return moment

    @property
    def is_incomplete(self) -> bool:
        """Whether a source could not be read whole."""
        if not self.library.problems:
            return False
        from handbook.check.engine import judge  # the rules, for their severities

        told = judge(self.library, self.library.problems, self.today, self.language)
        return any(one.severity is Severity.ERROR for one in told)

    def document(self, id_: str) -> Document:
        """A document by its id, however it is spelt. Raises click.ClickException."""
        wanted = id_.upper()
        found = self.library.documents.get(wanted)
        if found is None and (file := self.library.unread.get(wanted)):
            raise click.ClickException(self.t("versions.unread", id=wanted, file=file))
        if found is None:
            near = difflib.get_close_matches(wanted, self.library.documents, n=3)
            told = "versions.unknown_near" if near else "versions.unknown"
            raise click.ClickException(
                self.t(told, id=id_, near=self.t("shared.list_separator").join(near))
            )
        return found
