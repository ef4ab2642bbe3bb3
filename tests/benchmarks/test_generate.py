"""The generator of benchmark handbooks: deterministic, valid, the same at every size."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.emit import emit
from benchmarks.generate import generate, generate_peer
from benchmarks.lines import Corpus, Record
from benchmarks.shared import libraries
from benchmarks.sops import sop
from handbook.build import Build
from handbook.check.run import check_project
from handbook.config import Project
from handbook.load import yaml

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^)\s]+\.md)\)")


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder by the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def without_ends(value: Any) -> Any:
    """Data without the line ends that close texts of several lines."""
    if isinstance(value, dict):
        return {key: without_ends(one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_ends(one) for one in value]
    return value.removesuffix("\n") if isinstance(value, str) else value


def procedures(count: int) -> Iterator[Record]:
    corpus = Corpus(count)
    return (sop(outline, corpus) for outline in corpus.outlines())


@pytest.mark.parametrize("peer", [(), ("--peer",)], ids=["ours", "peer"])
def test_two_processes_with_other_hash_seeds_write_the_same_bytes(
    tmp_path: Path, peer: tuple[str, ...]
) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "benchmarks.generate", "12", str(tmp_path / seed), *peer]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


@pytest.mark.parametrize(("count", "releases"), [(1, 0), (2, 0), (10, 0), (31, 0), (10, 3)])
def test_a_generated_handbook_has_no_findings(tmp_path: Path, count: int, releases: int) -> None:
    generate(count, tmp_path, releases)
    findings = check_project(Project(tmp_path), datetime(2026, 1, 1, tzinfo=UTC)).findings
    assert findings == []


@pytest.mark.slow
def test_generated_desk_guides_have_no_findings_and_hold_what_they_show(tmp_path: Path) -> None:
    generate(10, tmp_path, guides=8)
    build = Build(Project(tmp_path), datetime(2026, 1, 1, tzinfo=UTC))
    assert build.findings == []
    assert len(build.book.in_force("card")) == 8
    build.presses.stop()


def test_there_are_as_many_procedures_as_asked_for(tmp_path: Path) -> None:
    generate(31, tmp_path)
    assert len(list((tmp_path / "sop_sources" / "sops").iterdir())) == 31


def test_a_larger_handbook_holds_the_procedures_of_a_smaller_one() -> None:
    assert list(procedures(20)) == list(procedures(60))[:20]


def test_ten_thousand_procedures_have_ids_and_titles_of_their_own() -> None:
    outlines = list(Corpus(10_000).outlines())
    assert len({outline.id for outline in outlines}) == 10_000
    assert len({outline.title for outline in outlines}) == 10_000


def test_scripts_of_one_scene_and_channels_have_names_of_their_own() -> None:
    scripts = [one for record in libraries(Corpus(3000)) for one in record["scripts"]]
    names = {(one["title"], one["scene"], *sorted(one["channels"])) for one in scripts}
    assert len(names) == len(scripts)
    assert sum(one["title"].endswith("）") for one in scripts) == 3


def test_procedures_have_six_to_ten_steps_and_prose_of_a_real_ones_length() -> None:
    records = list(procedures(50))
    assert {len(record["steps"]) for record in records} <= set(range(6, 11))
    lengths = [sum(len(step["detail"]) for step in record["steps"]) for record in records]
    assert 900 < sum(lengths) / len(lengths) < 2000


def test_what_is_written_reads_back_as_it_was() -> None:
    for record in procedures(10):
        parsed = yaml.load("x.yml", emit(record))
        assert parsed.problems == ()
        assert without_ends(parsed.data) == record


@pytest.mark.parametrize(
    "value",
    ["", "3.10", "no", "a: b", "#x", "[[x]]", "x:", "- x", "22:30", "真 # 假", "a, b", "2h", "'"],
)
def test_texts_that_yaml_would_take_for_something_else_are_quoted(value: str) -> None:
    data = {"plain": value, "flow": [value, value], "pair": {"a": value}, "deep": [{"a": [value]}]}
    assert yaml.load("x.yml", emit(data)).data == data


def test_the_peer_gets_a_page_a_document_with_all_that_a_procedure_says(tmp_path: Path) -> None:
    generate(12, tmp_path / "ours")
    generate_peer(12, tmp_path / "peer")
    sources = [
        path
        for path in (tmp_path / "ours" / "sop_sources").rglob("*.*")
        if path.name != "handbook.yml"
    ]
    pages = sorted((tmp_path / "peer" / "docs").rglob("*.md"))
    assert len(pages) == len(sources) + 1  # and a home page
    for record in procedures(12):
        page = (tmp_path / "peer" / "docs" / "sops" / f"{record['id']}.md").read_text("utf-8")
        assert record["purpose"] in page
        assert all(f". {step['do']}\n" in page for step in record["steps"])


def test_no_reference_of_the_peer_is_left_open(tmp_path: Path) -> None:
    generate_peer(12, tmp_path)
    for page in sorted((tmp_path / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        assert "[[" not in text
        assert "<" not in text
        for link in LINK.findall(text):
            assert (page.parent / link).is_file(), link
