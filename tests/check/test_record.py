"""The rules that hold the record of what was released against itself and the sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.diagnostics import Severity
from tests.desk import Project


def lines(project: Project) -> list[str]:
    return project.history_path().read_text("utf-8").splitlines(keepends=True)


def put(project: Project, *rows: str) -> None:
    project.history_path().write_text("".join(rows), "utf-8")


def grown(project: Project) -> None:
    """Three releases of the procedure."""
    for number, limit in enumerate(("20 min", "10 min"), 1):
        project.edit("登记退货", f"登记退货，第 {limit}")
        project.revise(f"1.{number}.0", f"2026-0{number + 1}-01")
        project.release(f"2026-0{number + 1}-01")


def test_ver09_an_edited_line_is_named(project: Project) -> None:
    grown(project)
    assert project.codes() == []
    rows = lines(project)
    put(project, rows[0], rows[1].replace("流程组", "别人"), rows[2])
    [found] = project.found()
    assert (found.code, found.span.line) == ("VER09", 2)
    assert "edited" in found.message


def test_ver09_an_edited_last_line_is_named(project: Project) -> None:
    grown(project)
    rows = lines(project)
    put(project, *rows[:2], rows[2].replace("20 min", "25 min"))
    assert [(one.code, one.span.line) for one in project.found() if one.code != "VER01"] == [
        ("VER09", 3)
    ]


@pytest.mark.parametrize("order", [[0, 2], [1, 2], [0, 2, 1]])
def test_ver09_deleted_and_moved_lines_are_named(project: Project, order: list[int]) -> None:
    grown(project)
    rows = lines(project)
    put(project, *(rows[number] for number in order))
    assert "VER09" in project.codes()


def test_ver09_a_resealed_forgery_breaks_the_chain(project: Project) -> None:
    grown(project)
    rows = lines(project)
    forged = replace(project.histories["SOP-RET-01"].records[1], summary="别的")
    put(project, rows[0], forged.line(), rows[2])
    assert [(one.code, one.span.line) for one in project.found()] == [("VER09", 3)]


@pytest.mark.parametrize("junk", [b"{}\n", b"nonsense\n", b"[1]\n", b"\xff\xfe\n", b'{"a":' * 9999])
def test_ver09_a_line_that_is_no_record_is_named(project: Project, junk: bytes) -> None:
    with project.history_path().open("ab") as stream:
        stream.write(junk)
    assert [(one.code, one.span.line) for one in project.found()] == [("VER09", 2)]


def test_ver09_an_emptied_history_is_named(project: Project) -> None:
    put(project)
    [found] = project.found()
    assert (found.code, found.span.file) == ("VER09", "sop_sources/history/SOP-RET-01.jsonl")


def test_ver10_two_branches_released_the_same_document(project: Project, tmp_path: Path) -> None:
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0")
    start = lines(project)
    project.release("2026-03-01")
    ours = lines(project)[-1]
    put(project, *start)
    project.edit("当面登记退货", "扫码登记退货")
    project.release("2026-03-02")
    theirs = lines(project)[-1]
    put(project, *start, ours, theirs)
    assert [(one.code, one.span.line) for one in project.found()] == [("VER10", 3)]


def test_ver11_a_cut_history_is_seen_beside_the_base(project: Project) -> None:
    grown(project)
    base = project.library
    assert project.codes(base=base) == []
    put(project, *lines(project)[:2])
    found = [one for one in project.found(base=base) if one.code == "VER11"]
    assert "1.2.0" in found[0].message
    project.history_path().unlink()
    assert "VER11" in project.codes(base=base)


def test_ver12_without_git_a_cut_history_misses_what_is_in_force(project: Project) -> None:
    grown(project)
    put(project, *lines(project)[:2])
    assert "VER12" in project.codes()


def test_ver12_what_waits_for_approval_is_told_before_its_day(project: Project) -> None:
    base = project.library
    project.revise("1.1.0", effective="2026-06-01")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    [found] = project.found()
    assert found.code == "VER12"
    assert "2026-06-01" in found.message
    assert found.severity is Severity.WARNING
    assert project.codes(base=base) == []  # all of it waits for the review
    project.release("2026-03-01")
    assert project.codes() == []


def test_ver18_a_record_of_another_format(project: Project) -> None:
    record = project.histories["SOP-RET-01"].records[0]
    put(
        project, replace(record, content={**record.content, "once": "a key of another time"}).line()
    )
    project.revise("1.1.0", effective="2026-06-01")
    assert "VER18" in project.codes("2026-05-01")


def test_ver20_a_released_entry_was_lost_with_an_older_file(project: Project) -> None:
    older = project.text()
    grown(project)
    project.path().write_text(older, "utf-8")
    project.edit("登记退货", "先登记退货")
    project.revise("1.3.0", "2026-04-01")
    found = [one for one in project.found() if one.code == "VER20"]
    assert [one.message.split()[1] for one in found] == ["1.1.0", "1.2.0"]
    entry = "{version: 1.1.0, date: 2026-02-01, class: normative, summary: 修订, author: 流程组}"
    assert entry in (found[0].hint or "")


def test_ver20_the_oldest_entries_may_be_left_out(project: Project) -> None:
    grown(project)
    kept, _, _ = project.text().partition("  - version: 1.1.0")
    project.path().write_text(kept, "utf-8")
    assert project.codes() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("class: structural", "class: editorial"),
        ("date: 2026-01-02", "date: 2026-01-01"),
        ("summary: 新建", "summary: 新建 10 步"),
        ("author: 流程组", "author: 总经理"),
    ],
)
def test_ver20_a_released_entry_was_told_otherwise(project: Project, old: str, new: str) -> None:
    project.edit(old, new)
    [found] = project.found()
    assert found.code == "VER20"
    assert old.partition(": ")[2] in found.message


def test_ver20_punctuation_may_be_mended(project: Project) -> None:
    project.edit("summary: 新建", "summary: 新建。")
    assert project.codes() == []


def test_ver21_what_was_quoted_before_had_a_history(project: Project) -> None:
    project.history_path("SLA-01").unlink()
    assert project.codes() == []  # it may never have been released
    project.edit("touchpoint: 答复", "touchpoint: 首次答复", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    [found] = [one for one in project.found() if one.code == "VER21"]
    assert found.severity is Severity.WARNING
    assert "SOP-RET-01 1.0.0" in found.message


def test_ver21_what_came_with_a_record_of_its_own_is_not_suspected(project: Project) -> None:
    text = project.text().replace("SOP-RET-01", "SOP-RET-02").replace("退货处理", "换货处理")
    project.write(
        "sops/b.yml",
        text.replace("version: 1.0.0\nstatus", "version: 1.1.0\nstatus").replace(
            "changes:\n",
            "changes:\n  - {version: 1.1.0, date: 2026-03-01, class: normative, summary: 改, "
            "author: 流程组, approved: {by: role.director, on: 2026-03-01}}\n",
        ),
    )
    assert "VER21" not in project.codes()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("effective: 2026-06-01", "effective: 2026-06-15", 6),
        ("status: approved", "status: draft", 5),
        ("status: approved", "status: retired\nretired_because: 合并", 5),
    ],
)
def test_ver22_a_released_version_is_not_edited(
    project: Project, old: str, new: str, line: int
) -> None:
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0", effective="2026-06-01")
    project.release("2026-03-01")
    assert project.codes() == []
    project.edit(old, new)
    for day in ("2026-05-01", "2026-07-01"):
        [found] = [one for one in project.found(day) if one.code not in ("VER01", "VER19")]
        assert (found.code, found.span.line) == ("VER22", line)
        assert found.severity is Severity.ERROR
