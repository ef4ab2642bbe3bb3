"""What reads otherwise though no document says so: blanks by another name, Traditional words.

handbook.yml names the blanks of scripts and sets words of the Traditional edition, and so does the
glossary: a few characters there may turn what customers are told into its opposite.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from handbook.model.library import Library
from handbook.render.traditional import Conversion


@dataclass(frozen=True, slots=True)
class Worded:
    """A blank that is called otherwise, or a word that is otherwise in Traditional."""

    what: Literal["blank", "traditional"]
    name: str
    """As it stands in the sources."""
    before: str
    after: str


@dataclass(frozen=True)
class Wording:
    """How two states of a handbook word the same text."""

    before: Library
    after: Library

    @property
    def changed(self) -> tuple[Worded, ...]:
        """Every blank and word that is told otherwise."""
        blanks = [Worded("blank", f"{{{name}}}", *told) for name, told in self.blanks.items()]
        return (*blanks, *self._words())

    @property
    def converts_otherwise(self) -> bool:
        """Whether Traditional is made otherwise of anything."""
        return self._conversions is not None

    def is_told_otherwise(self, text: str) -> bool:
        """Whether a text reads otherwise in the Traditional edition."""
        if self._conversions is None:
            return False
        old, new = self._conversions
        may = old.region != new.region or any(word in text for word in self._reset)
        return may and old.text(text) != new.text(text)

    @cached_property
    def blanks(self) -> dict[str, tuple[str, str]]:
        """The blanks that are called otherwise, each with both names."""
        was, now = (
            one.settings.variables if one.settings else {} for one in (self.before, self.after)
        )
        return {
            name: (was[name].name, now[name].name)
            for name in now
            if name in was and was[name].name != now[name].name
        }

    @cached_property
    def _conversions(self) -> tuple[Conversion, Conversion] | None:
        """Those of both states, where they differ."""
        states = self.before, self.after
        if not all(one.settings and "zh-Hant" in one.settings.translations for one in states):
            return None
        old, new = map(Conversion.of, states)
        return (old, new) if old != new else None

    @cached_property
    def _reset(self) -> list[str]:
        """The words for which the states set another form."""
        if self._conversions is None:
            return []
        old, new = (dict(one.words) for one in self._conversions)
        return [word for word in {**old, **new} if old.get(word) != new.get(word)]

    def _words(self) -> Iterator[Worded]:
        if self._conversions is not None:
            for word in self._reset:
                was, now = (one.text(word) for one in self._conversions)
                if was != now:
                    yield Worded("traditional", word, was, now)
