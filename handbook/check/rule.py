"""What a rule is."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.stamp.history import History

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Words:
    """A text for people in the tool's two languages; ``{name}`` takes a problem's particulars."""

    zh: str
    en: str

    def say(self, language: str, args: Mapping[str, object]) -> str:
        """The text in a language, filled in."""
        return self.told(language).format_map(args)

    def told(self, language: str) -> str:
        """The text in a language as it is."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Case:
    """Another wording of a rule for one of its cases; a problem names the case as ``why``."""

    message: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at: the library with its past, the day on which it is asked."""

    library: Library
    today: date
    codes: frozenset[str] = frozenset()
    """Every rule's code."""
    histories: Mapping[str, History] = field(default_factory=dict)
    base: Library | None = None
    """The sources of the revision that these are compared with."""
    _made: dict[Callable[..., object], object] = field(default_factory=dict, compare=False)

    def once(self, make: Callable[[Context], _Made]) -> _Made:
        """What ``make`` makes of the context: made once, however many rules ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[return-value]


Check = Callable[[Context], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its words. Without ``check`` the finding comes from loading or modelling.

    ``message`` says in the author's words what is wrong and quotes the offending value; ``hint``
    says what to do. ``cases`` hold other words by the problem's ``why``; ``vocabulary`` translates
    particulars that are no :class:`Words` themselves, and the labels of related places under
    ``label``. The docstring of the module that holds the rule is its page in the manual. A
    ``local`` rule finds in a document what follows from it and the ground
    (:mod:`handbook.check.local`). A rule of ``absence`` finds that nothing does something: it is
    silent while a file cannot be read, which may do it.
    """

    code: str
    severity: Severity
    title: Words
    message: Words
    hint: Words
    check: Check | None = None
    local: bool = False
    absence: bool = False
    module: str = ""
    cases: Mapping[str, Case] = field(default_factory=dict)
    vocabulary: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)

    @property
    def family(self) -> str:
        return self.code[:3]

    @property
    def manual(self) -> str:
        """The rule's page: the docstring of its module."""
        return inspect.getdoc(sys.modules[self.module]) or "" if self.module else ""

    def say(self, language: str, args: Mapping[str, object]) -> tuple[str, str]:
        """Message and hint for a problem's particulars."""
        words = {name: self._word(language, name, value) for name, value in args.items()}
        case = self.cases.get(str(args.get("why", "")))
        message, hint = (case.message, case.hint) if case else (self.message, self.hint)
        return message.say(language, words), hint.say(language, words)

    def label(self, language: str, label: str) -> str:
        """The label of a related place."""
        return str(self._word(language, "label", label))

    def _word(self, language: str, name: str, value: object) -> object:
        if isinstance(value, tuple):
            words = [str(self._word(language, name, one)) for one in value]
            return ("、" if language.startswith("zh") else ", ").join(words) or "—"
        if isinstance(value, Words):
            return value.told(language)
        known = self.vocabulary.get(name, {})
        return (
            known[value].say(language, {}) if isinstance(value, str) and value in known else value
        )
