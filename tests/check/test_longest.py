"""The longest way through steps that may lead back."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from handbook.check.longest import longest

NODES = "abcde"
lengths = st.fixed_dictionaries({node: st.integers(0, 9).map(float) for node in NODES})


def test_a_way_back_ends_it() -> None:
    graph = {"a": ["b", "c"], "b": ["a"], "c": ["d"], "d": ["c"]}
    assert longest(graph, "a", {"a": 1, "b": 2, "c": 1, "d": 2}) == ["a", "c", "d"]


def test_a_thousand_steps_are_no_recursion() -> None:
    graph = {str(at): [str(at + 1)] for at in range(5000)} | {"5000": []}
    assert len(longest(graph, "0", dict.fromkeys(graph, 1.0))) == 5001


@given(st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))), lengths)
def test_without_a_way_back_no_other_way_is_longer(
    edges: set[tuple[str, str]], sizes: dict[str, float]
) -> None:
    forward = {node: sorted({b for a, b in edges if a == node and b > node}) for node in NODES}
    found = longest(forward, "a", sizes)
    assert all(b in forward[a] for a, b in pairwise(found))
    ways = [
        ("a", *rest)
        for count in range(len(NODES))
        for rest in permutations(NODES[1:], count)
        if all(b in forward[a] for a, b in zip(("a", *rest), rest, strict=False))
    ]
    assert sum(sizes[one] for one in found) == max(sum(sizes[x] for x in way) for way in ways)


@given(st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))), lengths)
def test_a_way_goes_along_the_graph_and_through_no_step_twice(
    edges: set[tuple[str, str]], sizes: dict[str, float]
) -> None:
    graph = {node: sorted({b for a, b in edges if a == node}) for node in NODES}
    found = longest(graph, "a", sizes)
    assert len(set(found)) == len(found)
    assert all(b in graph[a] for a, b in pairwise(found))
