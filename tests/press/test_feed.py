"""Jobs of the press: few wait at a time, none is done twice, and a failure names its document."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from handbook.press import feed as feeding
from handbook.press.bounds import bounded
from handbook.press.engine import page_pack
from handbook.press.error import PressError, UnshownError
from handbook.press.feed import Feed, Sheet, set_sheet
from handbook.press.installed import our_code
from handbook.press.kept import Keep
from tests.press.conftest import PAGE


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
    monkeypatch.setattr(
        feeding, "set_sheet", lambda each: page_pack(PAGE.format(body=each.key), {})
    )
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
    with pytest.raises(UnshownError, match="not a file of the project"):
        sheet(f'<img src="{address}" alt="x">', tmp_path / "in")


def test_a_worker_is_given_all_and_opens_nothing() -> None:
    with pytest.raises(UnshownError, match="not a file of the project"):
        page_pack(PAGE.format(body='<p style="background: url(/etc/x.png)">x</p>'), {})


def test_a_chapter_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(PressError, match="takes longer"), bounded(0.05):
        time.sleep(5)


def test_two_runs_do_not_write_one_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            if data == b"ours":
                monkeypatch.setattr(os, "getpid", lambda: -1)
                Keep(tmp_path).put("ab12", b"theirs")
                monkeypatch.undo()
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", other)
    kept = Keep(tmp_path).put("ab12", b"ours")
    assert isinstance(kept.where, Path)
    assert kept.read() == b"ours"


def test_a_damaged_pack_is_set_again(tmp_path: Path, chapter: Callable[[str], Any]) -> None:
    keep = Keep(tmp_path)
    kept = keep.put("ab12", chapter("<p>字</p>").read())
    assert isinstance(kept.where, Path)
    os.utime(kept.where, (0, 0))
    assert keep.find("ab12") == kept
    assert kept.where.stat().st_mtime > 0, "it was of use"
    whole = kept.where.read_bytes()
    for damaged in (b"", whole[:-1], whole[:-1] + b"\0"):
        kept.where.write_bytes(damaged)
        assert keep.find("ab12") is None
        with pytest.raises(PressError, match="damaged"):
            kept.read()


@pytest.mark.parametrize(
    ("imported", "spared"),
    [("handbook.press.engine", "pydantic"), ("handbook.cli.press", "weasyprint")],
    ids=["who sets type does without the model", "and the model's process without WeasyPrint"],
)
def test_each_process_imports_its_own(imported: str, spared: str) -> None:
    said = f"import sys, {imported}; print({spared!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_pack_is_kept_under_all_of_our_code_that_makes_it() -> None:
    said = (
        "import sys, handbook.press.engine\n"
        "for name, module in sys.modules.items():\n"
        "    if name.startswith('handbook.'): print(module.__file__)"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    imported = {path for path in map(Path, done.stdout.splitlines()) if path.name != "__init__.py"}
    assert imported
    assert imported <= set(our_code())


class Broken(Executor):
    def submit(self, *_args: Any, **_kwargs: Any) -> Future[Any]:
        raise BrokenExecutor("A child process terminated")


def test_a_pool_that_is_broken_before_anything_is_set_names_a_document(tmp_path: Path) -> None:
    feed = Feed(Broken(), Keep(tmp_path), {"SOP-A": sheet("一", tmp_path)}, 2)
    feed.start()
    with pytest.raises(PressError, match="SOP-A: A child process terminated"):
        feed.result(named)
