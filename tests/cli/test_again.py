"""A manual is printed once of the same sources, words and templates, on one day."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.config import data
from handbook.press.layout import Order
from handbook.press.presses import Presses
from handbook.render.view import Book
from tests.cli.test_copies import MANUAL
from tests.desk import HANDBOOK, Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path / "work")
    project.write("handbook.yml", HANDBOOK)
    project.write("manuals/MAN-01.yml", MANUAL)
    project.release()
    monkeypatch.chdir(project.root)
    return project


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is made; what is taken from where it is kept is not among them."""
    names: list[str] = []

    def printed(_: Presses, _book: Book, order: Order, folder: Path) -> Path:
        names.append(order.file)
        (folder / order.file).write_bytes(f"print {len(names)}".encode())
        return folder / order.file

    monkeypatch.setattr(Presses, "manual", printed)
    return names


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["print", "MAN-01", *args], catch_exceptions=False)


def test_the_same_is_not_made_again(project: Project, made: list[str]) -> None:
    assert run("--as-of", "2026-03-02").exit_code == 0
    told = run("--as-of", "2026-03-02", "-o", "new/mine.pdf")
    assert "new/mine.pdf" in told.output
    assert (project.root / "new/mine.pdf").read_bytes() == b"print 1"
    assert made == ["MAN-01-a4.pdf"]


def test_whatever_goes_into_a_print_makes_a_new_one(project: Project, made: list[str]) -> None:
    day = ("--as-of", "2026-03-02")
    text = (project.root / "sop_sources/manuals/MAN-01.yml").read_text("utf-8")
    run(*day)
    run("--as-of", "2026-03-03")
    run(*day, "--grey")
    run(*day, "--since", "2026-01-01")
    project.write("manuals/MAN-01.yml", text + "# a note\n")
    run(*day)
    shutil.copytree(data("templates"), project.root / "templates")
    run(*day)
    style = project.root / "templates/print/style.css"
    style.write_text(style.read_text("utf-8") + "/* ours */")
    run(*day)
    assert len(made) == 7
    project.write("manuals/MAN-01.yml", text)
    shutil.rmtree(project.root / "templates")
    run(*day)
    assert len(made) == 7


def test_the_eldest_prints_give_way(project: Project, made: list[str]) -> None:
    for day in range(1, 12):
        run("--as-of", f"2026-03-{day:02}")
    assert len(made) == 11
    assert len(list((project.root / ".handbook/cache/printed").iterdir())) == 2 * 8
    run("--as-of", "2026-03-11")
    assert len(made) == 11


def test_a_folder_takes_it_under_its_own_name(project: Project, made: list[str]) -> None:
    (project.root / "shop").mkdir()
    assert "MAN-01-a5.pdf" in run("--paper", "A5", "-o", "shop").output
    assert "MAN-01-letter.pdf" in run("--paper", "Letter", "-o", "shop").output
    assert (project.root / "shop/MAN-01-a5.pdf").read_bytes() == b"print 1"


def test_a_place_that_cannot_be_written_is_named(project: Project, made: list[str]) -> None:
    (project.root / "taken").write_text("a file")
    told = run("-o", "taken/mine.pdf")
    assert told.exit_code == 1
    assert "taken/mine.pdf" in told.output


def test_sources_with_mistakes_are_not_printed(project: Project, made: list[str]) -> None:
    project.write("manuals/MAN-01.yml", MANUAL.replace("title: 客服手册", "titel: 客服手册"))
    assert run().exit_code == 1
    project.write("handbook.yml", "name: [\n")
    assert run().exit_code == 1
    assert made == []


def test_a_damaged_print_is_made_again(project: Project, made: list[str]) -> None:
    run("-o", "mine.pdf")
    (kept,) = (project.root / ".handbook/cache/printed").glob("*.pdf")
    kept.write_bytes(kept.read_bytes()[:-1])
    run("-o", "mine.pdf")
    kept.unlink()
    kept.mkdir()
    run("-o", "mine.pdf")
    assert made == ["MAN-01-a4.pdf"] * 3
    assert (project.root / "mine.pdf").read_bytes() == b"print 3"


def test_a_file_in_the_place_of_the_cache_is_told(project: Project, made: list[str]) -> None:
    (project.root / ".handbook").write_text("a file")
    told = run()
    assert told.exit_code == 1
    assert ".handbook" in told.output
    assert made == []
