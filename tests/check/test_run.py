"""A project is checked once; unchanged it is answered from the cache, and never wrongly."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from handbook.check import engine
from handbook.check.run import check_project, day_in
from handbook.cli.check import Asked, report
from handbook.config import Project
from handbook.diagnostics import Diagnostic, Problem, Severity
from handbook.load.keys import tool_key
from handbook.model.library import Library
from handbook.source import Span

BASE = Path(__file__).parent / "base"
NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
SOP = "sop_sources/sops/SOP-RET-01.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(BASE / "sop_sources", tmp_path / "sop_sources")
    return Project(tmp_path)


def codes(project: Project, now: datetime = NOW, language: str | None = None) -> list[str]:
    return [one.code for one in check_project(project, now, language).findings]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the runs that really checked."""
    calls: list[int] = []
    whole = engine.judge

    def counting(*args: Any, **more: Any) -> list[Diagnostic]:
        calls.append(1)
        return whole(*args, **more)

    monkeypatch.setattr(engine, "judge", counting)
    return calls


def replace_in(project: Project, file: str, old: str, new: str) -> None:
    path = project.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_clean_project_has_no_findings_and_says_nothing(
    project: Project, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert codes(project) == []
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


def test_an_unchanged_project_is_answered_from_the_cache(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_in(project, SOP, "10min", "sla.none")
    calls = counted(monkeypatch)
    first = check_project(project, NOW)
    assert check_project(project, NOW) == first
    assert [one.code for one in first.findings] == ["REF01"]
    assert len(calls) == 1


CHANGES: list[Callable[[Project], object]] = [
    lambda p: replace_in(p, SOP, "10min", "20min"),
    lambda p: (p.root / "sop_sources/new.docx").write_bytes(b""),
    lambda p: (p.root / "sop_sources/empty.png").write_bytes(b""),
    lambda p: (p.root / "sop_sources/SOP-RET-01.jsonl").write_text("{}\n"),
    lambda p: (p.root / "handbook.yml").write_text("name: x\n"),
    lambda p: (p.root / SOP).unlink(),
    lambda p: (p.root / SOP).rename(p.root / "sop_sources/sops/other.yml"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_the_sources_is_seen(
    project: Project, change: Callable[[Project], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes(project)
    change(project)
    calls = counted(monkeypatch)
    cached = codes(project)
    shutil.rmtree(project.cache)
    assert cached == codes(project)
    assert len(calls) == 2


def test_an_image_that_is_swapped_for_a_coarse_one_of_the_same_age_is_seen(
    project: Project,
) -> None:
    def png(width: int) -> bytes:
        size = width.to_bytes(4, "big") * 2
        return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + b"\x08\x02\0\0\0" + bytes(8)

    image = project.root / "sop_sources/a.png"
    image.write_bytes(png(1000))
    shown = "    pictures: [{file: a.png, alt: 柜台}]\n"
    replace_in(project, SOP, "    within: 10min\n", f"    within: 10min\n{shown}")
    assert codes(project) == []
    status = image.stat()
    image.write_bytes(png(300))
    os.utime(image, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert codes(project) == ["FMT32"]


def test_the_day_and_the_language_belong_to_the_key(project: Project) -> None:
    waiver = "waive:\n  - {rule: REF01, reason: 新时限, until: 2026-12-01}\n"
    replace_in(project, SOP, "10min", "sla.none")
    path = project.root / SOP
    path.write_text(path.read_text("utf-8") + waiver, "utf-8")
    evening = datetime(2026, 12, 1, 15, 59, tzinfo=UTC)
    midnight = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)  # in Shanghai
    for _ in range(2):
        assert codes(project, evening) == []
        assert codes(project, midnight) == ["REF01", "CFG01"]
    english = check_project(project, midnight, "en").findings
    assert english[0].message == "nothing has the id “sla.none”"


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_cache_is_no_cache(project: Project, damage: bytes | None) -> None:
    replace_in(project, SOP, "10min", "sla.none")
    codes(project)
    for path in project.cache.iterdir():
        raw = path.read_bytes()
        path.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]) if damage is None else damage)
    assert codes(project) == ["REF01"]


def test_a_cache_that_cannot_be_written_does_no_harm(project: Project) -> None:
    project.cache.parent.mkdir()
    project.cache.write_text("a file where the folder should be")
    assert codes(project) == []


@pytest.mark.parametrize("code", ["CFG09", "PRT06"])
def test_a_fault_of_the_tool_or_the_machine_is_not_kept(
    project: Project, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> list[Diagnostic]:
        return [Diagnostic(Span("handbook.yml"), Severity.ERROR, code, "broken")]

    with monkeypatch.context() as broken:
        broken.setattr("handbook.check.engine.judge", breaks)
        assert codes(project) == [code]
    assert codes(project) == []


def test_any_template_of_its_own_is_in_the_key(project: Project) -> None:
    seen: list[int] = []

    def later(*_: object) -> list[Problem]:
        seen.append(1)
        return []

    own = project.root / "templates" / "print" / "colours.html"
    own.parent.mkdir(parents=True)
    for text in ("one", "one", "two"):
        own.write_text(text)
        check_project(Project(project.root), NOW, later=later)
    assert len(seen) == 2


def test_what_later_stages_find_is_not_answered_without_them(project: Project) -> None:
    def later(*_: object) -> list[Problem]:
        return [Problem("FMT15", Span(SOP))]

    assert codes(project) == []
    assert [one.code for one in check_project(project, NOW, later=later).findings] == ["FMT15"]
    assert codes(project) == []


def test_the_cached_answer_needs_no_models(project: Project) -> None:
    assert report(Asked(project, NOW, None, None), "text", ([], [])) == 0
    code = (
        f"import handbook.load.keys as keys; keys.tool_key = lambda: {tool_key()!r}\n"
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from handbook.cli.check import Asked, report; from handbook.config import Project\n"
        f"asked = Asked(Project(Path({str(project.root)!r})),"
        " datetime(2026, 12, 1, 4, tzinfo=UTC), None, None)\n"
        "assert report(asked, 'text', ([], [])) == 0\n"
        "assert 'pydantic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_a_time_zone_that_does_not_exist_is_read_as_utc() -> None:
    late = datetime(2026, 12, 1, 20, tzinfo=UTC)
    assert day_in(late, "Asia/Shanghai").day == 2
    assert day_in(late, "北京时间").day == 1


@pytest.mark.parametrize(
    ("written", "day"), [("", 2), ("time_zone: America/Lima\n", 1), ("time_zone: [8]\n", 2)]
)
def test_a_mistake_in_handbook_yml_leaves_the_day_as_it_is(
    project: Project, written: str, day: int
) -> None:
    handbook = project.root / "sop_sources/handbook.yml"
    handbook.write_text(f"{handbook.read_text('utf-8')}{written}nonsense: 1\n", "utf-8")
    days: list[date] = []

    def noted(_: Library, today: date) -> list[Problem]:
        days.append(today)
        return []

    check_project(project, datetime(2026, 12, 1, 17, tzinfo=UTC), later=noted)
    assert days == [date(2026, 12, day)]


def test_a_language_that_is_misspelt_is_still_answered_in(project: Project) -> None:
    file = project.root / "sop_sources/handbook.yml"
    file.write_text(file.read_text("utf-8") + "languages: [en-GB]\n", "utf-8")
    (found,) = [one for one in check_project(project, NOW).findings if one.code == "FMT23"]
    assert "cannot be" in found.message
