"""Whole builds, in a folder that is not the repository and on the shipped handbook."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest

from tests.codes import pages_of, read

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "check" / "base"
DOCUMENT = re.compile(r"(?!MAN-|CARD-)[A-Z]+-[A-Z0-9-]+")
EPOCH = "1795305600"  # 2026-11-22 00:00 UTC

pytestmark = pytest.mark.slow
SHIPPED = pytest.mark.xdist_group("shipped")  # in one process: to build it takes a minute or two


def handbook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does, in a folder, on a fixed day."""
    return subprocess.run(
        [sys.executable, "-m", "handbook", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": EPOCH, "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A company's folder: sources and nothing else."""
    folder = tmp_path / "company"
    shutil.copytree(EXAMPLE / "sop_sources", folder / "sop_sources")
    for path in (folder / "sop_sources").rglob("*.yml"):
        text = path.read_text()
        path.write_text(text.replace("status: draft", "status: approved\neffective: 2026-11-01"))
    return folder


def test_a_folder_with_sources_alone_becomes_site_and_pdf(project: Path) -> None:
    done = handbook(project, "build")
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "index.html").is_file()
    assert (project / "site" / "sops" / "SOP-RET-01" / "index.html").is_file()
    assert (project / "site" / "print" / "SOP-RET-01.pdf").read_bytes().startswith(b"%PDF-")


def test_the_same_input_gives_the_same_bytes(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project, elsewhere)
    for folder in (project, elsewhere):
        done = handbook(folder, "build")
        assert done.returncode == 0, done.stderr
    assert files_of(project / "site") == files_of(elsewhere / "site")


def test_a_template_of_the_project_goes_before_the_packaged_one(project: Path) -> None:
    own = project / "templates" / "print"
    own.mkdir(parents=True)
    chapter = (ROOT / "templates" / "print" / "chapter.html").read_text()
    (own / "chapter.html").write_text(chapter.replace("</header>", "<p>OWN-MARK</p></header>"))
    done = handbook(project, "build")
    assert done.returncode == 0, done.stderr
    text = subprocess.run(
        ["pdftotext", project / "site" / "print" / "SOP-RET-01.pdf", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "OWN-MARK" in text.stdout


def test_a_mistake_leaves_everything_published_as_it_was(project: Path) -> None:
    assert handbook(project, "build").returncode == 0
    before = files_of(project / "site")
    source = project / "sop_sources" / "sops" / "SOP-RET-01.yml"
    source.write_bytes(source.read_text().encode("gbk"))
    done = handbook(project, "build")
    assert done.returncode == 1
    assert "FMT01" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(project / "site") == before


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped handbook, built cold in a copy."""
    folder = tmp_path_factory.mktemp("shipped") / "project"
    shutil.copytree(ROOT / "sop_sources", folder / "sop_sources")
    done = handbook(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@SHIPPED
def test_the_whole_manual_bookmarks_every_document_once(shipped: Path) -> None:
    printed = shipped / "print"
    with pikepdf.open(printed / "MAN-ALL.pdf") as manual, manual.open_outline() as outline:
        titles = [child.title for part in outline.root[:-1] for child in part.children]
        assert outline.root[-1].title == "\u7d22\u5f15"
        documents = [path for path in printed.glob("*.pdf") if DOCUMENT.fullmatch(path.stem)]
        assert len(titles) == len(set(titles)) == len(documents)
        assert "投诉处理" in titles


@SHIPPED
def test_every_font_is_embedded_and_chinese(shipped: Path) -> None:
    for path in (shipped / "print").glob("*.pdf"):
        rows = subprocess.run(
            ["pdffonts", path], capture_output=True, text=True, check=True
        ).stdout.splitlines()[2:]
        assert rows
        for row in rows:
            assert "CJK" in row, f"{path.name}: {row}"
            assert row.split()[-5] == "yes", f"{path.name}: {row}"


@SHIPPED
def test_contents_name_the_pages_on_which_chapters_start(shipped: Path) -> None:
    with pikepdf.open(shipped / "print" / "MAN-FRONTLINE.pdf") as manual:
        names = {page.obj.objgen: str(page.label) for page in manual.pages}
        with manual.open_outline() as outline:
            starts = {
                child.title: names[child.destination[0].objgen]  # type: ignore[index]
                for part in outline.root[:-1]
                for child in part.children
            }
    contents = subprocess.run(
        ["pdftotext", "-layout", shipped / "print" / "MAN-FRONTLINE.pdf", "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    lines = [line for line in contents.splitlines() if "·  ·" in line or "· ·" in line]
    for title, page in starts.items():
        (line,) = [line for line in lines if line.strip().startswith(title + " ")]
        assert line.split()[-1] == page


@SHIPPED
def test_both_decoders_read_the_code_of_every_page(shipped: Path, tmp_path: Path) -> None:
    known = json.loads((shipped / "manifest.json").read_text("utf-8"))["documents"]
    named: set[str] = set()
    manual = shipped / "print" / "MAN-ALL.pdf"
    for number, page in enumerate(pages_of(manual, tmp_path, foot=True)):
        first, second = read(page)
        if number:  # the cover has its code elsewhere
            (address,) = first
            assert second == first, number
            named.add(address)
    asked = {query["id"][0]: query for query in map(_query, named)}
    assert asked.keys() == {"MAN-ALL", *known["MAN-ALL"]["holds"]}
    for name, query in asked.items():
        assert query["v"] == [known[name]["version"]]
        assert query["d"] == [known[name]["digest"]]


@SHIPPED
def test_the_cover_of_a_manual_has_its_code(shipped: Path, tmp_path: Path) -> None:
    for manual in (shipped / "print").glob("MAN-*.pdf"):
        with pikepdf.open(manual) as whole, pikepdf.new() as cover:
            cover.pages.append(whole.pages[0])
            cover.save(tmp_path / "cover.pdf")
        (page,) = pages_of(tmp_path / "cover.pdf", tmp_path)
        first, second = read(page)
        assert second == first
        assert [_query(address)["id"] for address in first] == [[manual.stem]]


def _query(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)
