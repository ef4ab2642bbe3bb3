"""What several owners merged, released run by run in a real repository."""

from __future__ import annotations

import pytest

from tests.desk import HANDBOOK, Project
from tests.repository import commit, git, project, run

__all__ = ["project"]
UNSIGNED = "\n    approved: {by: role.director, on: 2026-03-01}"


def merge(project: Project, version: str, effective: str, old: str, new: str) -> None:
    project.edit(old, new)
    project.revise(version, effective=effective)
    project.edit(UNSIGNED, "")
    commit(project.root, version)


def released(project: Project) -> list[tuple[str, str, str]]:
    records = project.histories["SOP-RET-01"].releases
    return [(one.version, one.approver, one.effective.isoformat()) for one in records]


@pytest.fixture
def twice(project: Project) -> Project:
    """One document, merged twice before the first release has run."""
    merge(project, "1.1.0", "2026-04-01", "within: sla.reply", "within: 10 min")
    merge(project, "1.2.0", "2026-05-01", "再登记。", "再登记。当面清点。")
    return project


def test_what_is_merged_again_is_released_as_it_was_merged(twice: Project) -> None:
    told = run("release", "--approver", "wang", "--base", "HEAD~2..HEAD~1").output
    assert "已发布 SOP-RET-01 1.1.0" in told
    assert "没有等待发布" not in told
    run("release", "--approver", "li", "--base", "HEAD~1..HEAD")
    assert released(twice)[1:] == [("1.1.0", "wang", "2026-04-01"), ("1.2.0", "li", "2026-05-01")]
    first, second = (twice.histories["SOP-RET-01"].release(one) for one in ("1.1.0", "1.2.0"))
    assert first
    assert second
    assert "当面清点" not in str(first.content)
    assert "当面清点" in str(second.content)
    assert "VER" not in run("check").output
    assert "没有等待发布" in run("release", "--base", "HEAD~2..HEAD~1").output


def test_the_later_release_waits_for_the_earlier(twice: Project) -> None:
    later = ("release", "--approver", "li", "--base", "HEAD~1..HEAD")
    assert "VER25" in run(*later, status=1).output
    assert "VER25" in run("check", "--base", "HEAD~1", status=1).output
    assert "VER25" not in run("check").output, "until it is approved it replaces nothing"
    assert "VER06" in run("release", "--base", "HEAD~2..HEAD~1", status=1).output
    run("release", "--approver", "wang", "--base", "HEAD~2..HEAD~1")
    run(*later)
    assert [version for version, *_ in released(twice)] == ["1.0.0", "1.1.0", "1.2.0"]


def test_a_correction_of_what_was_refused_is_no_later_version(twice: Project) -> None:
    git(twice.root, "checkout", "-q", "HEAD~1", "--", "sop_sources/sops")
    twice.edit("within: 10 min", "within: 5 min")
    commit(twice.root, "corrected")
    assert "没有等待发布" in run("release", "--base", "HEAD~3..HEAD~2").output


def test_what_nobody_released_is_told_in_the_review_of_other_documents(project: Project) -> None:
    merge(project, "1.1.0", "2026-04-01", "within: sla.reply", "within: 10 min")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短")
    commit(project.root, "another")
    told = run("check", "--base", "HEAD~1").output
    assert "SOP-RET-01 1.1.0 等待批准" in told
    assert "SLA-01 1.1.0 等待批准" not in told
    assert "等待批准" not in run("check", "--base", "HEAD~2").output


