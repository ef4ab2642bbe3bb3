"""No bytes break the loader or the models, and every span lies inside its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handbook.check.engine import check
from handbook.check.registry import RULES
from handbook.diagnostics import Diagnostic
from handbook.load.discover import Discovery
from handbook.load.tree import parse, parse_tree
from handbook.model.library import build_library
from handbook.source import Span

SOP = "sop_sources/sops/A.yml"
POLICY = "sop_sources/policies/A.md"
TODAY = date(2026, 12, 1)

LINES = st.sampled_from(["x: |", ""]) | st.sampled_from(
    """\
id: SOP-A-01|title: 退货|version: 1.0.0|version: 1.10|status: draft|owner: dept.a|approver: role.b
purpose: 甲[[SOP-A-01]]乙|trigger: '{x}'|steps:|  - id: a|    do: 登记|    who: role.a|changes:
    within: 10min|    branches:|  - version: 1.0.0|    date: 2026-02-30|    class: structural
    summary: x|    author: y|---|...|## 总则 {#a}|### 目的 {#b}|# 注释|a: b: c|- x|x: [|x: {|x: '
x: "|  y|? z|&a b: *a|%YAML 1.2|：|\u3000x: 1|key: no|[[|]]|```|x: !!str 1|\u202e|\r|\t""".replace(
        "\n", "|"
    ).split("|")
)
FOLDER = Path(__file__).parent.parent / "check" / "base"
BASE = {
    path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.yml"))
}
FILES = st.sampled_from([SOP, POLICY, "sop_sources/roles.yml", "sop_sources/handbook.yml"])


@settings(max_examples=300)
@given(FILES, st.binary() | st.text().map(str.encode))
@example(SOP, b"a: " + b"9" * 5000)
@example(SOP, b"a: " + b"9" * 400 + b".5")
@example(SOP, b"a: \xef\xbf\xbf")
@example(POLICY, b"---\n---")
@example(POLICY, b"---\nid: A\n---\n### a {#b}")
def test_any_bytes_can_be_parsed(file: str, raw: bytes) -> None:
    loaded = parse(file, raw, articles=file == POLICY)
    for problem in loaded.problems:
        assert isinstance(problem.at, Span)
        inside(problem.at, raw)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FILES, st.lists(LINES, max_size=25).map("\n".join), min_size=1))
def test_any_lines_can_be_checked(files: dict[str, str]) -> None:
    raw = {file: text.encode() for file, text in files.items()}
    for finding in findings(raw):
        assert finding.code != "CFG09", finding
        inside(finding.span, raw.get(finding.span.file, b""))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(BASE)), st.data())
def test_any_edit_of_a_good_project_can_be_checked(file: str, data: st.DataObject) -> None:
    text = BASE[file].decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    new = data.draw(
        st.text(st.sampled_from(" \n\t:-[]{}#|>'\"*&!%@\\,.0129axno退：　[\u200b"), max_size=8)
    )
    raw = BASE | {file: (text[:start] + new + text[end:]).encode()}
    for finding in findings(raw):
        assert finding.code != "CFG09", finding
        inside(finding.span, raw.get(finding.span.file, b""))


@pytest.mark.parametrize("text", ["[" * 50_000, "a: " * 50_000, "- " * 50_000, "{a: " * 9_999])
def test_what_is_made_to_stop_the_tool_is_refused(text: str) -> None:
    (problem,) = parse(SOP, text.encode()).problems
    assert problem.code in ("FMT03", "FMT10")


def findings(raw: dict[str, bytes]) -> list[Diagnostic]:
    tree = parse_tree(Discovery(Path(), texts=raw))
    return check(build_library(tree), TODAY, rules=RULES)


def inside(span: Span, raw: bytes) -> None:
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
    assert span.end_line <= len(rows)
    assert span.column <= len(rows[span.line - 1]) + 1
    assert span.end_column <= len(rows[span.end_line - 1]) + 1
