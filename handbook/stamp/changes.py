"""What changed in meaning between two contents of a document, and the class of the change.

Things are told apart by their ids: a step that moved is no other step. What has no id is matched by
likeness. The class is the least that the author may claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from handbook.stamp.digest import Content, canonical, canonical_json
from handbook.stamp.fields import field, fields_of
from handbook.stamp.history import CLASSES, Class
from handbook.stamp.meaning import ORDERED, binds, may_be_reworded

Way = Literal["added", "removed", "moved", "renamed", "changed"]
_LABELS = (
    "title", "name", "term", "do", "text", "question", "check", "what", "about", "label", "when",
    "id",
)  # fmt: skip
_ALIKE = 0.5
"""From this likeness on (difflib's ratio) two texts are one text that was changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``route`` holds keys, and ``#id`` or ``#2`` for the members of lists.

    ``labels`` are what the members on the way are called.

    ``before`` and ``after`` are values of the content, None where there is none; of what moved they
    are its places, counted from 1, of what was renamed the two ids.
    """

    way: Way
    route: tuple[str, ...]
    labels: tuple[str, ...]
    before: Any
    after: Any
    change_class: Class

    @property
    def field(self) -> str:
        """The innermost field."""
        return next(part for part in reversed(self.route) if not part.startswith("#"))


def differences(
    kind: str, old: Content, new: Content, names: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """Every difference between two contents of a kind, in the order of the new one.

    ``names`` are those of roles and the like: prose that names another is no longer the same.
    """
    return all_differences(kind, canonical(old), canonical(new), names)


def all_differences(
    kind: str, old: Content, new: Content, names: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """As :func:`differences`, those too that change no meaning."""
    compared = _Compared(_pattern(names))
    return tuple(compared.mappings(fields_of(kind), _Spot(), old, new))


def class_of(found: Iterable[Difference]) -> Class | None:
    """The class of a change: the gravest of its differences; None where there is none."""
    return max((one.change_class for one in found), key=CLASSES.index, default=None)


def label_of(value: Any) -> str:
    """What a thing is called, by its content."""
    if not isinstance(value, dict):
        return ""
    return next((str(value[name]) for name in _LABELS if value.get(name)), "")


def _pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    longest = sorted((re.escape(name) for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(longest)) if longest else None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in two contents, by its route and by what the things on the way are called."""

    route: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    def key(self, name: str) -> _Spot:
        return _Spot((*self.route, name), self.labels)

    def member(self, mark: str | int, thing: Any) -> _Spot:
        return _Spot((*self.route, f"#{mark}"), (*self.labels, label_of(thing)))

    def differs(self, way: Way, before: Any, after: Any, least: Class) -> Difference:
        return Difference(way, self.route, self.labels, before, after, least)

    @property
    def is_ordered(self) -> bool:
        """Whether this is a list whose order is the build of a document."""
        return self.route[-1] in ORDERED

    @property
    def grave(self) -> Class:
        """The class of a member more, or of one without an id less."""
        return "structural" if self.is_ordered else "normative"


@dataclass(frozen=True, slots=True)
class _Compared:
    names: re.Pattern[str] | None

    def mappings(
        self, model: Any, at: _Spot, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Iterator[Difference]:
        for key in [*new, *(key for key in old if key not in new)]:
            before, after = old.get(key), new.get(key)
            if before != after and (key != "id" or not at.route):
                yield from self.values(model, at.key(key), before, after)

    def values(self, model: Any, at: _Spot, before: Any, after: Any) -> Iterator[Difference]:
        """The values of one key, which differ."""
        known = field(model, at.route[-1])
        if isinstance(before, dict) and isinstance(after, dict):
            yield from self.mappings(known.model, at, before, after)
        elif _things(before) and _things(after):
            yield from self.things(known.model, at, before or [], after or [])
        elif isinstance(before, list) and isinstance(after, list) and known.is_prose:
            yield from self.texts(model, at, before, after)
        else:
            yield at.differs("changed", before, after, self.least(model, at, before, after))

    def least(self, model: Any, at: _Spot, before: Any, after: Any) -> Class:
        """The class of a value's change."""
        key = at.route[-1]
        known = field(model, key)
        if not may_be_reworded(model, key):
            same = isinstance(before, list) and isinstance(after, list) and known.is_reference
            return "editorial" if same and sorted(before) == sorted(after) else "normative"
        if not known.is_prose:
            return "editorial"
        if not (isinstance(before, str) and isinstance(after, str)):
            return "normative"
        return "editorial" if self.bound(before) == self.bound(after) else "normative"

    def bound(self, text: str) -> list[str]:
        return binds(text) + (self.names.findall(text) if self.names else [])

    def texts(self, model: Any, at: _Spot, old: list[str], new: list[str]) -> Iterator[Difference]:
        """A list of prose, each entry for itself."""
        if sorted(old) == sorted(new):
            yield at.differs("changed", old, new, "normative")
            return
        for before, after in _paired(old, new):
            yield at.differs("changed", before, after, self.least(model, at, before, after))

    def things(self, model: Any, at: _Spot, old: list[Any], new: list[Any]) -> Iterator[Difference]:
        """A list of things: by their ids where they have them, by likeness else."""
        if all("id" in one for one in [*old, *new]):
            yield from self.by_id(model, at, old, new)
            return
        for before, after in _paired(old, new):
            side, one = (old, before) if after is None else (new, after)
            here = at.member(side.index(one) + 1, one)
            if before is None:
                yield here.differs("added", None, after, at.grave)
            elif after is None:
                yield here.differs("removed", before, None, at.grave)
            else:
                yield from self.mappings(model, here, before, after)

    def by_id(self, model: Any, at: _Spot, old: list[Any], new: list[Any]) -> Iterator[Difference]:
        was = {str(one["id"]): one for one in old}
        now = {str(one["id"]): one for one in new}
        renamed = _renamed(was, now)
        former = {id_: id_ for id_ in now if id_ in was} | {b: a for a, b in renamed.items()}
        moved = _moved([renamed.get(id_, id_) for id_ in was], list(now))
        places = {id_: number for number, id_ in enumerate(was, 1)}
        for number, (id_, after) in enumerate(now.items(), 1):
            here = at.member(id_, after)
            if id_ not in former:
                yield here.differs("added", None, after, at.grave)
                continue
            before = former[id_]
            if before != id_:
                yield here.differs("renamed", before, id_, "structural")
            if id_ in moved:
                least: Class = "structural" if at.is_ordered else "editorial"
                yield here.differs("moved", places[before], number, least)
            yield from self.mappings(model, here, was[before], after)
        for id_, gone in was.items():
            if id_ not in now and id_ not in renamed:
                yield at.member(id_, gone).differs("removed", gone, None, "structural")


def _things(value: Any) -> bool:
    """Whether a value is a list of mappings, or nothing where one might be."""
    return value is None or (
        isinstance(value, list) and all(isinstance(one, dict) for one in value)
    )


def _renamed(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    """Former ids with the new ones of things that are the same but for their id."""
    gone = {canonical_json({**one, "id": ""}): id_ for id_, one in was.items() if id_ not in now}
    found = {}
    for id_, one in now.items():
        if id_ not in was and (former := gone.pop(canonical_json({**one, "id": ""}), None)):
            found[former] = id_
    return found


def _moved(was: Sequence[str], now: Sequence[str]) -> set[str]:
    """The ids that are at another place among those that stayed, as few as explain the order."""
    place = {id_: number for number, id_ in enumerate(was)}
    common = [id_ for id_ in now if id_ in place]
    kept = _longest_rising([place[id_] for id_ in common])
    return {id_ for id_ in common if place[id_] not in kept}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """A longest rising subsequence (quadratic: lists of steps are short)."""
    best: list[tuple[int, int]] = []  # length, predecessor's index
    for index, number in enumerate(numbers):
        before = [(best[i][0], i) for i in range(index) if numbers[i] < number]
        length, previous = max(before, default=(0, -1))
        best.append((length + 1, previous))
    at = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    kept = set()
    while at >= 0:
        kept.add(numbers[at])
        at = best[at][1]
    return kept


def _paired(old: list[Any], new: list[Any]) -> Iterator[tuple[Any, Any]]:
    """What differs between two lists: pairs of what became what, None for what has no other."""
    a, b = ([canonical_json(one) for one in side] for side in (old, new))
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left, right = list(range(i, j)), list(range(k, m))
        while left and right:
            if SequenceMatcher(None, a[left[0]], b[right[0]]).ratio() >= _ALIKE:
                yield old[left.pop(0)], new[right.pop(0)]
            elif len(left) >= len(right):
                yield old[left.pop(0)], None
            else:
                yield None, new[right.pop(0)]
        yield from ((old[index], None) for index in left)
        yield from ((None, new[index]) for index in right)