def test_a_release_is_dated_by_its_approval(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(project, "1.1.0", "2026-03-02", "within: sla.reply", "within: 10 min")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772712000")  # 5 March
    late = ("release", "--approver", "wang")
    assert "2026-03-05 才批准" in run(*late, status=1).output
    assert "才批准" in run(*late, "--approved-on", "2026-03-03", status=1).output
    evening = "2026-03-02T20:30:00Z"  # the next day in Shanghai
    assert "2026-03-03 才批准" in run(*late, "--approved-on", evening, status=1).output
    assert "not a day" in run(*late, "--approved-on", "2026-03-02Tnoon", status=2).output
    run(*late, "--approved-on", "2026-03-02T09:30:00Z")
    assert released(project)[-1] == ("1.1.0", "wang", "2026-03-02")


def test_what_no_release_will_take_is_red_in_its_review(project: Project) -> None:
    merge(project, "1.1.0", "2026-03-01", "within: sla.reply", "within: 10 min")
    assert "还没有批准，今天已经是 2026-03-02" in run("check", "--base", "HEAD~1", status=1).output
    project.edit("effective: 2026-03-01", "effective: 2026-03-04")
    project.edit("date: 2026-03-01", "date: 2026-03-03")  # where its author lives
    commit(project.root, "mended")
    run("check", "--base", "HEAD~2")
    run("release", "--approver", "wang")


def test_a_version_from_the_future_is_told_with_what_to_mend(project: Project) -> None:
    merge(project, "1.1.0", "2026-03-09", "within: sla.reply", "within: 10 min")
    project.edit("date: 2026-03-01", "date: 2026-03-09")
    commit(project.root, "future")
    assert "编写日期 2026-03-09 还没有到" in run("check", "--base", "HEAD~2", status=1).output
    assert "改正 date" in run("release", "--approver", "wang", status=1).output


def test_only_who_teams_name_approves_a_release(project: Project) -> None:
    project.write("handbook.yml", HANDBOOK + 'teams: {role.director: "@wang"}\n')
    merge(project, "1.1.0", "2026-03-09", "within: sla.reply", "within: 10 min")
    told = run("release", "--approver", "chen", status=1).output
    assert "应由「客服总监」（@wang）批准，批准的却是 chen" in told
    project.write("handbook.yml", HANDBOOK + 'teams: {role.director: "@shop/directors"}\n')
    assert "SOP-RET-01 1.1.0" in run("release", "--approver", "chen").output


def test_of_several_who_approved_each_document_takes_its_own(project: Project) -> None:
    project.write("handbook.yml", HANDBOOK + 'teams: {role.director: "@wang"}\n')
    merge(project, "1.1.0", "2026-03-09", "within: sla.reply", "within: 10 min")
    assert "VER07" in run("release", "--approver", "li", "--approver", "chen", status=1).output
    run("release", "--approver", "wang", "--approver", "chen")
    assert released(project)[-1][1] == "wang"


def test_without_teams_the_last_who_approved_is_noted(project: Project) -> None:
    merge(project, "1.1.0", "2026-03-09", "within: sla.reply", "within: 10 min")
    run("release", "--approver", "wang", "--approver", "chen")
    assert released(project)[-1][1] == "chen"


@pytest.mark.parametrize("name", ["Wang", "王经理", "in review", "role.director"])
def test_a_name_that_is_no_other_account_may_approve(project: Project, name: str) -> None:
    project.write("handbook.yml", HANDBOOK + 'teams: {role.director: "@wang"}\n')
    merge(project, "1.1.0", "2026-03-09", "within: sla.reply", "within: 10 min")
    run("release", "--approver", name)


def test_a_bump_keeps_the_day_of_what_it_is_made_of(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "10 分钟", "--effective", "2026-06-01")
    run("release", "--approver", "role.director")
    project.edit("问清订单号", "问清楚订单号")
    told = run("bump", "SOP-RET-01", "-m", "改错字").output
    assert "1.1.0 定在 2026-06-01 才生效" in told
    assert "effective: 2026-06-01" in project.text()
    told = run("bump", "SOP-RET-01", "-m", "改错字", "--effective", "2026-03-05").output
    assert "会报 VER24" in told
    assert "effective: 2026-03-05" in project.text()
    assert "VER24" in run("release", "--approver", "role.director", status=1).output
    project.edit("within: 10 min", "within: sla.reply")
    told = run("bump", "SOP-RET-01", "-m", "改错字", "--effective", "2026-03-05").output
    assert "1.1.0" not in told.partition("已改写")[0]
