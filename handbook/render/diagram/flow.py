"""A procedure as a flow: who does which step, and where each way out of it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from handbook.model.quantity import Amount
from handbook.model.sop import Sop, Step
from handbook.render.words import translator

Names = Callable[[str], str]
"""From an id to what a reader is shown: a role's name, a limit's value, a document's title."""

Leads = Literal["step", "end", "away"]


@dataclass(frozen=True, slots=True)
class Words:
    """What a diagram says of its own accord."""

    start: str
    end: str
    trigger: str
    colon: str
    comma: str
    stop: str
    brackets: tuple[str, str]


@cache
def words_in(language: str) -> Words:
    """What diagrams say in a language."""
    t = translator(language)
    return Words(
        t("diagram.start"), t("diagram.end"), t("diagram.trigger"), t("shared.colon"),
        t("diagram.comma"), t("diagram.stop"), (t("diagram.open"), t("diagram.close")),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lane:
    """One actor."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """One step; ``address`` is what it is linked by, ``lane`` an index into the flow's lanes."""

    id: str
    address: str
    lane: int
    number: str
    text: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One way out of a step, to a step of the same flow, to the end, or to another document.

    ``label`` is shown where the target is elsewhere, ``address`` is what it is linked by.
    """

    source: str
    target: str
    leads: Leads = "step"
    when: str = ""
    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """All that a swimlane diagram shows. The first node is where it starts."""

    title: str
    trigger: str
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    words: Words = field(default_factory=lambda: words_in("zh-Hans"))

    @property
    def ways(self) -> dict[str, tuple[Edge, ...]]:
        """For every node the edges that leave it, in the order in which they were written."""
        found: dict[str, list[Edge]] = {node.id: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.source].append(edge)
        return {node: tuple(edges) for node, edges in found.items()}

    @property
    def description(self) -> str:
        """The flow as text, in order, for those who do not see it."""
        words, numbers = self.words, {node.id: node.number for node in self.nodes}
        follows = dict(zip(numbers, list(numbers)[1:], strict=False))
        said, leaving = [words.trigger + self.trigger], self.ways
        for node in self.nodes:
            who = words.comma.join(filter(None, (self.lanes[node.lane].name, node.limit)))
            ways = [
                f"{edge.when} → {_place(edge, numbers, words)}".lstrip()
                for edge in leaving[node.id]
                if edge.when or edge.target != follows.get(node.id)
            ]
            out = words.colon + words.stop.join(ways) if ways else ""
            said.append(f"{node.number}. {node.text}{who.join(words.brackets)}{out}")
        return "\n".join(said)


def flow_of(
    sop: Sop,
    names: Names,
    plain: Callable[[str], str],
    language: str = "zh-Hans",
) -> Flow:
    """The flow of a procedure; ``plain`` turns its prose into text without markup."""
    lanes = tuple(dict.fromkeys(step.who for step in sop.steps))
    nodes = (
        Node(
            step.id,
            f"{sop.id}#{step.id}",
            lanes.index(step.who),
            str(number),
            step.do,
            _limit(step, names, language),
        )
        for number, step in enumerate(sop.steps, 1)
    )
    return Flow(
        sop.title,
        plain(sop.trigger),
        tuple(Lane(lane, names(lane)) for lane in lanes),
        tuple(nodes),
        tuple(_edge(sop, source, go, plain(when), names) for source, go, when in _ways(sop)),
        words_in(language),
    )


def _limit(step: Step, names: Names, language: str) -> str:
    if step.within is None:
        return ""
    return step.within.words(language) if isinstance(step.within, Amount) else names(step.within)


def _ways(sop: Sop) -> list[tuple[str, str, str]]:
    """Source, target and condition: the branches, or else what is next, or else the step below."""
    ways = []
    for step, below in zip(sop.steps, [*(step.id for step in sop.steps[1:]), "end"], strict=True):
        if step.branches:
            ways += [(step.id, branch.go, branch.when) for branch in step.branches]
        else:
            ways.append((step.id, step.next or below, ""))
    return ways


def _edge(sop: Sop, source: str, go: str, when: str, names: Names) -> Edge:
    if go == "end":
        return Edge(source, go, "end", when)
    go = go.removeprefix(f"{sop.id}#")
    if any(step.id == go for step in sop.steps):
        return Edge(source, go, "step", when)
    document, _, _ = go.partition("#")
    if not document[:1].isupper():  # a step that does not exist: a finding of the checks
        return Edge(source, go, "away", when, go, f"{sop.id}#{go}")
    name = names(go)
    shown = document if name in (go, document) else f"{document} {name}"
    return Edge(source, go, "away", when, shown, go)


def _place(edge: Edge, numbers: dict[str, str], words: Words) -> str:
    if edge.leads == "step":
        return numbers[edge.target]
    return words.end if edge.leads == "end" else edge.label
