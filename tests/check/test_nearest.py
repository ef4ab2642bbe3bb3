"""Near ids are found without comparing each with each, and circles without running in them."""

from __future__ import annotations

import pytest

from handbook.check.cycles import cycles
from handbook.check.markup import Mark, marks
from handbook.check.nearest import Nearest


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("sla.complaint-first-respons", "sla.complaint-first-response"),
        ("script.refund-promises", "script.refund-promise"),
        ("SOP-CMP-001", "SOP-CMP-01"),
    ],
)
def test_the_nearest_comes_first(wanted: str, near: str) -> None:
    ids = ["SOP-CMP-01", "SOP-CMP-11", "sla.complaint-first-response", "script.refund-promise"]
    assert Nearest(ids).near(wanted)[:1] == [near]


def test_nothing_near_is_nothing() -> None:
    assert Nearest([]).near("x") == []
    assert Nearest(["role.agent"]).near("kpi.satisfaction") == []


def test_the_work_for_one_does_not_grow_with_the_number_of_ids() -> None:
    nearest = Nearest(f"SOP-GEN-{number:05}" for number in range(20_000))
    assert len(nearest._candidates("SOP-GEN-0123")) <= 40
    assert nearest.near("SOP-GEN-0123")


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, [["a", "b", "c"]]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [["a", "b"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b"], ["c", "d"]]),
        ({"a": ["nowhere"]}, []),
    ],
)
def test_each_group_shows_one_circle(graph: dict[str, list[str]], found: list[list[str]]) -> None:
    assert list(cycles(graph)) == found


def test_a_long_chain_is_followed_without_recursion() -> None:
    chain = {str(n): [str(n + 1)] for n in range(50_000)}
    assert list(cycles(chain)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("金额 < 100，[注]，a[0]", ()),
        ("`<b>` 和 `[x](y)`", ()),
        ("先<b>安抚", (Mark("html", "<b>"),)),
        ("[x](a b)", ()),
        ("[x](../a.md '题')", (Mark("link", "../a.md"),)),
        ("<https://a.b>", (Mark("link", "https://a.b"),)),
        ("[![x](a.png)](b.md)", (Mark("link", "b.md"), Mark("image", "a.png"))),
        ("\\<b>", ()),
    ],
)
def test_markdown_is_read_as_the_renderer_reads_it(text: str, found: tuple[Mark, ...]) -> None:
    assert marks(text, block=False) == found
    assert marks(text, block=True) == found
