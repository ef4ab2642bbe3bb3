"""What is kept of a document's findings never hides or invents one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.check.local import GROUND_FREE
from handbook.check.registry import BY_CODE, RULES
from handbook.check.rule import Context
from handbook.diagnostics import Diagnostic, Problem
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from tests.check.test_fixtures import CASES, laid_out

BASE = Path(__file__).parent / "base"
TODAY = date(2026, 12, 1)
SOP = "sop_sources/sops/SOP-RET-01.yml"
LOCAL = tuple(rule for rule in RULES if rule.local)
LOCAL_CASES = [case for case in CASES if BY_CODE[case.parent.name].local]


@pytest.mark.parametrize(
    "case", LOCAL_CASES, ids=[f"{p.parent.name}-{p.name}" for p in LOCAL_CASES]
)
def test_a_local_rule_needs_no_other_document_than_the_ground(case: Path, tmp_path: Path) -> None:
    library = build_library(load_tree(laid_out(case, tmp_path)))
    apart = [id_ for id_, one in library.documents.items() if one.KIND in GROUND_FREE]
    ground = library.documents.keys() - set(apart)
    whole = told(library)
    alone = {one for id_ in ("", *apart) for one in told(library.only({"", id_, *ground}))}
    assert alone == whole


def told(library: Library) -> set[str]:
    context = Context(library, TODAY, frozenset(BY_CODE))
    return {repr(one) for rule in LOCAL if rule.check for one in rule.check(context)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(BASE / "sop_sources", tmp_path / "sop_sources")
    return tmp_path


def findings(project: Path, *, kept: bool = True) -> list[Diagnostic]:
    return check(build_library(load_tree(project), cache(project) if kept else None), TODAY)


def cache(project: Path) -> Path:
    return project / ".cache"


def edit(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_was_found_is_found_again_without_looking(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(project, SOP, "purpose: ", "purpose: 请尽快，，联系13761234859。")
    edit(project, SOP, "do: 答复客户", "do: 20 分钟内答复客户")
    found = findings(project)
    assert any("它的时限却是 10 分钟" in one.message for one in found)
    assert found == findings(project, kept=False)
    assert {"PRV01", "WRD08", "VOC11"} <= {one.code for one in found}
    blind = [replace(rule, check=lambda _: ()) if rule.local else rule for rule in RULES]
    monkeypatch.setattr("handbook.check.engine.RULES", tuple(blind))
    library = build_library(load_tree(project), cache(project))
    assert check(library, TODAY, rules=tuple(blind)) == found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SOP, "purpose: ", "purpose: 请打电话13761234859。"),
        ("sop_sources/scripts/greeting.yml", "text: ", "text: 请尽快"),
        ("sop_sources/handbook.yml", "variables:", "checks: {severity: {WRD04: off}}\nvariables:"),
    ],
)
def test_an_edit_is_seen_wherever_it_shows(project: Path, file: str, old: str, new: str) -> None:
    findings(project)
    edit(project, file, old, new)
    assert findings(project) == findings(project, kept=False)


def test_a_day_later_every_document_is_looked_at_again(project: Path) -> None:
    edit(project, SOP, "purpose: ", "purpose: 核对 31010420261205013X。")  # a birthday to come
    for day, told in ((4, False), (5, True)):
        library = build_library(load_tree(project), cache(project))
        found = check(library, date(2026, 12, day))
        assert ("PRV02" in {one.code for one in found}) is told


def test_a_local_rule_that_breaks_is_told_each_time_until_it_is_mended(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(project, SOP, "purpose: ", "purpose: 请尽快，，联系13761234859。")
    healthy = findings(project, kept=False)

    def breaks(_: Context) -> list[Problem]:
        raise KeyError("form.return")

    broken = [replace(one, check=breaks) if one.code == "PRV01" else one for one in RULES]
    with monkeypatch.context() as patched:
        patched.setattr("handbook.check.engine.RULES", tuple(broken))
        for _ in range(3):
            library = build_library(load_tree(project), cache(project))
            told = [one.code for one in check(library, TODAY, rules=tuple(broken))]
            assert "CFG09" in told
            assert "WRD08" in told
    assert findings(project) == healthy
