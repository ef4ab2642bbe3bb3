"""The steps of all procedures as one graph: where each way out of a step leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handbook.check.rule import Context
from handbook.model.sop import Sop, Step
from handbook.source import Place

END = "end"
"""Where a way leads that ends the flow, or leaves the procedures."""


class Way(NamedTuple):
    """A way out of a step: the address of the step that it leads to, or END."""

    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Flow:
    """Steps by address, the ways out of each, and where flows begin."""

    steps: dict[str, Step]
    ways: dict[str, tuple[Way, ...]]
    firsts: tuple[str, ...]
    """The first step of each procedure."""
    starts: tuple[str, ...]
    """These, and the steps to which an exception leads."""
    places: dict[str, Place]
    """The place of each step in its source."""

    def targets(self, steps: Iterable[str] | None = None) -> dict[str, list[str]]:
        """The graph of the given steps only, or of all, without END."""
        kept = self.steps.keys() if steps is None else dict.fromkeys(steps)
        return {
            one: [way.target for way in self.ways[one] if way.target in kept]
            for one in self.steps
            if one in kept
        }

    def way(self, source: str, target: str) -> Way:
        """The way from one step to another that is taken first."""
        return next(way for way in self.ways[source] if way.target == target)

    def path(self, steps: Iterable[str]) -> str:
        """A path for a message: what is done, with the document's id wherever that changes."""
        said, before = [], ""
        for one in steps:
            document, _, _ = one.partition("#")
            prefix = f"{document} " if document != before else ""
            said.append(prefix + self.steps[one].do)
            before = document
        return " → ".join(said)


def flow(context: Context) -> Flow:
    """The graph of every procedure that is in use."""
    library = context.library
    sops = [one for one in library.of_kind(Sop.KIND) if one.status != "retired"]
    firsts = {sop.id: f"{sop.id}#{sop.steps[0].id}" for sop in sops}
    steps = {f"{sop.id}#{step.id}": step for sop in sops for step in sop.steps}

    def resolved(go: str, document: str) -> str:
        if go == END:
            return END
        address = go if "#" in go or go[:1].isupper() else f"{document}#{go}"
        address = firsts.get(address, address)
        return address if address in steps else END

    ways, places, starts = {}, {}, list(firsts.values())
    for sop in sops:
        file = library.file_of(sop.id)
        for number, step in enumerate(sop.steps):
            address = f"{sop.id}#{step.id}"
            places[address] = Place(file, ("steps", number))
            ways[address] = tuple(
                Way(resolved(go, sop.id), place) for go, place in _leads(sop, number, file)
            )
        starts += [resolved(one.go, sop.id) for one in sop.exceptions]
    begun = tuple(one for one in starts if one != END)
    return Flow(steps, ways, tuple(firsts.values()), begun, places)


def _leads(sop: Sop, number: int, file: str) -> Iterator[tuple[str, Place]]:
    """Where a step leads, as written: its branches, or what is next, or the step below."""
    step = sop.steps[number]
    below = sop.steps[number + 1].id if number + 1 < len(sop.steps) else END
    route = ("steps", number)
    if step.branches:
        for at, branch in enumerate(step.branches):
            yield branch.go, Place(file, (*route, "branches", at, "go"))
    elif step.next:
        yield step.next, Place(file, (*route, "next"))
    else:
        yield below, Place(file, (*route, "id"))


def reached(flow: Flow, starts: Iterable[str]) -> set[str]:
    """All steps that can be come to from the given ones, these included."""
    found, waiting = set(starts), list(starts)
    while waiting:
        for way in flow.ways[waiting.pop()]:
            if way.target not in found and way.target != END:
                found.add(way.target)
                waiting.append(way.target)
    return found


def ending(flow: Flow) -> set[str]:
    """All steps from which the end can be come to."""
    back: dict[str, list[str]] = {}
    for source, ways in flow.ways.items():
        for way in ways:
            back.setdefault(way.target, []).append(source)
    found: set[str] = set()
    waiting = [END]
    while waiting:
        for source in back.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found
