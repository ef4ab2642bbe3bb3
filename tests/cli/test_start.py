"""A new handbook: nothing is found in it, and it builds."""

from __future__ import annotations

import subprocess
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner, Result

from handbook.build import Build
from handbook.cli import edge, main
from handbook.config import Project
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from tests.repository import commit, git


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-12-01


def init(*arguments: str, status: int = 0, typed: str = "") -> Result:
    result = CliRunner().invoke(main, ["init", *arguments], input=typed)
    assert result.exit_code == status, result.output
    return result


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_handbook_is_clean_and_has_pages(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init("new", "--language", language)
    build = Build(Project(tmp_path / "new"), edge.now())
    assert build.findings == []
    paths = {one.page.path for one in build.pages()}
    assert {"", "sops/SOP-RET-01/", "scripts/return-accept/", "service-levels/refund/"} <= paths
    monkeypatch.chdir(tmp_path / "new")
    released = CliRunner().invoke(main, ["release"])
    assert released.exit_code == 0, released.output
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_both_languages_start_with_the_same_ids(tmp_path: Path) -> None:
    for language in ("zh", "en"):
        init(language, "--language", language)
    chinese, english = (build_library(load_tree(tmp_path / one)) for one in ("zh", "en"))
    assert list(chinese.entries) == list(english.entries)


@pytest.mark.parametrize(("language", "zone"), [("zh", "Asia/Shanghai"), ("en", "Europe/London")])
def test_it_begins_on_the_day_of_its_own_time_zone(
    language: str, zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1796083200 + 17 * 3600))
    init("new", "--language", language)
    library = build_library(load_tree(tmp_path / "new"))
    today = edge.now().astimezone(ZoneInfo(zone)).date()
    assert {one.effective for one in library.documents.values()} == {today}
    monkeypatch.chdir(tmp_path / "new")
    released = CliRunner().invoke(main, ["release", "--approver", "role.manager"])
    assert released.exit_code == 0, released.output


def test_git_is_told_what_to_leave_out_and_how_to_merge(tmp_path: Path) -> None:
    init("new")
    project = tmp_path / "new"
    git(project, "init", "-q", "-b", "main")
    git(project, "config", "core.autocrlf", "true")
    git(project, "config", "user.name", "陈")
    git(project, "config", "user.email", "chen@example.com")
    history = project / "sop_sources/history/SOP-RET-01.jsonl"
    history.parent.mkdir()
    history.write_bytes(b"{}\n")
    commit(project, "start")
    history.unlink()
    git(project, "checkout", "--", ".")
    assert history.read_bytes() == b"{}\n"
    told = subprocess.run(["git", "ls-files"], cwd=project, capture_output=True, check=True).stdout
    assert b"schemas/" not in told
    assert b".vscode/settings.json" in told


def test_outside_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    assert "sop_sources/handbook.yml" in init("new").output
    library = build_library(load_tree(tmp_path / "new"))
    assert library.required_settings.name == "客户服务手册"


def test_names_are_asked_for_and_may_hold_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "asking", lambda: True)
    typed = "手册: #1 “甲”\n'乙' & 丙\n"
    init("new", typed=typed)
    settings = yaml.safe_load((tmp_path / "new/sop_sources/handbook.yml").read_text("utf-8"))
    assert (settings["name"], settings["organisation"]) == ("手册: #1 “甲”", "'乙' & 丙")


@pytest.mark.parametrize("name", ["Y", "no", "22:30", "0123", "[[a]]", "- x", "1.0.0"])
def test_a_name_that_yaml_takes_for_something_else_stays_a_name(name: str, tmp_path: Path) -> None:
    init("new", "--name", name, "--organisation", "甲")
    library = build_library(load_tree(tmp_path / "new"))
    assert library.problems == ()
    assert library.required_settings.name == name


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert "错误" in init(".", status=1).output
    assert "错误" in init("notes.txt", status=1).output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_every_source_leads_to_its_schema(tmp_path: Path) -> None:
    init("new")
    for path in (tmp_path / "new/sop_sources").rglob("*.yml"):
        first = path.read_text("utf-8").splitlines()[0]
        assert (path.parent / first.partition("$schema=")[2]).is_file()


def test_workflows_come_on_request(tmp_path: Path) -> None:
    init("plain")
    assert not (tmp_path / "plain/.github").exists()
    init("forge", "--forge", "github")
    assert (tmp_path / "forge/.github/workflows/handbook-release.yml").is_file()


def test_a_forge_s_site_needs_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "404" in init("new", "--forge", "github").stderr
    settings = tmp_path / "new/sop_sources/handbook.yml"
    settings.write_text(settings.read_text("utf-8") + "site: https://example.com/shop/\n", "utf-8")
    monkeypatch.chdir(tmp_path / "new")
    told = CliRunner().invoke(main, ["forge", "github"])
    assert told.exit_code == 0, told.output
    assert "404" not in told.stderr


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
def test_workflows_speak_the_language_of_the_handbook(forge: str, tmp_path: Path) -> None:
    for language, chinese in (("zh", True), ("en", False)):
        root = tmp_path / language
        CliRunner().invoke(main, ["init", str(root), "--language", language, "--forge", forge])
        files = [one for one in root.rglob("*.yml") if "sop_sources" not in one.parts]
        text = "".join(one.read_text("utf-8") for one in files)
        assert ("待批准" in text) is chinese
        assert ("in review" in text) is not chinese
