"""The problems that local rules find in a document, kept until it or the ground changes.

A local rule finds in a document what follows from that document and from the ground alone: all
documents but those of which a handbook has hundreds, and which say nothing about each other to
such a rule. So of a thousand procedures the one that was edited is looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.check.rule import Words
from handbook.diagnostics import Problem
from handbook.load.cache import Memo
from handbook.load.keys import key_of
from handbook.model.library import Library
from handbook.model.policy import Policy
from handbook.model.script import ScriptLibrary
from handbook.model.sop import Sop
from handbook.model.training import TrainingPlan
from handbook.source import Place, Span

GROUND_FREE = frozenset(kind.KIND for kind in (Policy, ScriptLibrary, Sop, TrainingPlan))
"""Kinds of document that are no ground."""


class Local:
    """What is known already of a library's documents, and the part that must be looked at."""

    def __init__(self, library: Library, today: date, cache: Path | None) -> None:
        self._library = library
        self._memo = Memo(cache, "local")
        apart = [id_ for id_, one in library.documents.items() if one.KIND in GROUND_FREE]
        self._apart = {library.file_of(id_): id_ for id_ in apart}
        ground = [library.sources[file] for file in library.sources if file not in self._apart]
        self._ground = key_of(today.isoformat(), *ground)
        self._kept = {file: self._memo.get(file, self._key(file)) for file in self._apart}

    @cached_property
    def stale(self) -> Library:
        """The library without the documents of which all is known."""
        fresh = {self._apart[file] for file, kept in self._kept.items() if kept is not None}
        if not fresh:
            return self._library
        return self._library.only({"", *self._library.documents} - fresh)

    def complete(self, found: Sequence[Problem]) -> list[Problem]:
        """What local rules found in the stale part, with what was known of the rest; keeps both.

        Where a rule broke nothing is kept: what else it would have found is not known.
        """
        new: dict[str, list[Problem]] = {}
        for problem in found:
            new.setdefault(problem.at.file, []).append(problem)
        known = [_thaw(one) for kept in self._kept.values() for one in kept or ()]
        if all(problem.code != "CFG09" for problem in found):
            for file, kept in self._kept.items():
                if kept is None:
                    self._memo.put(file, self._key(file), tuple(map(_freeze, new.get(file, ()))))
            self._memo.save()
        return [*known, *(problem for problems in new.values() for problem in problems)]

    def _key(self, file: str) -> bytes:
        return key_of(self._ground, self._library.sources[file])


def _freeze(problem: Problem) -> tuple[Any, ...]:
    args = {name: _plain(value) for name, value in problem.args.items()}
    related = tuple((_flat(at), label) for at, label in problem.related)
    return (problem.code, _flat(problem.at), args, related, problem.fix)


def _thaw(stored: tuple[Any, ...]) -> Problem:
    code, at, plain, related, fix = stored
    args = {name: Words(**one) if isinstance(one, dict) else one for name, one in plain.items()}
    return Problem(
        code, _place(at), args, tuple((_place(one), label) for one, label in related), fix
    )


def _plain(value: object) -> object:
    """A particular as ``marshal`` can write it; it is only ever told."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    return value if type(value) in (str, int, float, bool) else str(value)


def _flat(at: Place | Span) -> tuple[Any, ...]:
    if isinstance(at, Span):
        return (at.file, at.line, at.column, at.end_line, at.end_column)
    return tuple(at)


def _place(flat: tuple[Any, ...]) -> Place | Span:
    return Place(*flat) if isinstance(flat[1], tuple) else Span(*flat)
