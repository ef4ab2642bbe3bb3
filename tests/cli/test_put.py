"""What cannot be written is told in a sentence, and what was there before stays."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.cli.put import put
from tests.desk import Project


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args, catch_exceptions=False)


def test_a_file_is_whole_or_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a" / "list.csv"
    put(path, b"old")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(click.ClickException, match="磁盘满了"):
            put(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in path.parent.iterdir()] == ["list.csv"]


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"old")
    (tmp_path / "link").symlink_to("there")
    put(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_bytes() == b"new"


@pytest.mark.skipif(sys.platform != "linux", reason="a device of Linux")
def test_a_device_stays_one(tmp_path: Path) -> None:
    put(Path("/dev/null"), b"new")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(click.ClickException, match="磁盘满了"):
        put(Path("/dev/full"), b"new")


def a_file(*names: str) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        for name in names:
            (root / name).write_text("in the way")

    return make


def a_folder(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).mkdir(parents=True)


@pytest.mark.parametrize(
    ("made", "command"),
    [
        (a_file("f"), ["schema", "--all", "f"]),
        (a_file("schemas"), ["schema", "--vscode"]),
        (a_file(".vscode"), ["schema", "--vscode"]),
        (a_folder(".vscode/settings.json"), ["schema", "--vscode"]),
        (a_file("schemas"), ["new", "sop", "SOP-X-01", "--title", "x"]),
        (a_file("sop_sources/cards"), ["new", "card", "--title", "x"]),
        (a_folder("x"), ["new", "sop", f"SOP-{'X' * 300}-01", "--title", "x"]),
        (a_file(".github"), ["forge", "github"]),
        (a_folder(".github/workflows/handbook-review.yml"), ["forge", "github"]),
        (a_file(".github"), ["owners", "--write"]),
        (a_folder(".github/CODEOWNERS"), ["owners", "--write"]),
        (a_file("f"), ["init", "f/g", "--name", "x", "--organisation", "x"]),
        (a_folder("x"), ["init", "x" * 300, "--name", "x", "--organisation", "x"]),
        (a_file("f"), ["export", "service-levels", "-o", "f/a.xlsx"]),
        (a_folder("x"), ["export", "service-levels", "-o", f"{'x' * 300}.xlsx"]),
        (a_folder("sop_sources/history/.release.json"), ["confirm", "SOP-RET-01"]),
        (a_folder("sop_sources/history/.SOP-RET-01.jsonl.part"), ["confirm", "SOP-RET-01"]),
    ],
)
def test_every_command_tells_what_it_cannot_write(
    project: Project, made: Callable[[Path], None], command: list[str]
) -> None:
    made(project.root)
    sources = project.root / "sop_sources"
    before = {path: path.read_bytes() for path in sources.rglob("*") if path.is_file()}
    told = run(*command)
    assert told.exit_code == 1
    assert "写不了" in told.output
    assert "写不了" in told.output
    assert {path: path.read_bytes() for path in before} == before


def test_an_export_makes_the_folders_above_it(project: Project) -> None:
    assert run("export", "service-levels", "-o", "new/a.xlsx").exit_code == 0
    assert (project.root / "new/a.xlsx").read_bytes().startswith(b"PK")
