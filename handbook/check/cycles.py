"""Circles in a graph, one for each group of nodes that reach each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]


def cycles(graph: Graph) -> Iterator[list[str]]:
    """A shortest circle through the first node of each group, in the graph's order.

    The first node of a circle is not repeated at its end.
    """
    group = _groups(graph)
    seen: set[int] = set()
    for node in graph:
        if group[node] not in seen and (found := _circle(graph, group, node)):
            seen.add(group[node])
            yield found


def _circle(graph: Graph, group: Mapping[str, int], start: str) -> list[str]:
    came: dict[str, str] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for after in graph.get(node, ()):
            if after == start:
                way = [node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if group.get(after) == group[start] and after not in came:
                came[after] = node
                queue.append(after)
    return []


def _groups(graph: Graph) -> dict[str, int]:
    """Number the groups of nodes that reach each other (Kosaraju: there, and back again)."""
    back: dict[str, list[str]] = {node: [] for node in graph}
    for node, after in graph.items():
        for one in after:
            if one in back:
                back[one].append(node)
    group: dict[str, int] = {}
    for number, root in enumerate(reversed(_finished(graph))):
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node not in group:
                group[node] = number
                waiting.extend(one for one in back[node] if one not in group)
    return group


def _finished(graph: Graph) -> list[str]:
    """The nodes in the order in which a search through the graph is done with them."""
    order: list[str] = []
    seen: set[str] = set()
    for root in graph:
        stack = [(root, iter(graph[root]))] if root not in seen else []
        seen.add(root)
        while stack:
            node, rest = stack[-1]
            after = next((one for one in rest if one in graph and one not in seen), None)
            if after is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(after)
                stack.append((after, iter(graph[after])))
    return order
