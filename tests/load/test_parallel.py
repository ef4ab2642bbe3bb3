"""Many files are parsed on all processors, with the same result in the same order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handbook.load import parallel
from handbook.load.discover import Discovery
from handbook.load.tree import parse_tree

MANY = 150


def test_few_values_are_done_here() -> None:
    assert parallel.each(lambda number: number + 1, [1, 2, 3]) == [2, 3, 4]


def test_many_values_are_done_in_order_by_other_processes() -> None:
    code = (
        "import os\nfrom handbook.load.parallel import each\n"
        f"found = each(lambda n: (n, os.getpid()), list(range({MANY})))\n"
        f"assert [n for n, _ in found] == list(range({MANY}))\n"
        "import sys\n"
        "many = sys.platform == 'linux' and len(os.sched_getaffinity(0)) > 1\n"
        "assert (os.getpid() in {p for _, p in found}) is not many\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_where_no_process_can_be_had_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(parallel, "_processors", lambda: 4)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert parallel.each(str, range(MANY)) == [str(n) for n in range(MANY)]


ASIDE = """
import os, sys
from handbook.load.parallel import aside
waiting = aside(lambda: (os.getpid(), "x" * 2_000_000))
who, said = waiting()
many = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
assert len(said) == 2_000_000
assert (who == os.getpid()) is not many
"""
KILLED = """
import os
from handbook.load.parallel import aside
here = os.getpid()
assert aside(lambda: 3 if os.getpid() == here else os._exit(1))() == 3
"""
FAILED = """
from handbook.load.parallel import aside
waiting = aside(lambda: 1 / 0)
try:
    waiting()
except ZeroDivisionError:
    print("told")
"""


ORPHANED = """
import os, signal, time
from handbook.load import parallel
parallel._processors = lambda: 2
here = os.getpid()
parallel.each(lambda n: time.sleep(0.01) if n else os.kill(here, signal.SIGKILL), range(150))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is done here")
def test_processes_end_with_their_parent() -> None:
    # They hold its output open, so that this would wait for them.
    done = subprocess.run(
        [sys.executable, "-c", ORPHANED], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == -9


@pytest.mark.parametrize(("code", "told"), [(ASIDE, ""), (KILLED, ""), (FAILED, "told")])
def test_what_is_made_aside_comes_back(code: str, told: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == told
    assert not done.stderr


def test_where_no_process_can_be_had_it_is_made_when_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "_may_fork", lambda: False)
    made: list[int] = []
    waiting = parallel.aside(lambda: made.append(1))
    assert not made
    waiting()
    assert made == [1]


def test_a_tree_is_the_same_from_the_cache(tmp_path: Path) -> None:
    raw = {f"sop_sources/sops/{n:03}.yml": f"id: A{n}\nx: [1, 乙]\n".encode() for n in range(MANY)}
    raw["sop_sources/sops/bad.yml"] = b"a: no\n"
    found = Discovery(tmp_path, texts=raw)
    trees = [parse_tree(found, cache=folder) for folder in (None, tmp_path, tmp_path)]
    assert trees[0] == trees[1] == trees[2]
    assert [one.file for one in trees[0].files] == list(raw)
    assert len(trees[2].files[-1].problems) == 1
