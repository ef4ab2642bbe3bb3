"""Whole prints: an interrupted build goes on, with the same bytes everywhere, on a cluster too."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from page import validate_pdf

from handbook.cli.cluster import ClusterError, connect
from handbook.press import run

DASK = [sys.executable, "-m"]


@pytest.mark.parametrize("address", ["10.0.0.5:8786", "tcp://10.0.0.5:8786", "dask://"])
def test_an_address_of_no_cluster_is_refused(address: str) -> None:
    with pytest.raises(ClusterError, match="dask://HOST:PORT"):
        connect(address)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new handbook, as ``handbook init`` makes it."""
    folder = tmp_path_factory.mktemp("press") / "new"
    handbook(["init", str(folder), "--name", "手册", "--organisation", "公司"], Path.cwd())
    return folder


def handbook(arguments: list[str], folder: Path, **environment: str) -> None:
    subprocess.run(command(arguments), cwd=folder, env=around(**environment), check=True)


def command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "handbook", *arguments]


def around(**environment: str) -> dict[str, str]:
    here = {"PYTHONPATH": str(Path(run.__file__).parents[2]), "SOURCE_DATE_EPOCH": "1790000000"}
    return {**os.environ, **here, **environment}


def printed(folder: Path) -> dict[str, str]:
    files = sorted((folder / "site" / "print").glob("*.pdf"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def interrupted(project: Path, packs: Path) -> int:
    """The status of a build that is interrupted when its first chapter is set."""
    # A shell lets what it starts in the background, and all below that, ignore interrupts.
    heeding = ["env", "--default-signal=INT", *command(["build", "--jobs", "1"])]
    with subprocess.Popen(heeding, cwd=project, env=around(), start_new_session=True) as build:
        while build.poll() is None and not any(packs.rglob("*.pack")):
            time.sleep(0.05)
        os.killpg(build.pid, signal.SIGINT)
        return build.wait(60)


@pytest.mark.slow
def test_an_interrupted_build_goes_on_where_it_stopped(project: Path, tmp_path: Path) -> None:
    packs = project / ".handbook" / "cache" / "packs"
    assert interrupted(project, packs) == 130
    kept = {path: path.stat().st_ino for path in packs.rglob("*.pack")}
    assert kept
    old = packs.parent / "bound" / "old.pdf"
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    handbook(["build"], project)
    first = printed(project)
    assert first
    assert {path: path.stat().st_ino for path in kept} == kept
    assert not old.exists()
    for path in (project / "site" / "print").glob("*.pdf"):
        assert validate_pdf(path, profile="ua1").is_compliant
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / "sop_sources").rename(elsewhere / "sop_sources")
    try:
        handbook(["build"], elsewhere, TZ="America/St_Johns", PYTHONHASHSEED="7", LC_ALL="C.UTF-8")
        assert printed(elsewhere) == first
    finally:
        (elsewhere / "sop_sources").rename(project / "sop_sources")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Two workers of Dask on this machine, in processes of their own."""
    pytest.importorskip("distributed")
    found = tmp_path / "scheduler.json"
    common = ["--no-dashboard", "--scheduler-file", str(found)]
    scheduler = [*DASK, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    workers = [*DASK, "distributed.cli.dask_worker", "--nworkers", "2", "--nthreads", "1"]
    with (
        subprocess.Popen([*scheduler, *common], env=around()) as one,
        subprocess.Popen([*workers, *common], env=around(), cwd=tmp_path) as other,
    ):
        try:
            while not (found.exists() and found.read_text().endswith("}")):
                assert one.poll() is None
                time.sleep(0.05)
            yield json.loads(found.read_text())["address"].replace("tcp://", "dask://")
        finally:
            other.terminate()
            one.terminate()


@pytest.mark.slow
def test_a_cluster_sets_the_same_prints(cluster: str, project: Path, tmp_path: Path) -> None:
    handbook(["build"], project)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(project / "sop_sources", elsewhere / "sop_sources")
    handbook(["build", "--executor", cluster], elsewhere)
    assert printed(elsewhere) == printed(project)
