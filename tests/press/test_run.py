"""Jobs of the press: few wait at a time, none is done twice, and a failure names its document."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from page import validate_pdf

from handbook.cli.cluster import ClusterError, connect
from handbook.press import run
from handbook.press.bounds import bounded
from handbook.press.engine import PressError, page_pack
from handbook.press.kept import Keep
from handbook.press.run import Feed, Sheet, set_sheet
from tests.press.conftest import PAGE

DASK = [sys.executable, "-m"]


def named(document: str, error: BaseException) -> PressError:
    return PressError(f"{document}: {error}")


def sheet(body: str, folder: Path) -> Sheet:
    return Sheet.of(PAGE.format(body=body), folder)


class Counting(Executor):
    """Ends a job only when asked, and knows how many wait."""

    def __init__(self) -> None:
        self.open: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.open.append((future, lambda: fn(*args)))
        self.most = max(self.most, len(self.open))
        return future

    def end_all(self, feed: Future[Any]) -> None:
        while not feed.done():
            if self.open:
                future, job = self.open.pop(0)
                future.set_result(job())
            time.sleep(0.001)


def test_jobs_are_handed_out_as_others_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "set_sheet", lambda each: page_pack(PAGE.format(body=each.key), {}))
    sheets = {f"D-{n}": sheet(f"<p>{n}</p>", tmp_path) for n in range(6)}
    pool = Counting()
    told: list[tuple[int, int]] = []
    feed = Feed(pool, Keep(tmp_path), sheets, 2)
    feed.start()
    pool.end_all(feed._outcome)
    found = feed.result(named, lambda done, total: told.append((done, total)))
    assert sorted(found) == sorted(sheets)
    assert pool.most == 2
    assert told == [(n, 6) for n in range(1, 7)]
    assert all(Keep(tmp_path).find(each.key) for each in sheets.values())


def test_a_failure_names_its_document(tmp_path: Path) -> None:
    sheets = {"D-1": sheet("<p>字</p>", tmp_path), "D-2": sheet("<p>\U0010fffd</p>", tmp_path)}
    with ThreadPoolExecutor(1) as pool:
        feed = Feed(pool, Keep(tmp_path), sheets, 1)
        feed.start()
        with pytest.raises(PressError, match=r"D-2: .*U\+10FFFD"):
            feed.result(named)


def test_a_sheet_carries_its_pictures(tmp_path: Path) -> None:
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
    (tmp_path / "a&b.svg").write_bytes(picture)
    body = '<img src="a&amp;b.svg" alt="x">'
    made = sheet(body, tmp_path)
    assert made.pictures == {"a&b.svg": picture}
    assert set_sheet(made)
    (tmp_path / "a&b.svg").write_bytes(picture + b"<!-- new -->")
    assert sheet(body, tmp_path).key != made.key


@pytest.mark.parametrize("address", ["../x.svg", "file:///etc/hostname", "https://example.com/x"])
def test_a_picture_from_elsewhere_is_refused_before_it_is_read(
    tmp_path: Path, address: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "x.svg").write_text("<svg/>")
    with pytest.raises(PressError, match="not a file of the project"):
        sheet(f'<img src="{address}" alt="x">', tmp_path / "in")


def test_a_worker_is_given_all_and_opens_nothing() -> None:
    with pytest.raises(PressError, match="not a file of the project"):
        page_pack(PAGE.format(body='<p style="background: url(/etc/x.png)">x</p>'), {})


def test_a_chapter_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(PressError, match="takes longer"), bounded(0.05):
        time.sleep(5)


def test_a_damaged_pack_is_set_again(tmp_path: Path, chapter: Callable[[str], Any]) -> None:
    keep = Keep(tmp_path)
    kept = keep.put("ab12", chapter("<p>字</p>").read())
    assert isinstance(kept.where, Path)
    os.utime(kept.where, (0, 0))
    assert keep.find("ab12") == kept
    assert kept.where.stat().st_mtime > 0, "it was of use"
    kept.where.write_bytes(b"")
    assert keep.find("ab12") is None


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
