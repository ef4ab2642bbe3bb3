"""CODEOWNERS: the right people for each document, in each forge's own way of writing."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from handbook.check.codeowners import codeowners
from handbook.cli import main
from tests.desk import HANDBOOK, Project

TEAMS = """\
teams:
  role.director: "@wang"
  dept.service: "@shop/service"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path)
    project.write("handbook.yml", HANDBOOK + TEAMS)
    monkeypatch.chdir(tmp_path)
    return project


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["owners", *arguments])
    assert result.exit_code == status, result.output
    return result


def test_approver_and_owner_review(project: Project) -> None:
    assert "/sop_sources/sops/a.yml @wang @shop/service\n" in run().stdout


def test_a_file_lands_where_its_forge_looks(project: Project) -> None:
    for forge in ("github", "gitlab", "gitea"):
        run("--format", forge, "--write")
        assert "@wang" in (project.root / f".{forge}" / "CODEOWNERS").read_text("utf-8")


def test_the_default_comes_first_so_that_others_win(project: Project) -> None:
    project.write("handbook.yml", HANDBOOK + TEAMS + '  default: "@all"\n')
    lines = run().stdout.splitlines()
    assert lines[1] == "/sop_sources/ @all"
    assert len(lines) == 10


@pytest.mark.parametrize("path", ["templates/print/cards/card.html", "requirements-dev.txt"])
def test_who_is_asked_by_default_reviews_what_runs(project: Project, path: str) -> None:
    project.write("handbook.yml", HANDBOOK + TEAMS + '  default: "@all"\n')
    for forge, matches in (
        ("gitlab", fnmatch),
        ("gitea", lambda name, one: re.fullmatch(one, name)),
    ):
        lines = codeowners(project.library, forge, "").splitlines()[1:]
        patterns = [line.split()[0].removeprefix("/") for line in lines]
        assert any(matches(path, one + "*" * one.endswith("/")) for one in patterns), forge


def test_names_of_files_are_taken_literally(project: Project) -> None:
    name = "sops/a b+(#1).yml"
    project.write(name, project.text().replace("SOP-RET-01", "SOP-RET-02"))
    library = project.library
    assert "/sop_sources/sops/a\\ b+(\\#1).yml @wang" in codeowners(library, "github", "")
    line = next(one for one in codeowners(library, "gitea", "").splitlines() if "\\#1" in one)
    pattern = line.removesuffix(" @wang @shop/service")
    assert re.fullmatch(pattern, f"sop_sources/{name}")


def test_who_is_nobody_is_told(project: Project) -> None:
    project.write("handbook.yml", HANDBOOK + 'teams: {dept.other: "@a"}\n')
    assert "dept.other" in run(status=1).output
    project.write("handbook.yml", HANDBOOK)
    assert "SOP-RET-01" in run().stderr
    project.write("handbook.yml", "name: [\n")
    assert "handbook check" in run(status=1).output


def test_nothing_is_written_while_a_source_cannot_be_read(project: Project) -> None:
    run("--write")
    path = project.root / ".github" / "CODEOWNERS"
    before = path.read_bytes()
    project.path("SLA-01").write_text("id: SLA-01\nlevels: [\n", "utf-8")
    assert "service-levels/levels.yml" in run("--write", status=1).output
    assert path.read_bytes() == before


def told(*arguments: str) -> str:
    output = CliRunner().invoke(main, ["check", "--select", "CFG07", *arguments]).output
    assert "Traceback" not in output
    return output


def test_a_file_that_has_fallen_behind_is_told(project: Project) -> None:
    run("--write")
    assert "CFG07" not in told()
    project.edit("owner: dept.service", "owner: dept.shop")
    project.edit("departments:\n", "departments:\n  - {id: dept.shop, name: 门店}\n", "ROLE-01")
    assert "sop_sources/sops/a.yml" in told()
    run("--write")
    assert "CFG07" not in told(), "an answer that is kept knows of the file"
    project.path("SLA-01").unlink()
    assert "sop_sources/service-levels/levels.yml" in told()
    path = project.root / ".github" / "CODEOWNERS"
    path.write_text("# by hand\n/sop_sources/ @all\n", "utf-8")
    assert "CFG07" not in told(), "it is no file of the tool"


def test_a_team_of_nobody_is_told(project: Project) -> None:
    project.write("handbook.yml", HANDBOOK + TEAMS + '  role.boss: "@li"\n')
    assert "role.boss" in told()


def test_a_team_that_no_forge_knows_is_a_finding(project: Project) -> None:
    project.write("handbook.yml", HANDBOOK + 'teams: {dept.service: "客户 服务部"}\n')
    assert [one.code[:3] for one in project.library.problems] == ["FMT"]


def test_pre_commit_is_told_of_the_check() -> None:
    [hook] = yaml.safe_load(
        Path(__file__).parents[2].joinpath(".pre-commit-hooks.yaml").read_text()
    )
    assert re.search(hook["files"], "sop_sources/sops/a.yml")
    assert not re.search(hook["files"], "README.md")
