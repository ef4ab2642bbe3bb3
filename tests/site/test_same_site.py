"""`handbook build`, `mkdocs build` and `mkdocs serve` make one site; a project may change it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.desk import Project
from tests.site.conftest import SMALL
from tests.sites import ROOT, build, environment

pytestmark = pytest.mark.slow

_POLICY = re.compile(rb'(http-equiv="Content-Security-Policy" content=")[^"]*')
_ADDRESS = {"mkdocs": "-qa", "handbook": "--address"}
_RELOADING = re.compile(rb"<script>\s*var livereload.*?</script>\s*", re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that holds sources and nothing else."""
    folder = tmp_path / "shop"
    shutil.copytree(SMALL, folder)
    return folder


def handbook_build(folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "handbook", "build"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def complete(folder: Path) -> None:
    """Give a project what the repository has beside its sources."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("hooks", "docs", "templates"):
        shutil.copytree(ROOT / name, folder / name)


def test_both_builds_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    alone = files(handbook_build(project))
    complete(project)
    build(tmp_path / "mkdocs", project)
    of_mkdocs = files(tmp_path / "mkdocs")
    assert alone.keys() == of_mkdocs.keys()
    assert [name for name in alone if alone[name] != of_mkdocs[name] and name[-3:] != ".gz"] == []


@pytest.mark.parametrize("more", ["", "hooks: [own.py]\n"])
def test_a_configuration_that_names_no_hook_of_ours_gives_the_same_pages(
    project: Path, more: str
) -> None:
    alone = files(handbook_build(project))
    (project / "own.py").touch()
    (project / "mkdocs.yml").write_text(f"site_name: shop\n{more}", "utf-8")
    assert files(handbook_build(project)).keys() == alone.keys()


def test_mkdocs_empties_no_folder_but_a_site(project: Path) -> None:
    complete(project)
    before = files(project)
    (project / "site").symlink_to(".")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"{project / 'site'} 指向 {project}" in done.stderr
    (project / "site").unlink()
    assert files(project).keys() >= before.keys()


def test_the_preview_shows_the_same_pages(project: Path, tmp_path: Path) -> None:
    complete(project)
    build(tmp_path / "mkdocs", project)
    with serving(project, "mkdocs") as port:
        for path in ("", "sops/SOP-RET-01/", "register/", "roles/agent/", "assets/js/handbook.js"):
            file = tmp_path / "mkdocs" / path
            built = (file / "index.html" if file.is_dir() else file).read_bytes()
            assert plain(ask(port, path)) == plain(built), path


def test_the_preview_goes_on_while_it_is_written(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.release()
    complete(tmp_path)
    with serving(tmp_path, "handbook") as port:
        awaited(port, "让退货的客户当天知道结果")
        project.edit("让退货的客户当天知道结果", "改了一半")
        awaited(port, "改了一半")
        project.edit("purpose:", "porpoise:")
        refused = awaited(port, "FMT21")
        assert "预览没有更新" in refused
        assert 'http-equiv="refresh"' in refused
        project.edit("porpoise: 改了一半", "purpose: 改好了")
        awaited(port, "改好了")


def awaited(port: int, text: str) -> str:
    """The procedure's page as soon as a text stands in it."""
    for _ in range(300):
        if text in (page := ask(port, "sops/SOP-RET-01/").decode()):
            return page
        time.sleep(0.2)
    raise TimeoutError(text)


def plain(page: bytes) -> bytes:
    """A page without what a preview has of its own: it reloads, and cannot be taken along."""
    page = _POLICY.sub(rb"\1", _RELOADING.sub(b"", page))
    page = re.sub(rb"window\.handbookApp = [^;]*;", b"", page)
    return re.sub(rb"\?[0-9a-f]{8}(?=[\"'])", b"", page).strip()


def test_a_preview_looks_at_folders_that_come_later(project: Path) -> None:
    with serving(project, "handbook") as port:
        assert "后来".encode() not in ask(port, "later/")
        (project / "docs").mkdir()
        (project / "docs/later.md").write_text("# 后来\n", "utf-8")
        source = project / "sop_sources/handbook.yml"
        source.write_bytes(source.read_bytes() + b"\n")
        until(port, "later/", ">后来</h1>")
        (project / "docs/later.md").write_text("# 再后来\n", "utf-8")
        until(port, "later/", ">再后来</h1>")


def until(port: int, path: str, text: str) -> None:
    """Wait until the preview shows a text on a page."""
    for _ in range(100):
        if text.encode() in ask(port, path):
            return
        time.sleep(0.2)
    raise TimeoutError(text)


@contextmanager
def serving(folder: Path, tool: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", tool, "serve", _ADDRESS[tool], f"127.0.0.1:{port}"],
        cwd=folder, env=environment(),
    )  # fmt: skip
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def ask(port: int, path: str) -> bytes:
    """What the preview answers, once it does."""
    for _ in range(1000):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", f"/{path}")
            return connection.getresponse().read()
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise TimeoutError(path)


def test_a_project_changes_templates_words_and_styles_one_by_one(project: Path) -> None:
    own = {
        "templates/site/sections/cards.html": "<h1>自己的卡片页</h1>",
        "templates/site/theme/partials/mark.html": "unused",
        "docs/assets/css/tokens.css": ":root { --hb-accent: rebeccapurple }",
        "docs/assets/icons/shop.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "docs/welcome.md": "# 欢迎\n\n写给新同事。\n",
    }
    for name, text in own.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    site = handbook_build(project)
    assert "自己的卡片页" in (site / "cards/index.html").read_text("utf-8")
    styles = (site / "assets/css/handbook.css").read_text("utf-8")
    assert "rebeccapurple" in styles
    assert ".hb-head" in styles
    assert (site / "assets/icons/shop.svg").is_file()
    welcome = (site / "welcome/index.html").read_text("utf-8")
    assert welcome.count("<h1") == 1
    assert "hb-nav" in welcome
    assert ">欢迎</a>" in (site / "index.html").read_text("utf-8")
