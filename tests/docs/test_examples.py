"""Every example of the documentation is run, and its output is what the page shows.

A titled block is a file: it is written or, where it is there already, must be the same. One that
ends in （节选） or (part) is part of a file, one that ends in （加上） or (added) is added to it
for a moment. A diff changes a file, a console runs ``handbook``.
"""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.check.engine import check
from handbook.check.registry import BY_CODE
from handbook.cli import main
from handbook.diagnostics import Severity
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from tests.docs.fields import ROOT
from tests.docs.pages import READMES, Block, blocks, named

EXAMPLE, ENGLISH = (Path(__file__).parent / name for name in ("example", "example_en"))
DAY = "1796083200"  # 2026-12-01
PART, ADDED = re.compile(r"（节选）$| \(part\)$"), re.compile(r"（加上）$| \(added\)$")
guide = (ROOT / "docs" / "guide").joinpath


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pages' example as the working folder, on a fixed day."""
    return working(EXAMPLE, tmp_path, monkeypatch)


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of the English pages."""
    return working(ENGLISH, tmp_path, monkeypatch)


def working(example: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(example, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return folder


def test_the_owners_example_runs_as_shown(project: Path) -> None:
    follow(guide("owners.md"), project)


def test_the_english_owners_example_runs_as_shown(english: Path) -> None:
    follow(guide("en/owners.md"), english)


def test_the_example_manual_is_accepted(project: Path) -> None:
    follow(guide("printing.md"), project)
    assert handbook("check").output == "没有发现问题\n"


def test_the_english_example_manual_is_accepted(english: Path) -> None:
    follow(guide("en/printing.md"), english)
    assert handbook("check").output == "nothing to report\n"


def test_the_example_regulation_is_accepted(project: Path) -> None:
    follow(guide("format.md"), project)
    assert handbook("check").output == "没有发现问题\n"


def test_the_english_example_regulation_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    started = tmp_path / "handbook"
    handbook(
        "init", str(started), "--language", "en", "--name", "Handbook", "--organisation", "Ltd"
    )
    monkeypatch.chdir(started)
    follow(guide("en", "format.md"), started)
    assert handbook("check").output == "nothing to report\n"


def test_a_document_may_be_markdown(project: Path) -> None:
    source = project / "sop_sources" / "sops" / "SOP-RET-01.yml"
    text = f"---\n{source.read_text('utf-8')}---\n\n## 背景\n\n退货是最常见的来意。\n"
    source.with_suffix(".md").write_text(text, "utf-8")
    source.unlink()
    assert handbook("check").output == "没有发现问题\n"


@pytest.mark.parametrize("page", READMES, ids=named)
def test_three_files_are_a_handbook(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [block for block in blocks(page) if block.title]
    assert len(files) == 3
    monkeypatch.chdir(tmp_path)
    for block in files:
        place(block, tmp_path)
    assert handbook("check").output == "没有发现问题\n"


def test_the_example_rule_finds_its_own_example(project: Path) -> None:
    (block,) = [block for block in blocks(guide("developers.md")) if block.language == "python"]
    file = project / Path(block.title).name
    file.write_text(block.text, "utf-8")
    rule = runpy.run_path(str(file))["RULE"]
    source = project / "sop_sources" / "sops" / "SOP-RET-01.yml"
    text = source.read_text("utf-8").replace("title: 退货处理", "title: 退货处理。")
    source.write_text(text, "utf-8")
    library = build_library(load_tree(project))
    BY_CODE["TXT01"] = rule
    try:
        (finding,) = check(library, date(2026, 12, 1), rules=[rule])
    finally:
        del BY_CODE["TXT01"]
    assert (finding.code, finding.severity) == ("TXT01", Severity.WARNING)
    assert (finding.span.line, finding.span.column) == (2, 8)


def test_what_is_not_in_force_yet_cannot_be_quoted(project: Path) -> None:
    source = project / "sop_sources" / "service-levels" / "SLA-01.yml"
    text = source.read_text("utf-8").replace("10min", "5min")
    source.write_text(text.replace("effective: 2026-11-01", "effective: 2027-01-01"), "utf-8")
    assert "VER17" in handbook("check").output


@pytest.mark.slow
def test_a_folder_becomes_a_site_and_manuals_with_templates_of_its_own(project: Path) -> None:
    follow(guide("printing.md"), project)
    own = project / "templates" / "site" / "home.html"
    own.parent.mkdir(parents=True)
    own.write_text("<h1>自己的首页</h1>", "utf-8")
    colours = project / "docs" / "assets" / "css" / "tokens.css"
    colours.parent.mkdir(parents=True)
    colours.write_text("/* own */", "utf-8")
    command = Path(sys.executable).with_name("handbook")
    done = subprocess.run([command, "build"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    assert "自己的首页" in (site / "index.html").read_text("utf-8")
    assert "/* own */" in (site / "assets" / "css" / "handbook.css").read_text("utf-8")
    assert (site / "guide" / "owners" / "index.html").is_file()
    printed = {path.name for path in (site / "print").glob("*.pdf")}
    assert {"MAN-01.pdf", "SOP-RET-01.pdf", "SLA-01.pdf"} <= printed


def follow(page: Path, project: Path) -> None:
    """Do what a page says, block by block."""
    for block in blocks(page):
        if block.language == "diff":
            change(block, project)
        elif ADDED.search(block.title):
            add_for_a_moment(block, project)
        elif block.title:
            place(block, project)
        elif block.language == "console":
            run(block)


def place(block: Block, project: Path) -> None:
    path = project / PART.sub("", block.title)
    if PART.search(block.title):
        assert block.text in path.read_text("utf-8")
    elif path.exists():
        assert block.text == path.read_text("utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, "utf-8")


def change(block: Block, project: Path) -> None:
    path = project / block.title
    lines = block.text.rstrip("\n").split("\n")
    before = "\n".join(line[1:] for line in lines if line[0] in " -")
    after = "\n".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


def add_for_a_moment(block: Block, project: Path) -> None:
    path = project / ADDED.sub("", block.title)
    text = path.read_text("utf-8")
    path.write_text(text + block.text, "utf-8")
    assert handbook("check").exit_code == 0
    path.write_text(text, "utf-8")


def run(block: Block) -> None:
    for entry in block.text.removeprefix("$ ").split("\n$ "):
        command, _, output = entry.partition("\n")
        assert handbook(*command.removeprefix("handbook ").split()).output == output


def handbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)
