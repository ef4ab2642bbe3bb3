"""What the handbook sets as a standard: limits, counted standards, targets, and goals by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handbook.check.limits import dimension, value_of, words
from handbook.check.rule import Context
from handbook.check.settled import Settled
from handbook.diagnostics import Problem
from handbook.model.figures import unit_of
from handbook.model.kpi import KpiItem
from handbook.model.library import Entry, Library
from handbook.model.programme import Goal
from handbook.model.quantity import Amount
from handbook.model.service_level import ServiceLevel
from handbook.source import Place


class Standing(NamedTuple):
    """A standing figure for a KPI, and whose it is."""

    entry: Entry
    amount: Amount
    place: Place


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal with its KPI."""

    goal: Goal
    entry: Entry
    kpi: KpiItem

    def worse(self, one: float, other: float) -> bool:
        """Whether the first value of the KPI is worse than the second."""
        return one < other if self.kpi.direction == "higher" else one > other

    def at(self, *route: str | int) -> Place:
        """The place of something in the goal."""
        return below(self.entry, *route)


def below(entry: Entry, *route: str | int) -> Place:
    """The place of something in an item: its own place is that of its id."""
    return Place(entry.place.file, (*entry.place.route[:-1], *route))


def in_use(library: Library, kind: str) -> Iterator[Entry]:
    """The items of a kind whose document is not retired, in the order of the sources."""
    for entry in library.entries.values():
        if entry.kind != kind:
            continue
        if not entry.document or library.documents[entry.document].status != "retired":
            yield entry


def amount_of(kpi: KpiItem, value: float | None) -> Amount | None:
    """A value of a KPI with its unit; None where the unit is none that is known."""
    unit = unit_of(kpi.unit)
    return None if unit is None or value is None else Amount(value, unit)


def aims(library: Library) -> Iterator[Aim]:
    """Every goal that names a KPI."""
    for entry in in_use(library, Goal.KIND):
        goal = entry.value
        kpi = library.entries.get(goal.kpi) if isinstance(goal, Goal) and goal.kpi else None
        if isinstance(goal, Goal) and kpi and isinstance(kpi.value, KpiItem):
            yield Aim(goal, entry, kpi.value)


def standing(context: Context) -> dict[str, list[Standing]]:
    """By KPI: its own target, and the limits of the service levels that it measures."""
    library = context.library
    found: dict[str, list[Standing]] = defaultdict(list)
    for entry in in_use(library, KpiItem.KIND):
        if isinstance(kpi := entry.value, KpiItem) and (amount := amount_of(kpi, kpi.target)):
            found[entry.address].append(Standing(entry, amount, below(entry, "target")))
    for entry in in_use(library, ServiceLevel.KIND):
        level, amount = entry.value, value_of(entry.value)
        if isinstance(level, ServiceLevel) and amount:
            for kpi_id in level.kpis:
                found[kpi_id].append(Standing(entry, amount, below(entry, "limit")))
    return found


def unsettled(context: Context) -> Iterator[tuple[Aim, Standing]]:
    """Every goal beside each standing figure for the same, unless a decision concerns both."""
    settled, figures = context.once(Settled), context.once(standing)
    for aim in aims(context.library):
        for one in figures.get(aim.goal.kpi or "", ()):
            same = comparable(aim.goal.target, one.amount)
            if same and not settled(aim.goal.id, one.entry.address):
                yield aim, one


def at_odds(code: str, aim: Aim, one: Standing) -> Problem:
    """The problem that a goal's target and a standing figure are, both places named."""
    args = {"goal": aim.goal.id, "target": words(aim.goal.target)}
    args |= {"standing": one.entry.address, "amount": words(one.amount)}
    return Problem(code, aim.at("target"), args, ((one.place, "standing"),))


def comparable(one: Amount, other: Amount) -> bool:
    """Whether two amounts measure the same thing."""
    return dimension(one) == dimension(other)
