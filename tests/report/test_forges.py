"""What forges and programs read: GitHub's commands, GitLab's list, SARIF, JUnit."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.diagnostics import Diagnostic, Related, Severity
from handbook.report.formats import FORMATS
from handbook.report.look import Look
from handbook.source import Span

HERE = Path(__file__).parent
SCHEMA = json.loads(HERE.joinpath("sarif.schema.json").read_text("utf-8"))
FILE = "sop_sources/sops/SOP-RET-01.yml"
SOURCE = "id: SOP-RET-01\ntitle: 退货,处理\ntitle: 退换货\ntitle: 退换货\n"
TITLES = {"FMT04": "键重复", "WRD07": "中文里用了半角标点"}
TWICE = Diagnostic(
    Span(FILE, 3, 1, 3, 6),
    Severity.ERROR,
    "FMT04",
    "键「title」写了两次：100%,第一次在第 2 行",
    "删去\r\n其中一个",
    (Related(Span(FILE, 2, 1, 2, 6), "第一次"), Related(Span("sop_sources/角色.yml"), "另见")),
)
COMMA = Diagnostic(Span(FILE, 2, 10, 2, 11), Severity.WARNING, "WRD07", "半角的「,」", "", (), "，")
BLOCK = Diagnostic(Span(FILE, 2, 3, 4, 1), Severity.NOTE, "REF05", "多行的内容 \x1b[31m<&\"'>", "")
WHOLE = Diagnostic(Span("sop_sources/a,b:c.docx"), Severity.NOTE, "FMT14", "不读取", "移走")
FINDINGS = [WHOLE, COMMA, BLOCK, TWICE]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, "utf-8")
    return tmp_path


def test_github_commands_are_escaped(root: Path) -> None:
    lines = FORMATS["github"](FINDINGS, root, Look(titles=TITLES)).split("\n")
    assert lines == [
        "::notice file=sop_sources/a%2Cb%3Ac.docx,title=FMT14::不读取%0A→ 移走",
        (
            f"::warning file={FILE},line=2,endLine=2,col=10,endColumn=10,"
            "title=WRD07 中文里用了半角标点::半角的「,」"
        ),
        f"::notice file={FILE},line=2,endLine=4,title=REF05::多行的内容 <U+001B>[31m<&\"'>",
        (
            f"::error file={FILE},line=3,endLine=3,col=1,endColumn=5,title=FMT04 键重复"
            "::键「title」写了两次：100%25,第一次在第 2 行%0A→ 删去<U+000D> 其中一个"
            f"%0A第一次：{FILE}:2%0A另见：sop_sources/角色.yml"
        ),
        "error 1, warning 1, note 2",
    ]


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(message=ANY, hint=ANY, file=ANY.filter(bool))
def test_no_text_escapes_from_its_command(message: str, hint: str, file: str) -> None:
    one = replace(TWICE, span=Span(file, 3, 1, 3, 6), message=message, hint=hint, related=())
    first, *rest = FORMATS["github"]([one], Path()).split("\n")
    assert rest == ["error 1"]
    match = re.fullmatch(r"::error file=([^:,]*),line=3,[^:]*::(.*)", first, re.DOTALL)
    assert match
    assert "\r" not in first


def test_gitlab_reads_a_list(root: Path) -> None:
    listed = json.loads(FORMATS["gitlab"](FINDINGS, root))
    assert listed[3] == {
        "description": "FMT04: 键「title」写了两次：100%,第一次在第 2 行 → 删去\r\n其中一个",
        "check_name": "FMT04",
        "fingerprint": listed[3]["fingerprint"],
        "severity": "critical",
        "location": {"path": FILE, "lines": {"begin": 3, "end": 3}},
    }
    assert [one["severity"] for one in listed] == ["info", "minor", "info", "critical"]
    assert json.loads(FORMATS["gitlab"]([], root)) == []


def prints(root: Path, findings: list[Diagnostic]) -> list[str]:
    return [one["fingerprint"] for one in json.loads(FORMATS["gitlab"](findings, root))]


def test_fingerprints_outlast_moved_lines_and_another_language(root: Path) -> None:
    before = prints(root, FINDINGS)
    assert len(set(before)) == len(before)
    (root / FILE).write_text("# 新的一行\n" + SOURCE, "utf-8")
    moved = [
        one if one is WHOLE else replace(one, span=shifted(one.span), message="in English")
        for one in FINDINGS
    ]
    assert prints(root, moved) == before


def shifted(span: Span) -> Span:
    return replace(span, line=span.line + 1, end_line=span.end_line + 1)


def test_lines_alike_are_told_apart(root: Path) -> None:
    again = replace(TWICE, span=Span(FILE, 4, 1, 4, 6))
    first, second = prints(root, [TWICE, again])
    assert first != second
    assert prints(root, [TWICE]) == [first]


def sarif(root: Path, findings: list[Diagnostic], look: Look = Look()) -> Any:  # noqa: B008 - frozen
    log = json.loads(FORMATS["sarif"](findings, root, look))
    jsonschema.validate(log, SCHEMA, format_checker=jsonschema.FormatChecker())
    return log["runs"][0]


def test_sarif_keeps_to_the_standard(root: Path) -> None:
    run = sarif(root, FINDINGS, Look(titles=TITLES))
    assert [one["level"] for one in run["results"]] == ["note", "warning", "note", "error"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
        "FMT14",
        "WRD07",
        "REF05",
        "FMT04",
    ]
    assert rules[0] == {"id": "FMT04", "shortDescription": {"text": "键重复"}}
    assert sarif(root, [])["results"] == []


def test_sarif_tells_where_and_what_to_write_there(root: Path) -> None:
    whole, comma, _, twice = sarif(root, FINDINGS)["results"]
    place = whole["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "sop_sources/a%2Cb%3Ac.docx", "uriBaseId": "SRCROOT"}
    }
    region = {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 11}
    assert comma["locations"][0]["physicalLocation"]["region"] == region
    (change,) = comma["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "，"}}]
    assert "fixes" not in twice
    assert [one["message"]["text"] for one in twice["relatedLocations"]] == ["第一次", "另见"]


def test_junit_fails_for_errors_only(root: Path) -> None:
    suites = ET.fromstring(FORMATS["junit"](FINDINGS, root, Look(titles=TITLES)))  # noqa: S314
    assert suites.attrib["tests"] == "4"
    assert suites.attrib["failures"] == "1"
    assert [suite.attrib["name"] for suite in suites] == ["sop_sources/a,b:c.docx", FILE]
    (failure,) = suites.iter("failure")
    assert failure.attrib["type"] == "FMT04"
    assert failure.text is not None
    assert f"{FILE}:3:1" in failure.text
    assert "<&\"'>" in "".join(one.text or "" for one in suites.iter("system-out"))


def test_junit_is_not_empty_where_all_is_well(root: Path) -> None:
    suites = ET.fromstring(FORMATS["junit"]([], root))  # noqa: S314 - our own
    assert [case.attrib["name"] for case in suites.iter("testcase")] == ["没有发现问题"]
    assert not list(suites.iter("failure"))


@given(ANY, ANY, st.sampled_from(Severity))
def test_no_text_breaks_the_documents(message: str, hint: str, severity: Severity) -> None:
    one = replace(TWICE, message=message or "x", hint=hint, severity=severity)
    ET.fromstring(FORMATS["junit"]([one], Path()))  # noqa: S314 - our own
    sarif(Path(), [one])
