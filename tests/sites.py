"""The site of the repository's own handbook, built once for all tests that look at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main

ROOT = Path(__file__).parent.parent
EPOCH = "1796083200"  # 2026-12-01 00:00 UTC
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `mkdocs build --strict` makes of the shipped handbook, without its manuals."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "real-site"
    done = shared / "real-site.done"
    try:
        (shared / "real-site.lock").mkdir()
    except FileExistsError:
        wait_for(done)
        return site
    try:
        build(site)
    finally:
        done.touch()
    return site


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a new handbook in English looks like."""
    folder = tmp_path_factory.mktemp("english") / "handbook"
    names = ("--name", "Handbook", "--organisation", "Company")
    answer = CliRunner().invoke(main, ["init", str(folder), "--language", "en", *names])
    assert answer.exit_code == 0, answer.output
    page = folder / "docs" / "own.md"
    page.parent.mkdir()
    page.write_text("# A page of its own\n", "utf-8")
    command = [sys.executable, "-m", "handbook", "build"]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


def build(site: Path, folder: Path = ROOT) -> None:
    """Run `mkdocs build --strict` in a folder on a fixed day; the manuals are left out."""
    finished = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr


def environment() -> dict[str, str]:
    """What a build is told: the day, and to leave the manuals out."""
    said = {"SOURCE_DATE_EPOCH": EPOCH, "HANDBOOK_PRESS": "0", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **said}


def wait_for(done: Path, seconds: float = 300) -> None:
    """Wait until another process has built the site."""
    end = time.monotonic() + seconds
    while not done.exists():
        assert time.monotonic() < end, "another process did not finish the site"
        time.sleep(0.2)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))
