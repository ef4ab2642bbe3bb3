"""Which versions hold on a day and which come: one answer for everything that is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.stamp.in_force import Selection, select
from tests.desk import Project

SIGNED = "    approved: {by: role.director, on: 2026-03-01}\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One release in force, and one that comes in June."""
    made = Project(tmp_path)
    made.release()
    made.edit("登记退货", "当面登记退货")
    made.revise("1.1.0", effective="2026-06-01")
    made.release("2026-03-01")
    return made


def chosen(project: Project, day: str, *, preview: bool = False) -> Selection:
    return select(project.library, project.histories, date.fromisoformat(day), preview=preview)


def held(project: Project, day: str) -> tuple[str, str]:
    """Version and status of the procedure on a day."""
    document = chosen(project, day).library.documents["SOP-RET-01"]
    return document.version, document.status


def coming(project: Project, day: str, *, preview: bool = False) -> list[tuple[str, str]]:
    found = chosen(project, day, preview=preview)
    assert found.turns == tuple(sorted({one.effective for one in found.coming}))
    own = (one for one in found.coming if one.document.id == "SOP-RET-01")
    return [(one.document.version, str(one.effective)) for one in own]


def test_what_is_released_comes_on_its_day(project: Project) -> None:
    assert held(project, "2026-05-31") == ("1.0.0", "approved")
    assert coming(project, "2026-05-31") == [("1.1.0", "2026-06-01")]
    assert held(project, "2026-06-01") == ("1.1.0", "approved")
    assert coming(project, "2026-06-01") == []


def test_what_nobody_approved_never_comes(project: Project) -> None:
    project.edit("当面登记退货", "扫码登记退货")
    project.revise("1.2.0", effective="2026-07-01")
    assert coming(project, "2026-05-01")[-1] == ("1.2.0", "2026-07-01")
    project.edit(SIGNED, "")
    assert coming(project, "2026-05-01") == [("1.1.0", "2026-06-01")]
    assert coming(project, "2026-05-01", preview=True)[-1] == ("1.2.0", "2026-07-01")
    assert held(project, "2026-07-01") == ("1.1.0", "approved")


def test_what_is_new_and_not_approved_is_a_draft(tmp_path: Path) -> None:
    project = Project(tmp_path)
    new = project.path()
    text = new.read_text("utf-8")
    new.unlink()
    project.release()
    new.write_text(text.replace("    approved: {by: role.director, on: 2026-01-05}\n", ""), "utf-8")
    assert coming(project, "2026-01-05") == []
    assert held(project, "2026-02-01") == ("1.0.0", "draft")


@pytest.mark.parametrize("effective", ["2026-04-01", "2026-06-01"])
def test_a_later_release_overtakes_what_was_to_come(project: Project, effective: str) -> None:
    project.edit("当面登记退货", "扫码登记退货")
    project.revise("1.2.0", effective=effective)
    for _ in range(2):  # approved, then released
        assert coming(project, "2026-03-31") == [("1.2.0", effective)]
        assert coming(project, effective) == []
        assert held(project, "2026-06-01") == ("1.2.0", "approved")
        project.release("2026-03-01")


def test_what_was_to_come_is_withdrawn_by_a_release_of_what_holds(project: Project) -> None:
    project.edit("当面登记退货", "登记退货")
    project.revise("1.2.0", effective="2026-06-01")
    project.release("2026-03-02")
    assert coming(project, "2026-05-01") == [("1.2.0", "2026-06-01")]
    assert held(project, "2026-06-01") == ("1.2.0", "approved")


def test_two_releases_may_come_one_after_the_other(project: Project) -> None:
    project.edit("当面登记退货", "扫码登记退货")
    project.revise("1.2.0", effective="2026-07-01")
    project.release("2026-03-02")
    assert coming(project, "2026-05-01") == [("1.1.0", "2026-06-01"), ("1.2.0", "2026-07-01")]


def test_the_same_released_again_before_its_day_comes_on_another(project: Project) -> None:
    project.revise("1.2.0", effective="2026-07-01")
    project.release("2026-03-02")
    assert coming(project, "2026-05-01") == [("1.2.0", "2026-07-01")]
    assert held(project, "2026-06-30") == ("1.0.0", "approved")
    assert held(project, "2026-07-01") == ("1.2.0", "approved")


def test_what_has_held_is_not_undone(project: Project) -> None:
    project.revise("1.2.0", "2026-06-10", effective="2026-07-01")
    project.release("2026-06-10")
    assert held(project, "2026-06-10") == ("1.1.0", "approved")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("effective: 2026-06-01", "effective: 2026-07-01"),
        ("effective: 2026-06-01", "effective: 2026-02-01"),
        ("status: approved", "status: draft"),
        ("status: approved", "status: retired"),
    ],
)
def test_an_edit_under_the_same_number_changes_nothing(
    project: Project, old: str, new: str
) -> None:
    project.edit(old, new)
    assert coming(project, "2026-05-01") == [("1.1.0", "2026-06-01")]
    assert held(project, "2026-05-01") == ("1.0.0", "approved")
    assert held(project, "2026-06-01") == ("1.1.0", "approved")


def test_an_end_comes_like_any_version(project: Project) -> None:
    project.edit("status: approved", "status: retired\nretired_because: 并入总则")
    project.revise("2.0.0", effective="2026-09-01")
    assert coming(project, "2026-07-01") == [("2.0.0", "2026-09-01")]
    assert chosen(project, "2026-07-01").coming[0].ends
    assert held(project, "2026-09-01") == ("2.0.0", "retired")
    project.edit(SIGNED, "")
    assert held(project, "2026-09-01") == ("1.1.0", "approved")


def test_what_has_ended_stays_so_while_it_is_drafted_anew(project: Project) -> None:
    project.edit("status: approved", "status: retired\nretired_because: 并入总则")
    project.revise("2.0.0", effective="2026-09-01")
    project.release("2026-03-02")
    project.edit("status: retired\nretired_because: 并入总则", "status: draft")
    project.revise("3.0.0", effective="2026-12-01")
    assert held(project, "2026-10-01") == ("2.0.0", "retired")
