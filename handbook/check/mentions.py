"""Where prose speaks of a standard by its name and gives a figure for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple

import ahocorasick

from handbook.check.fold import simplified as simplified_signs
from handbook.check.limits import same, size
from handbook.check.phrases import is_word
from handbook.check.plain import simplified, traditional
from handbook.check.rule import Context
from handbook.check.standards import aims, amount_of, comparable, in_use
from handbook.model.figures import Figure, figures, prose_of
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry, Library, Text
from handbook.model.quantity import Amount
from handbook.model.service_level import ServiceLevel, Standard

_SHORTEST = 3
"""A name of fewer characters is also met as a common word."""
# What may stand between a name and the figure that is said of it: no other clause, unless that only
# goes on (，最迟), and nothing that makes it a figure for something else (之后 3 天, 每 1 小时).
# English words are longer; where they begin with a verb, a few of them still speak of the name.
_VERB = (
    "is|are|was|were|be|must|should|shall|will|would|may|can|cannot|has|have|needs?|takes?|lasts?|"
    "comes?|goes|arrives?|ends?|closes?|happens?|stays?"
)
BETWEEN = re.compile(
    r"(?!.*(?:[后後前再每各扣加起]|逾期|超时|提前|延长"
    r"|(?<![a-z])(?:after|before|every|each|another)(?![a-z])))"
    r"(?:[^。！？；，,;.!?|\n]{0,16}"
    r"(?:[，,](?:最|不|应|應|须|須|必|限|一律|均|都|at most|no )[^。！？；，,;.!?|\n]{0,10})?"
    rf"| (?:(?:times?|limits?|target) )?(?:{_VERB})"
    r"(?: (?!(?:and|or|but|if|when|while|unless|who|which|that) )[a-z’'-]+){0,7} )",
    re.IGNORECASE,
)
# What may follow a figure that stands right behind a name, and says no more: 退换货受理30分钟。
ALONE = re.compile(r" ?[的了哦呢哈吧啊呀]?(?: ?[。！？；，、,;!?）)\n]|\.(?!\d)|\Z)")
# One character for one, so that positions stay.
_LETTERS = frozenset(ascii_lowercase) - {"s"}
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_PAST = {"changes", "waive"}
_Places = dict[str, list[int]]
Script = Callable[[str], str]
SCRIPTS: tuple[Script, ...] = (simplified, traditional)
"""Give a name in a script."""


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
    states: bool
    """Whether the figure is stated as what holds; 超过 48 小时的 is but a condition."""

    @property
    def words(self) -> str:
        """The figure as written."""
        return self.text.value[self.figure.start : self.figure.end]


def mentions(context: Context) -> tuple[Mention, ...]:
    """Every figure that prose gives for a standard it names, in the order of the sources."""
    return tuple(_mentions(context.library))


def _mentions(library: Library) -> Iterator[Mention]:
    @cache
    def sought(scripts: tuple[Script, ...]) -> tuple[dict[str, list[Named]], Any]:
        names: dict[str, list[Named]] = defaultdict(list)
        for name, bearers in names_of(library, scripts).items():
            names[name.translate(_LOWER)] += bearers
        automaton = ahocorasick.Automaton()
        for name in names:
            automaton.add_word(name, name)
        automaton.make_automaton()
        return names, automaton

    abroad = frozenset(simplified_signs())
    for text in library.texts:
        if is_binding(library, text):
            # To read what makes Traditional words of names takes longer than all else here.
            scripts = (simplified,) if abroad.isdisjoint(text.value) else SCRIPTS
            names, automaton = sought(scripts)
            if names and (found := _places(text.value.translate(_LOWER), automaton)):
                yield from _in_text(text, names, found)


def _places(lower: str, automaton: Any) -> _Places:
    """Where each name begins in a text; not within another word."""
    found: _Places = defaultdict(list)
    for last, name in automaton.iter_long(lower):
        start = last + 1 - len(name)
        if is_word(lower, start, last + 1):
            found[name].append(start)
    return found


def is_binding(library: Library, text: Text) -> bool:
    """Whether a text says what holds: no retired document, no past, no sides of a decision."""
    document = library.documents.get(text.document)
    route = text.place.route
    if document is None or document.status == "retired" or route[0] in _PAST:
        return False
    return route[0] != "decisions" or "decided" in route


def _in_text(text: Text, names: dict[str, list[Named]], found: _Places) -> Iterator[Mention]:
    shown = prose_of(text.value)
    ends = sorted(
        (start + len(name), name)
        for name, starts in found.items()
        for start in starts
        if shown[start] != "\0"
    )
    places = [end for end, _ in ends]
    last = 0
    for figure in figures(text.value) if ends else ():
        at = bisect_right(places, figure.start) - 1
        if at >= 0 and _is_said_of(shown[max(last, places[at]) : figure.start], last, places[at]):
            named = _meant(figure, names[ends[at][1]])
            if named and named.entry.address != text.source:
                yield Mention(text, figure, named, _states(shown, places[at], figure))
        last = figure.end


def _is_said_of(between: str, last: int, end: int) -> bool:
    """Whether a figure is said of the name that these words follow, with no figure between."""
    return last <= end and BETWEEN.fullmatch(between) is not None


def _states(shown: str, end: int, figure: Figure) -> bool:
    """Whether a figure behind a name that ends here is stated: by its words, or by nothing else."""
    beside = shown[end : figure.start].isspace() or end == figure.start
    return states(figure) or (
        figure.bound == "bare" and beside and ALONE.match(shown, figure.end) is not None
    )


def _meant(figure: Figure, bearers: list[Named]) -> Named | None:
    """The standard of that name which measures the same."""
    if figure.bound in ("about", "scale"):
        return None
    return next((one for one in bearers if comparable(figure.amount, one.amount)), None)


def names_of(library: Library, scripts: Sequence[Script] = SCRIPTS) -> dict[str, list[Named]]:
    """The standards under each name that prose may call them by, as written and in scripts."""
    found: dict[str, list[Named]] = defaultdict(list)
    for named, words in _standards(library):
        for word in dict.fromkeys((*words, *map(_several, words))):
            for name in dict.fromkeys((word, *(script(word) for script in scripts))):
                if len(name) >= _SHORTEST:
                    found[name].append(named)
    return found


def _several(name: str) -> str:
    """A name as English gives it to several; any other as it is."""
    return f"{name}s" if name[-1:].translate(_LOWER) in _LETTERS else name


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
    """By KPI, what its goals say of it."""
    found: dict[str, list[Amount]] = defaultdict(list)
    for aim in aims(library):
        goal = aim.goal
        steps = [milestone.value for milestone in goal.milestones]
        found[aim.kpi.id] += [goal.baseline, goal.target, *steps]
    return found


def states(figure: Figure) -> bool:
    """Whether a figure is stated as what holds; 超过 48 小时的 is but a condition."""
    return figure.bound in ("at-most", "at-least", "exactly")


def equal(one: Amount, other: Amount) -> bool:
    """Whether two amounts are the same size, however they are written."""
    return comparable(one, other) and size(one) == size(other)
