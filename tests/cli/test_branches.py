"""What a branch changes, beside another revision of a real repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desk import ENTRY, HANDBOOK, Project
from tests.repository import commit, git, project, run

SCRIPTS = """\
scripts:
  - {id: script.wait, title: 请等候, scene: wait, channels: [phone], purpose: 告知,
     text: "[[sla.reply]]内答复。"}
"""

__all__ = ["project"]


def test_a_branch_is_compared_with_where_it_left(project: Project, tmp_path: Path) -> None:
    git(project.root, "switch", "-q", "-c", "branch")
    project.edit("within: sla.reply", "within: 10 min")
    commit(project.root, "edit")
    output = run("check", "--base", "main", status=1).output
    assert "VER01" in output
    assert "答复客户 › 时限" in run("diff", "--base", "main").output
    assert "nowhere" in run("check", "--base", "nowhere", status=1).output


def test_a_shallow_clone_is_enough(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "答复改为 10 分钟", "--effective", "2026-03-09")
    commit(project.root, "edit")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", project.root.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    run("check", "--base", "HEAD")
    for earlier in ("HEAD~1", "HEAD^1"):
        told = run("check", "--base", earlier, status=1).output
        assert "浅克隆" in told
        assert "git fetch --deepen=1" in told
    assert "--depth=1 origin" in run("check", "--base", "branch", status=1).output
    history = clone / "sop_sources/history/SOP-RET-01.jsonl"
    history.unlink()
    assert "VER11" in run("check", "--base", "HEAD", status=1).output


def test_the_impact_of_a_branch_is_told(project: Project) -> None:
    git(project.root, "switch", "-q", "-c", "branch")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短", "--effective", "2026-03-09")
    commit(project.root, "edit")
    told = json.loads(run("impact", "--base", "main", "--format", "json").output)
    assert [(one["id"], one["after"]) for one in told["documents"]] == [("SLA-01", "1.1.0")]
    assert [one["document"]["id"] for one in told["reread"]] == ["SOP-RET-01"]
    assert "sops/SOP-RET-01/" in run("impact", "--base", "main").output
    assert "没有变化" in run("impact", "--base", "HEAD").output
    assert "nowhere" in run("impact", "--base", "nowhere", status=1).output


def test_a_file_that_cannot_be_read_is_not_said_to_be_gone(project: Project) -> None:
    project.path("SLA-01").write_bytes(project.text("SLA-01").encode("gb18030"))
    told = run("impact", "--base", "main").output
    assert "没有比较的文件" in told
    assert "service-levels/levels.yml" in told
    assert "其他文件里，读者看到的内容没有变化" in told


@pytest.mark.parametrize(
    "file", ["handbook.yml", "service-levels/levels.yml", "scripts/wait.yml", "sops/new.yml"]
)
def test_nothing_is_said_of_what_cannot_be_read_on_either_side(project: Project, file: str) -> None:
    head = project.text("SLA-01").partition("levels:")[0].replace("SLA-01", "SCR-01")
    entry = ENTRY.format(version="1.0.0", date="2026-01-02", class_="structural")
    project.write("handbook.yml", HANDBOOK + "scenes: [{id: scene.wait, name: 等候}]\n")
    project.write("scripts/wait.yml", head + SCRIPTS + entry)
    project.edit("detail: 问清订单号，再登记。", "detail: 先说 [[script.wait]]，再登记。")
    project.revise("1.1.0")
    assert project.library.problems == ()
    project.release("2026-03-01")
    commit(project.root, "whole")
    path = project.root / "sop_sources" / file
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "bogus: [\n", "utf-8")
    assert_unknown("HEAD", "unread", f"sop_sources/{file}")
    commit(project.root, "broken")
    path.unlink()
    git(project.root, "checkout", "-q", "HEAD~1", "--", "sop_sources")
    assert_unknown("HEAD", "unread_before", f"sop_sources/{file}")


def test_a_repository_of_another_user_is_told_with_the_way_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = run("impact", "--base", "HEAD", status=1).output
    assert "另一个用户" in told
    assert f'safe.directory "{project.root}"' in told
    assert "fatal" not in told


def test_without_a_repository_there_is_nothing_to_compare_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for command in ("check", "diff", "impact"):
        assert "仓库" in run(command, "--base", "HEAD", status=1).output


def assert_unknown(base: str, key: str, file: str) -> None:
    """Nothing is told of what changed since a revision but the name of a file."""
    told = json.loads(run("impact", "--base", base, "--format", "json").output)
    assert told.pop(key) == [file]
    assert not any(value for name, value in told.items() if name != "version")
