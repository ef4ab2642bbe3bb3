"""A new site takes the place of a site, and of nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.cli.build import put_back
from handbook.cli.place import check_docs, check_place
from handbook.config import Project

EXAMPLE = Path(__file__).parent.parent / "check" / "base"
MANIFEST = json.dumps({"scheme": 1, "edition": "2026-11-22", "documents": {}})


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "company" / "project"
    shutil.copytree(EXAMPLE / "sop_sources", root / "sop_sources")
    (root / "docs").mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("HANDBOOK_PRESS", "0")
    return Project(root)


def filled(folder: Path, name: str = "theirs.html", text: str = "theirs") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return folder


def built() -> Result:
    return CliRunner().invoke(main, ["build"], catch_exceptions=False)


def everything(root: Path) -> set[str]:
    kept = (path for path in root.rglob("*") if ".handbook" not in path.parts)
    return {path.relative_to(root).as_posix() for path in kept}


@pytest.mark.parametrize(
    "target", [".", "..", "../..", "/", "sop_sources", "sop_sources/sops", "docs", ".handbook/next"]
)
def test_a_link_to_what_is_no_place_for_a_site_is_refused(project: Project, target: str) -> None:
    project.site.symlink_to(target)
    before = everything(project.root)
    told = built()
    assert told.exit_code == 1
    assert "site 指向" in told.output
    assert everything(project.root) == before


def test_the_home_folder_is_no_site(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "me"))
    for name in ("home", "home/me"):
        (tmp_path / name).mkdir()
        project.site.symlink_to(tmp_path / name)
        with pytest.raises(click.ClickException, match="指向"):
            check_place(project, project.site)
        project.site.unlink()


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    ("name", "text"),
    [("theirs.html", ""), ("manifest.json", '{"name": "app"}'), ("manifest.json", "[]{")],
)
def test_what_somebody_else_has_there_stays(
    project: Project, name: str, text: str, linked: bool
) -> None:
    place = filled(project.root.parent / "www" if linked else project.site, name, text)
    if linked:
        project.site.symlink_to(place)
    told = built()
    assert told.exit_code == 1
    assert "却不是本工具生成的网站" in told.output
    assert (place / name).read_text() == text


def test_a_file_is_no_place_for_a_site(project: Project) -> None:
    project.site.write_text("theirs")
    told = built()
    assert told.exit_code == 1
    assert "写不了" in told.output
    assert project.site.read_text() == "theirs"


def test_an_empty_folder_and_a_site_of_ours_are_replaced(project: Project) -> None:
    check_place(project, project.site)
    project.site.mkdir()
    check_place(project, project.site)
    filled(project.site, "manifest.json", MANIFEST)
    filled(project.site, "index.html")
    check_place(project, project.site)


@pytest.mark.parametrize("linked", [False, True])
def test_a_swap_that_was_cut_off_is_undone_by_the_next_build(
    project: Project, linked: bool
) -> None:
    old = project.root / ".handbook" / "old"
    if linked:
        project.site.symlink_to("../www")
        old = project.root.parent / ".www.old"
    filled(old, "manifest.json", MANIFEST)
    (project.root / "sop_sources" / "sops" / "SOP-RET-01.yml").write_text("id: [")
    told = built()
    assert "已发布的内容未变" in told.output
    assert (project.site / "manifest.json").read_text() == MANIFEST
    assert not old.exists()


def test_what_is_published_stays_though_something_old_lies_about(project: Project) -> None:
    fresh = project.root / ".handbook" / "next"
    filled(fresh.with_name("old"), "manifest.json", MANIFEST)
    filled(project.site, "index.html", "published")
    put_back(fresh, project.site)
    assert (project.site / "index.html").read_text() == "published"


@pytest.mark.parametrize("name", [".handbook", ".handbook/cache"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_cache_that_is_a_link_is_refused(project: Project, name: str, command: str) -> None:
    theirs = filled(project.root.parent / "photos", "old.pdf")
    (project.root / name).parent.mkdir(exist_ok=True)
    (project.root / name).symlink_to(theirs)
    told = CliRunner().invoke(main, [command], catch_exceptions=False)
    assert told.exit_code == 1
    assert "是一个链接" in told.output
    assert {path.name for path in theirs.iterdir()} == {"old.pdf"}


def led(project: Project, name: str, target: Path) -> None:
    (project.root / name).parent.mkdir(parents=True, exist_ok=True)
    (project.root / name).symlink_to(target)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("docs/passwd.txt", "/etc/passwd"),
        ("docs/in/passwd.txt", "/etc/passwd"),
        ("docs/.passwd", "/etc/passwd"),
        ("docs/etc", "/etc"),
        ("docs/loop", "."),
        ("docs/sources", "../sop_sources"),
        ("docs/gone.md", "nowhere.md"),
        ("docs/itself.md", "itself.md"),
        ("docs/assets/leak.txt", "../../.git/config"),
        ("docs/leak.txt", "../.env"),
    ],
)
def test_a_link_among_the_docs_leads_to_a_file_of_the_project(
    project: Project, name: str, target: str
) -> None:
    filled(project.root / ".git", "config")
    filled(project.root, ".env")
    led(project, name, Path(target))
    told = built()
    assert told.exit_code == 1
    assert f"{Path(name).name} 是链接" in told.output
    assert not project.site.exists()


def test_the_name_of_a_link_is_told_and_not_carried_out(project: Project) -> None:
    led(project, "docs/a\n::stop-commands::x\x1b[2J", Path("/etc/passwd"))
    told = built()
    assert told.exit_code == 1
    assert "\x1b" not in told.output
    assert not any(line.startswith("::") for line in told.output.splitlines())


def test_the_docs_lie_in_the_project(project: Project, tmp_path: Path) -> None:
    (project.root / "docs").rmdir()
    theirs = filled(tmp_path / "theirs")
    led(project, "docs", theirs)
    with pytest.raises(click.ClickException, match="docs 是链接"):
        check_docs(project)
    (project.root / "docs").unlink()
    led(project, "docs", Path("sop_sources"))
    check_docs(project)


def test_links_to_files_of_the_project_are_published(project: Project) -> None:
    led(project, "docs/why.txt", filled(project.root / "own") / "theirs.html")
    led(project, "docs/.#why.txt", Path("me@desk.4711"))
    assert built().exit_code == 0
    assert (project.site / "why.txt").read_text() == "theirs"
