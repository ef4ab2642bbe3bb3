"""The command line as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main

EXAMPLE = Path(__file__).parent.parent / "check" / "base"


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_outside_a_project_one_sentence_says_so(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, ["check"])
    assert result.exit_code == 1
    assert "这里不是手册项目" in result.output
    assert "Traceback" not in result.output


def test_a_clean_project_is_found_clean(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    result = runner.invoke(main, ["check"])
    assert result.exit_code == 0, result.output


def test_a_mistake_is_told_with_its_place_and_status_1(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sop_sources" / "sops"
    folder.mkdir(parents=True)
    (tmp_path / "sop_sources" / "handbook.yml").write_text("name: 手册\norganisation: 公司\n")
    (folder / "A.yml").write_text("id: SOP-A-01\ntitle: 甲\ntitle: 乙\n")
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, ["check", "--format", "json"])
    assert result.exit_code == 1
    found = json.loads(result.output)["findings"]
    assert ("FMT04", 3, 1) in {(each["code"], each["line"], each["column"]) for each in found}


def test_a_failed_build_leaves_the_published_site_alone(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "roles.yml").write_bytes("角色".encode("gbk"))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("published")
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, ["build"])
    assert result.exit_code == 1
    assert "FMT01" in result.output
    assert (tmp_path / "site" / "index.html").read_text() == "published"


def test_explain_shows_a_wrong_and_a_right_example(runner: CliRunner) -> None:
    result = runner.invoke(main, ["explain", "fmt04"])
    assert result.exit_code == 0
    assert "Wrong" in result.output
    assert "Right" in result.output


def test_explain_names_the_rules_there_are(runner: CliRunner) -> None:
    result = runner.invoke(main, ["explain", "XYZ99"])
    assert result.exit_code == 1
    assert "FMT04" in result.output
