"""Where prose speaks of a standard by its name and gives a figure for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick

from handbook.check.limits import same, size
from handbook.check.plain import simplified, traditional
from handbook.check.standards import aims, amount_of, comparable, in_use
from handbook.model.figures import Figure, figures, prose_of
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry, Library, Text
from handbook.model.quantity import Amount
from handbook.model.service_level import ServiceLevel, Standard

_SENTENCE = re.compile(r"[^。！？；\n|]+")
_SHORTEST = 3
"""A name of fewer characters is also met as a common word."""
# 每超过 1 小时扣 2 分, 再等 5 分钟: figures for something else than the standard itself.
_OTHER = re.compile(r"(?:每|再|逾期|超时|提前|延长|扣|加|各|every|another|each)[^，、,]{0,4}$")
_PAST = {"changes", "waive"}
_Places = dict[str, list[int]]


class Named(NamedTuple):
    """A standard that has a name: its figure, and further ones that are true of it."""

    entry: Entry
    amount: Amount
    others: tuple[Amount, ...] = ()

    def allows(self, amount: Amount) -> bool:
        """Whether the figure is one of the standard's."""
        return any(same(amount, one) for one in (self.amount, *self.others))


class Mention(NamedTuple):
    """A figure in prose for a standard that the same sentence names."""

    text: Text
    figure: Figure
    named: Named

    @property
    def words(self) -> str:
        """The figure as written."""
        return self.text.value[self.figure.start : self.figure.end]


def mentions(library: Library) -> tuple[Mention, ...]:
    """Every figure that prose gives for a standard it names, in the order of the sources."""
    names = _names(library)
    return tuple(_mentions(library, names)) if names else ()


def _mentions(library: Library, names: dict[str, list[Named]]) -> Iterator[Mention]:
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    for text in library.texts:
        if is_binding(library, text):
            found: _Places = defaultdict(list)
            for end, name in automaton.iter_long(text.value):
                found[name].append(end + 1 - len(name))
            if found:
                yield from _in_text(text, names, found)


def is_binding(library: Library, text: Text) -> bool:
    """Whether a text says what holds: no retired document, no past, no sides of a decision."""
    document = library.documents.get(text.document)
    route = text.place.route
    if document is None or document.status == "retired" or route[0] in _PAST:
        return False
    return route[0] != "decisions" or "decided" in route


def _in_text(text: Text, names: dict[str, list[Named]], found: _Places) -> Iterator[Mention]:
    shown = prose_of(text.value)
    places = [(at, name) for name, starts in found.items() for at in starts if shown[at] != "\0"]
    given = figures(text.value) if places else []
    for sentence in _SENTENCE.finditer(text.value):
        inside = [one for one in places if sentence.start() <= one[0] < sentence.end()]
        for figure in given if inside else ():
            if sentence.start() <= figure.start < sentence.end():
                named = _meant(text, figure, inside, names)
                if named and named.entry.address != text.source:
                    yield Mention(text, figure, named)


def _meant(
    text: Text, figure: Figure, inside: list[tuple[int, str]], names: dict[str, list[Named]]
) -> Named | None:
    """The standard that a figure is for: the nearest one before it that measures the same."""
    if figure.bound in ("about", "scale") or _OTHER.search(text.value, 0, figure.start):
        return None
    ahead = sorted((one for one in inside if one[0] < figure.start), reverse=True)
    for _, name in ahead:
        for named in names[name]:
            if comparable(figure.amount, named.amount):
                return named
    return None


def _names(library: Library) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for named, words in _standards(library):
        for word in dict.fromkeys(words):
            for name in {word, simplified(word), traditional(word)}:
                if len(name) >= _SHORTEST:
                    found[name].append(named)
    return found


def _standards(library: Library) -> Iterator[tuple[Named, list[str]]]:
    for entry in in_use(library, ServiceLevel.KIND):
        if isinstance(level := entry.value, ServiceLevel) and level.limit:
            yield Named(entry, level.limit), [level.name, level.touchpoint]
    for entry in in_use(library, Standard.KIND):
        if isinstance(standard := entry.value, Standard):
            yield Named(entry, standard.value), [standard.name]
    goals = _goals(library)
    for entry in in_use(library, KpiItem.KIND):
        if isinstance(kpi := entry.value, KpiItem) and (amount := amount_of(kpi, kpi.target)):
            others = (*_lines(kpi), *goals[entry.address])
            yield Named(entry, amount, others), [kpi.name, *kpi.synonyms]


def _lines(kpi: KpiItem) -> Iterator[Amount]:
    if kpi.thresholds:
        for value in (kpi.thresholds.warning, kpi.thresholds.critical):
            if amount := amount_of(kpi, value):
                yield amount


def _goals(library: Library) -> dict[str, list[Amount]]:
    """By indicator, what its goals say of it."""
    found: dict[str, list[Amount]] = defaultdict(list)
    for aim in aims(library):
        goal = aim.goal
        steps = [milestone.value for milestone in goal.milestones]
        found[aim.kpi.id] += [goal.baseline, goal.target, *steps]
    return found


def states(figure: Figure) -> bool:
    """Whether a figure is stated as what holds, rather than met in passing."""
    return figure.bound in ("at-most", "at-least", "exactly", "less-than", "more-than")


def equal(one: Amount, other: Amount) -> bool:
    """Whether two amounts are the same size, however they are written."""
    return comparable(one, other) and size(one) == size(other)
