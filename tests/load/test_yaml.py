"""Strict YAML keeps what is written, and says where everything stands."""

from __future__ import annotations

from typing import Any

import pytest
from yaml import SafeLoader

from handbook.load import yaml
from handbook.load.node import Loaded
from handbook.source import Place, Span


def data(text: str) -> Any:
    parsed = yaml.load("a.yml", text)
    assert parsed.problems == ()
    return parsed.data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("10", 10),
        ("-3", -3),
        ("0", 0),
        ("1.5", 1.5),
        ("0.5", 0.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("True", "True"),
        ("yesterday", "yesterday"),
        ("2026-12-01", "2026-12-01"),
        ("1.2.3", "1.2.3"),
        ("10min", "10min"),
        ("2-3 items", "2-3 items"),
        ('"22:30"', "22:30"),
        ("'no'", "no"),
        ("退货", "退货"),
        ("=", "="),
        ("<<", "<<"),
        ("'{{ x }}{% y %}'", "{{ x }}{% y %}"),
    ],
)
def test_plain_values_are_what_they_look_like(written: str, value: Any) -> None:
    assert data(f"a: {written}\n") == {"a": value}


def test_text_in_blocks_and_quotes_is_never_reinterpreted() -> None:
    text = "a: |\n  no\nb: >-\n  22:30\nc: |\n  {{ x }} {% y %} ${z}\n"
    assert data(text) == {"a": "no\n", "b": "22:30", "c": "{{ x }} {% y %} ${z}\n"}


def test_nothing_is_carried_out() -> None:
    parsed = yaml.load("a.yml", "a: !!python/object/apply:os.system ['exit 1']\n")
    assert [problem.code for problem in parsed.problems] == ["FMT06"]


def test_all_slips_of_a_file_are_told_at_once() -> None:
    parsed = yaml.load("a.yml", "a: &x no\nb: *x\na: 2\nc: !t 3.10\nd:\n")
    codes = [problem.code for problem in parsed.problems]
    assert codes == ["FMT05", "FMT07", "FMT05", "FMT04", "FMT06", "FMT07", "FMT27"]


@pytest.mark.parametrize(
    ("place", "span"),
    [
        (Place("a.yml", ("id",)), (1, 5, 1, 6)),
        (Place("a.yml", ("id",), key=True), (1, 1, 1, 3)),
        (Place("a.yml", ("steps", 1, "do")), (6, 9, 6, 11)),
        (Place("a.yml", ("steps", 0)), (3, 5, 3, 7)),
        (Place("a.yml", ("steps",)), (3, 3, 3, 3)),
        (Place("a.yml"), (1, 1, 1, 3)),
        (Place("a.yml", ("none", "at", "all")), (1, 1, 1, 3)),
        (Place("a.yml", ("steps", 9)), (3, 3, 3, 3)),
        (Place("a.yml", ("text",), needle="[[b]]"), (9, 4, 9, 9)),
        (Place("a.yml", ("text",), needle="nowhere"), (7, 7, 10, 1)),
    ],
)
def test_a_route_leads_to_its_span(place: Place, span: tuple[int, int, int, int]) -> None:
    text = "id: A\nsteps:\n  - id: a\n    do: 甲\n  - id: b\n    do: 乙丙\n"
    text += "text: |\n  [[a]]\n  见[[b]][[b]]\n"
    loaded = Loaded.of("a.yml", yaml.load("a.yml", text))
    assert loaded.locate(place, text) == Span("a.yml", *span)


def test_occurrences_of_a_needle_are_counted() -> None:
    text = "a: 见[[b]][[b]]\nb: '[[b]]'\n"
    loaded = Loaded.of("a.yml", yaml.load("a.yml", text))
    place = Place("a.yml", ("a",), needle="[[b]]")
    assert [loaded.locate(place, text, nth).column for nth in range(4)] == [5, 10, 10, 10]


def test_the_plain_python_parser_serves_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, {b: '退货'}]\nc: |\n  d\n"
    fast = yaml.load("a.yml", text)
    monkeypatch.setattr(yaml, "_LOADER", SafeLoader)
    slow = yaml.load("a.yml", text)
    assert slow.data == fast.data
    assert slow.problems == fast.problems == ()
    wrong = ("a: b: c", "a: 'x", "a: [1\nb: 2", "a: [", "a: @x", "a: **b**", "\ta: 1")
    for text in wrong:
        codes = [problem.code for problem in yaml.load("a.yml", f"{text}\n").problems]
        assert len(codes) == 1
        assert codes[0] in ("FMT03", "FMT08")
