"""The known contradictions are found, with both places, until a decision settles them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.diagnostics import Diagnostic
from handbook.load.tree import load_tree
from handbook.model.library import build_library

CASES = Path(__file__).parents[1] / "fixtures" / "contradictions"
# case: what must be found, as code, place and the other place
WANTED = {
    "1-online-first-response": {("VOC01", "response.yml", "pre-sale.yml")},
    "2-complaint-first-response": {
        ("VOC01", "retail.yml", "communication.yml"),
        ("VOC03", "uplift.yml", "retail.yml"),
        ("VOC04", "retail.yml", "uplift.yml"),
    },
    "3-standard-looser-than-today": {
        ("VOC03", "uplift.yml", "retail.yml"),
        ("VOC04", "retail.yml", "uplift.yml"),
    },
    "4-satisfaction-two-scales": {("VOC06", "uplift.yml", "retail.yml")},
    "5-resolution-two-indicators": {("VOC07", "uplift.yml", "retail.yml")},
}
SIDES = {
    "1-online-first-response": "sla.online-human, sla.online-response",
    "2-complaint-first-response": (
        "sla.complaint-first-response, sla.complaint-at-once, goal.complaint-response"
    ),
    "3-standard-looser-than-today": "sla.complaint-first-response, goal.complaint-response",
    "4-satisfaction-two-scales": "kpi.satisfaction, kpi.csat",
    "5-resolution-two-indicators": "kpi.first-level-resolution, kpi.first-resolution",
}
DECISION = """\
decisions:
  - about: 听谁的
    concerns: [{}]
    decided: 两者管的不是一件事
    why: 对象不同
"""


def voiced(root: Path) -> list[Diagnostic]:
    findings = check(build_library(load_tree(root)), date(2026, 12, 1))
    return [one for one in findings if one.code.startswith("VOC")]


def test_every_known_contradiction_has_a_case() -> None:
    assert {path.name for path in CASES.iterdir() if path.is_dir()} == WANTED.keys()


@pytest.mark.parametrize("case", sorted(WANTED))
def test_a_contradiction_is_found_with_both_its_places(case: str) -> None:
    found = voiced(CASES / case)
    places = {
        (one.code, Path(one.span.file).name, Path(one.related[0].span.file).name) for one in found
    }
    assert places == WANTED[case]


@pytest.mark.parametrize("case", sorted(WANTED))
def test_a_decision_on_both_sides_settles_it(case: str, tmp_path: Path) -> None:
    root = shutil.copytree(CASES / case, tmp_path / case)
    roles = root / "sop_sources" / "roles.yml"
    roles.write_text(roles.read_text("utf-8") + DECISION.format(SIDES[case]), "utf-8")
    assert voiced(root) == []


@pytest.mark.parametrize("case", sorted(WANTED))
def test_a_decision_on_one_side_settles_nothing(case: str, tmp_path: Path) -> None:
    root = shutil.copytree(CASES / case, tmp_path / case)
    roles = root / "sop_sources" / "roles.yml"
    one = SIDES[case].split(", ")[0]
    roles.write_text(roles.read_text("utf-8") + DECISION.format(one), "utf-8")
    assert voiced(root) != []


def test_the_shipped_handbook_speaks_with_one_voice() -> None:
    assert voiced(Path(__file__).parents[2]) == []
