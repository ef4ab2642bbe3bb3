"""Other data in a source's place: it is what was asked, and comments, order and style stay."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.load.rewrite import same, with_data
from handbook.load.tree import parse

TEXT = """\
# head
id: KPI-A-01   # never changes
total: 98
kpis:
  # the first one
  - id: kpi.a  # ours
    name: 甲
    tags: [一, 二]   # two
    scale: {min: 1, max: 5}
    text: |
      one
      two

    # of the notes
    notes:
      - first
      # between
      - second
    variants:
      - channel: chat
        mood: angry
        text: 您好
      - {channel: phone, text: "您好,请讲"}
  - id: kpi.b
    name: 乙
# end
title: 'A: B'
"""
Data = dict[str, Any]


def rewritten(data: Data, text: str = TEXT) -> str:
    """The text with that data; what is read back from it is that data."""
    found = with_data(text, parse("a.yml", text.encode()), data)
    parsed = parse("a.yml", found.encode())
    assert parsed.problems == (), found
    assert same(parsed.data, data), found
    return found


@pytest.fixture
def data() -> Data:
    return copy.deepcopy(parse("a.yml", TEXT.encode()).data)


def test_the_same_data_leaves_the_text_as_it_is(data: Data) -> None:
    assert rewritten(data) == TEXT


def test_a_value_changes_and_its_comment_stays(data: Data) -> None:
    data["kpis"][0]["name"] = "丙: 丁"
    data["total"] = 99.5
    assert rewritten(data) == TEXT.replace("甲", "'丙: 丁'").replace("98", "99.5")


def test_a_list_keeps_its_style(data: Data) -> None:
    data["kpis"][0]["tags"] = ["零", "一", "三", "四"]
    data["kpis"][0]["notes"] = ["first", "between", "second", "third"]
    assert rewritten(data) == TEXT.replace("[一, 二]   #", "[零, 一, 三, 四]   #").replace(
        "      - first\n      # between\n      - second\n",
        "      - first\n      - between\n      # between\n      - second\n      - third\n",
    )


def test_entries_of_lists_go(data: Data) -> None:
    data["kpis"][0]["tags"] = ["二"]
    data["kpis"][0]["notes"] = ["second"]
    assert rewritten(data) == TEXT.replace("[一, 二]", "[二]").replace(
        "first\n      # between\n      - ", ""
    )


def test_keys_come_and_go(data: Data) -> None:
    first = data["kpis"][0]
    del first["scale"], first["variants"][0]["channel"], first["variants"][1]["channel"]
    first["variants"][0]["note"] = "x"
    data["kpis"][1]["scale"] = {"min": 0, "max": 1}
    found = rewritten(data)
    assert "      - mood: angry\n        text: 您好\n        note: x\n" in found
    assert '      - {text: "您好,请讲"}\n' in found
    assert "    name: 乙\n    scale: {min: 0, max: 1}\n# end\n" in found


def test_a_text_of_several_lines_stays_one(data: Data) -> None:
    data["kpis"][0]["text"] = "one\n\nthree\n"
    data["kpis"][1]["name"] = "x\n y"
    found = rewritten(data)
    assert "    text: |\n      one\n\n      three\n\n    # of the notes\n" in found
    assert "    name: |-\n      x\n       y\n# end\n" in found


def test_new_entries_come_last(data: Data) -> None:
    data["kpis"].append({"id": "kpi.c", "tags": ["一"], "variants": [{"text": "a"}, {"text": "b"}]})
    data["kpis"][0]["variants"].append({"text": "新"})
    found = rewritten(data)
    assert '"您好,请讲"}\n      - text: 新\n  - id: kpi.b' in found
    assert (
        "    name: 乙\n  - id: kpi.c\n    tags: [一]\n    variants:\n      - text: a\n"
        "      - text: b\n# end\n" in found
    )


def test_a_new_entry_between_others_leaves_them_their_lines(data: Data) -> None:
    data["kpis"][0]["variants"].insert(1, {"text": "新"})
    data["kpis"].insert(0, {"id": "kpi.0"})
    found = rewritten(data)
    new = "        text: 您好\n      - text: 新\n"
    assert "kpis:\n  # the first one\n  - id: kpi.0\n  - id: kpi.a  # ours\n" in found
    assert found.replace("  - id: kpi.0\n", "") == TEXT.replace("        text: 您好\n", new)


def test_an_entry_that_changes_beside_a_new_one_keeps_its_comment() -> None:
    text = "a:\n  - {text: 您好，请讲}   # ours\n"
    data = {"a": [{"text": "再见"}, {"text": "您好，请说"}]}
    assert rewritten(data, text) == "a:\n  - text: 再见\n  - {text: 您好，请说}   # ours\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_breaks_and_byte_order_mark_stay(mark: str) -> None:
    text = mark + TEXT.replace("\n", "\r\n")
    data = parse("a.yml", text.encode()).data
    data["kpis"][0]["notes"].append("x\ny")
    data["kpis"][0]["name"] = "丙"
    found = rewritten(data, text)
    assert found.count("\n") == found.count("\r\n") == TEXT.count("\n") + 3
    assert found.startswith(mark)


def test_front_matter_is_changed_where_it_stands() -> None:
    text = "---\nid: A-01\ntags: [a]\n---\nText: [a]\n"
    data = parse("a.md", text.encode()).data
    data["tags"] = ["b"]
    found = with_data(text, parse("a.md", text.encode()), data)
    assert found == text.replace("[a]", "[b]", 1)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf"]), min_size=1)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join) | st.sampled_from(
    ["3.10", "no", "22:30", "0123", "1e5", "0o17", "~", "null", "- a", "# b", "a: b", " x ", "=1+1",
     "[[sla.a]]内", "{order_no}", "a\n", "\na", "a\n\n", "  a\nb", "\t", "a #b", "'", '"', "y",
     "|", ">-", "%a", "@a", "`", "!x", "&a", "*a", "a,b", "a]b", "?", "---", "...", "a\n---\nb"]
)  # fmt: skip
VALUES = (
    LINES
    | st.booleans()
    | st.integers(-9999, 9999)
    | st.floats(-99, 99).map(lambda value: round(value, 2))
)
PLAIN = st.lists(LINES, min_size=1, max_size=4)
ITEMS = st.fixed_dictionaries(
    {"id": LINES},
    optional={"a": VALUES, "b": PLAIN, "c": st.dictionaries(st.sampled_from("xyz"), VALUES,
              min_size=1), "d": st.lists(st.fixed_dictionaries({"t": LINES}, optional={
              "m": VALUES}), min_size=1, max_size=3)},
)  # fmt: skip
SOURCES = st.fixed_dictionaries(
    {"id": st.just("A-01"), "items": st.lists(ITEMS, min_size=1, max_size=3)},
    optional={"total": VALUES, "body": LINES},
)


@given(SOURCES, SOURCES)
def test_any_data_takes_the_place_of_any_other(old: Data, new: Data) -> None:
    first = rewritten(old, "id: A-01\n")
    rewritten(new, first)
