"""Whatever a text holds, the rules of wording and confidentiality say something or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handbook.check.engine import check
from handbook.check.registry import RULES
from handbook.load.discover import Discovery
from handbook.load.tree import parse_tree
from handbook.model.library import Library, build_library

BASE = Path(__file__).parent / "base"
FOUND = {
    path.relative_to(BASE).as_posix(): path.read_bytes()
    for path in BASE.glob("sop_sources/**/*.yml")
}
FILE = "sop_sources/scripts/greeting.yml"
SCRIPT = FOUND[FILE].decode()
PIECES = st.sampled_from([
    "您", "你", "尽快", "SLA", "{order_no}", "{", "[[sla.a|甲]]", "[[", "，", "。", ",", "...", "…",
    "--", "（", "）", "「", "」", "(", ")", '"', "！", "？", " ", "\u3000", "\n", "Ａ１", "XX", "`",
    "139 1260", "@", "a@b.cn", "身份证", "護照 E", "京A", "62", "0", "１", "X", "*", "~~~",
    "\ufffc",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)
FAMILIES = [rule for rule in RULES if rule.code[:3] in ("WRD", "PRV")]


def library(text: str) -> Library:
    block = "".join(f"\n      {line}" for line in text.split("\n"))
    source = SCRIPT.replace("text: 您好，请问您的订单号是{order_no}吗？", f"text: |-{block}")
    found = Discovery(BASE, FOUND | {FILE: source.encode("utf-8", "replace")})
    return build_library(parse_tree(found, "sop_sources", None))


@given(TEXTS)
def test_no_text_breaks_a_rule_and_each_finding_lies_in_its_file(text: str) -> None:
    asked = library(text)
    for one in check(asked, date(2026, 12, 1), rules=FAMILIES):
        assert one.code != "CFG09", one.message
        rows = asked.sources.get(one.span.file, "").split("\n")
        assert one.span.end_line <= len(rows)
        if one.fix is not None:
            row = rows[one.span.line - 1]
            assert row[one.span.column - 1 : one.span.end_column - 1] != one.fix


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_no_message_repeats_a_number(number: str) -> None:
    for one in check(library(f"电话 {number}"), date(2026, 12, 1), "en", FAMILIES):
        assert number not in one.message + one.hint


def test_the_base_is_clean() -> None:
    assert check(library("您好，请问您的订单号是{order_no}吗？"), date(2026, 12, 1)) == []
