"""The longest way through a graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def longest(
    graph: Mapping[str, Sequence[str]], start: str, lengths: Mapping[str, float]
) -> list[str]:
    """The longest way from ``start``, each node once: a way back to a node on it ends it."""
    order, ahead = _order(graph, start)
    best: dict[str, tuple[float, str]] = {}
    for node in order:
        ways = [(best[after][0], after) for after in ahead[node]]
        length, after = max(ways, key=lambda way: way[0], default=(0.0, ""))
        best[node] = (lengths[node] + length, after)
    path = [start]
    while after := best[path[-1]][1]:
        path.append(after)
    return path


def _order(
    graph: Mapping[str, Sequence[str]], start: str
) -> tuple[list[str], dict[str, list[str]]]:
    """Nodes, those that lie behind a node before it, and the ways that do not lead back."""
    order: list[str] = []
    ahead: dict[str, list[str]] = {start: []}
    on_way = {start}
    stack = [(start, iter(graph[start]))]
    while stack:
        node, rest = stack[-1]
        after = next(rest, None)
        if after is None:
            on_way.discard(node)
            order.append(node)
            stack.pop()
        elif after not in on_way:
            ahead[node].append(after)
            if after not in ahead:
                ahead[after] = []
                on_way.add(after)
                stack.append((after, iter(graph[after])))
    return order, ahead
