"""The engine: severities, waivers, order, and rules that break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.check import engine
from handbook.check.registry import BY_CODE, RULES
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Diagnostic, Problem, Severity
from handbook.model.base import Waiver
from handbook.model.library import Library
from handbook.model.settings import Checks, Settings
from handbook.source import Place, Span

TODAY = date(2026, 12, 1)
FILE = "sop_sources/sops/A.yml"


def library(checks: Checks | None = None, problems: Sequence[Problem] = ()) -> Library:
    settings = Settings(name="手册", organisation="公司", checks=checks or Checks())
    return Library(
        root=Path(),
        settings=settings,
        problems=tuple(problems),
        sources={FILE: "title: 甲\ntitle: 乙\n"},
    )


def twice(line: int = 2, key: str = "title") -> Problem:
    return Problem("FMT04", Span(FILE, line, 1, line, 6), {"key": key, "line": 1})


def found(library: Library, rules: Sequence[Rule] = ()) -> list[Diagnostic]:
    return engine.check(library, TODAY, rules=rules)


def test_a_finding_has_the_words_of_its_rule_in_the_language_asked_for() -> None:
    problems = [twice()]
    (zh,) = engine.check(library(problems=problems), TODAY, "zh-Hant", rules=())
    (en,) = engine.check(library(problems=problems), TODAY, "en", rules=())
    assert zh.message == "键「title」在同一层写了两次，第一次在第 1 行"
    assert en.message == "key “title” is written twice at one level, first in line 1"
    assert zh.severity is Severity.ERROR


def test_findings_are_sorted_by_place_and_told_once() -> None:
    problems = [twice(9), twice(2), twice(2), Problem("FMT15", Span("sop_sources/a.yml"))]
    spans = [one.span for one in found(library(problems=problems))]
    assert [(span.file, span.line) for span in spans] == [
        ("sop_sources/a.yml", 1),
        (FILE, 2),
        (FILE, 9),
    ]


def test_of_a_file_no_more_are_told_than_anybody_reads() -> None:
    problems = [twice(line) for line in range(1, 5_000)]
    other = Problem("FMT15", Span("sop_sources/a.yml"))
    told = found(library(problems=[*problems, other]))
    (more,) = [one for one in told if one.code == "CFG06"]
    assert len(told) < 400
    assert "4699" in more.message
    assert more.span.file == FILE
    assert "FMT15" in {one.code for one in told}
    assert {one.severity for one in told} == {Severity.ERROR, Severity.NOTE}


@pytest.mark.parametrize("word", ["error", "warning", "note"])
def test_the_handbook_sets_the_severity_of_a_rule(word: str) -> None:
    checks = Checks.model_validate_json(f'{{"severity": {{"FMT04": "{word}"}}}}')
    (one,) = found(library(checks, [twice()]))
    assert one.severity.word == word


def test_a_rule_that_is_off_finds_nothing() -> None:
    assert found(library(Checks(severity={"FMT04": "off"}), [twice()])) == []


def waiver(until: date, match: str | None = None, rule: str = "FMT04") -> Waiver:
    return Waiver(rule=rule, reason="旧文件", until=until, match=match)


@pytest.mark.parametrize(
    ("waived", "codes"),
    [
        (waiver(TODAY), []),
        (waiver(TODAY, match="「title」"), []),
        (waiver(TODAY, match="key “title”"), []),  # in the other language
        (waiver(TODAY, match="乙"), []),  # in the line of the source
        (waiver(TODAY, match="甲"), ["CFG02", "FMT04"]),
        (waiver(date(2026, 11, 30)), ["CFG01", "FMT04"]),
        (waiver(TODAY, rule="FMT05"), ["CFG02", "FMT04"]),
    ],
)
def test_a_waiver_of_the_handbook_counts_until_its_day(waived: Waiver, codes: list[str]) -> None:
    findings = found(library(Checks(waive=(waived,)), [twice()]), RULES)
    assert sorted(one.code for one in findings) == codes


def test_a_rule_that_breaks_is_a_finding_and_hides_no_other() -> None:
    def breaks(_: Context) -> Iterator[Problem]:
        yield twice()
        raise KeyError("form.return")

    rule = replace(BY_CODE["REF05"], check=breaks)
    findings = found(library(problems=[Problem("FMT15", Span(FILE))]), [rule])
    assert sorted(one.code for one in findings) == ["CFG09", "FMT04", "FMT15"]
    (broken,) = [one for one in findings if one.code == "CFG09"]
    assert broken.message == "规则 REF05 执行失败（KeyError: 'form.return'）"


@pytest.mark.parametrize("problem", [Problem("XYZ99", Span(FILE)), Problem("FMT04", Span(FILE))])
def test_a_problem_that_cannot_be_said_is_told_as_the_tools_own_fault(problem: Problem) -> None:
    (one,) = found(library(problems=[problem]))
    assert (one.code, one.severity) == ("CFG09", Severity.ERROR)
    assert problem.code in one.message


def test_particulars_are_never_taken_for_a_template() -> None:
    (one,) = found(library(problems=[twice(key="{line} {0} {{x}}")]))
    assert "「{line} {0} {{x}}」" in one.message


def test_lists_of_particulars_are_joined_and_translated() -> None:
    names = {"kind": {"sop": Words("流程", "a procedure")}}
    rule = replace(BY_CODE["REF03"], message=Words("{kind}", "{kind}"), vocabulary=names)
    assert rule.say("zh-Hans", {"kind": ("sop", "x")})[0] == "流程、x"
    assert rule.say("en", {"kind": ("sop", "x")})[0] == "a procedure, x"


def test_the_same_problem_of_one_text_stands_at_one_occurrence_after_another() -> None:
    place = Place("nowhere.yml", (), needle="x")
    problems = [Problem("FMT15", place), Problem("FMT15", place)]
    asked: list[int] = []

    class Spy(Library):
        def locate(self, at: Place | Span, nth: int = 0) -> Span:
            asked.append(nth)
            return Span(at.file, 1, nth + 1)

    spy = Spy(root=library().root, settings=None, problems=tuple(problems))
    assert [one.span.column for one in found(spy)] == [1, 2]
    assert asked == [0, 1]
