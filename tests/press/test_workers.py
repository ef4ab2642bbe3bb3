"""Processes of our own: one that dies harms no other job, and none outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from handbook.press.error import PressError
from handbook.press.workers import processes

pytestmark = pytest.mark.slow


def dies(times: int, marks: Path) -> int:
    """End the process at once, so many times."""
    tries = len(list(marks.iterdir())) + 1
    (marks / str(tries)).touch()
    if tries <= times:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)
    return tries


def test_a_process_that_is_killed_once_does_no_harm(tmp_path: Path) -> None:
    with processes(2) as pool:
        killed = pool.submit(dies, 1, tmp_path)
        others = [pool.submit(pow, n, 2) for n in range(20)]
        assert killed.result() == 2
        assert [one.result() for one in others] == [n * n for n in range(20)]
        assert pool.submit(pow, 3, 2).result() == 9


def test_the_job_that_ends_its_process_again_is_told_of_alone(tmp_path: Path) -> None:
    with processes(2) as pool:
        guilty = pool.submit(dies, 9, tmp_path)
        others = [pool.submit(pow, n, 2) for n in range(20)]
        with pytest.raises(PressError, match="process ended at once"):
            guilty.result()
        assert [one.result() for one in others] == [n * n for n in range(20)]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_failure_waits_for_nobody() -> None:
    began = time.monotonic()
    pool = processes(1)
    waiting = [pool.submit(time.sleep, 3) for _ in range(20)]
    pool.__exit__(KeyboardInterrupt, None, None)
    with pytest.raises(CancelledError):
        waiting[-1].result(20)
    assert time.monotonic() - began < 20


def test_a_process_without_memory_says_so() -> None:
    with processes(1) as pool, pytest.raises(PressError, match="more memory than a chapter may"):
        pool.submit(bytearray, 1 << 40).result()


START = """
import os, signal, time
from handbook.press.workers import processes
pool = processes(2)
"""
KILLED = "pool.submit(os.getpid).result(); os.kill(os.getpid(), signal.SIGKILL)"
ENDED = "pool.submit(time.sleep, 60); pool.submit(os.getpid).result(); os._exit(3)"
INTERRUPTED = """
signal.signal(signal.SIGINT, lambda *_: None)
first = pool.submit(os.getpid)
time.sleep(0.2)
os.killpg(0, signal.SIGINT)
first.result()
pool.shutdown()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("code", "status"), [(KILLED, -9), (ENDED, 3), (INTERRUPTED, 0)])
def test_processes_end_with_their_parent_and_say_nothing(code: str, status: int) -> None:
    # They hold its output open, so that this would wait for them.
    done = subprocess.run(
        [sys.executable, "-c", START + code],
        capture_output=True, timeout=50, start_new_session=True, check=False,
    )  # fmt: skip
    assert done.returncode == status
    assert not done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded")
def test_a_bound_that_is_lower_stays() -> None:
    code = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from handbook.press.bounds import prepare_worker, tell_of
prepare_worker()
print(resource.getrlimit(resource.RLIMIT_AS)[0] >> 20)
tell_of(MemoryError())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "1024\n"
    assert done.stderr.endswith("PressError: too little memory: 1024 MB for a process\n")
