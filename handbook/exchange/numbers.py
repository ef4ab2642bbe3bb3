"""Which thing a row is that has a number and no id: numbers shift when a row is put in between.

What went out is known by its state, whatever number it has now. So a new row may have any number,
as long as those that were there keep their order: that is changed in the sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.diagnostics import Problem
from handbook.exchange.columns import NUMBER
from handbook.exchange.heads import Head
from handbook.exchange.lines import Line, Refused, Target, name_of, refused
from handbook.exchange.rows import Keys, forms, ordinal, state


def numbered(head: Head, lines: Sequence[Line], index: Mapping[Keys, Target]) -> list[Line]:
    """Rows with the numbers that they have in their source, new ones without. Raises Refused."""
    lists: dict[Keys, list[str]] = defaultdict(list)
    for keys, target in index.items():
        lists[keys[:-1]].append(state(forms(head.sheet, target.value)))
    groups: dict[Keys, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.keys[:-1]].append(replace(line, said=ordinal(line.keys[-1])))
    problems: list[Problem] = []
    found: list[Line] = []
    for keys, group in groups.items():
        known = _known(head, group, lists[keys])
        problems += [*_twice(head, group), *_disordered(head, group, known)]
        found += [replace(one, keys=(*keys, str(known.get(one.row, "")))) for one in group]
    if problems:
        raise Refused(*problems)
    return found


def order(new: Sequence[int], known: Mapping[int, int], count: int) -> list[int]:
    """The former places of a list's entries in their new order; new ones stand from ``count`` on.

    ``new`` are the numbers that these ask for, ``known`` those that others in the sheet have, with
    their former ones. A new entry follows the others with lower numbers, and is last where there
    are none with higher ones, or it asks for nothing.
    """
    after = defaultdict[int, list[tuple[bool, int, int]]](list)
    for place, said in enumerate(new, count):
        between = any(one > said > 0 for one in known)
        lower = max((own for one, own in known.items() if one < said), default=0)
        after[lower if between else count].append((not said, said, place))
    found = [place for *_, place in sorted(after[0])]
    for number in range(1, count + 1):
        found += [number - 1, *(place for *_, place in sorted(after[number]))]
    return found


def _known(head: Head, lines: Sequence[Line], states: Sequence[str]) -> dict[int, int]:
    """By row the numbers that entries have in the source, told by their states there."""
    free = dict(enumerate(states, 1))
    found: dict[int, int] = {}
    was = {line.row: line.state(head.sheet) or state(line.values(head.sheet)) for line in lines}

    def settle(rows: Sequence[Line], number_of: Callable[[Line], int]) -> list[Line]:
        for line in rows:
            if (number := number_of(line)) in free:
                found[line.row] = number
                del free[number]
        return [line for line in rows if line.row not in found]

    # A copy, which is often above what it is a copy of, has another number.
    left = settle(lines, lambda one: one.said if free.get(one.said) == was[one.row] else 0)
    left = settle(left, lambda one: next((n for n, its in free.items() if its == was[one.row]), 0))
    # Beside one that cannot be told, a row that did not go out is new, whatever its number.
    settle([one for one in left if one.state(head.sheet)] or left, lambda one: one.said)
    return found


def _twice(head: Head, lines: Sequence[Line]) -> Iterator[Problem]:
    first: dict[int, Line] = {}
    for line in lines:
        if line.said and first.setdefault(line.said, line) != line:
            column = head.sheet.keys[-1]
            related = ((head.at(first[line.said].row, column), "first"),)
            args = {"why": "twice", "value": name_of(line.keys)}
            yield Problem("XCH08", head.at(line.row, column), args, related)


def _disordered(head: Head, lines: Sequence[Line], known: Mapping[int, int]) -> Iterator[Problem]:
    """Tell of rows that have changed places with others."""
    told = sorted(
        (line.said, known[line.row], line.row) for line in lines if line.row in known and line.said
    )
    owns = [own for _, own, _ in told]
    for said, own, row in told if owns != sorted(owns) else ():
        if said != own:
            yield from refused(head, row, NUMBER, why="order", value=said, now=own).problems
