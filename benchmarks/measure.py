"""Whole processes, measured from outside: wall time, processor time, peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_TAIL = 2000
_LAUNCH = str(Path(__file__).with_name("launch.py"))


class FailedError(Exception):
    """A measured command did not end with status 0."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run. Times in seconds, memory and size in bytes."""

    wall: float
    cpu: float
    """User and system time of the process and of all its workers."""
    memory: int
    """The largest resident set that any one of these processes had."""
    size: int = 0
    """What it wrote, where that is asked for."""


@dataclass(frozen=True)
class Task:
    """Something to be measured, again and again."""

    subject: str
    who: str
    count: int
    """How many procedures."""
    command: Sequence[str]
    folder: Path
    prepare: Callable[[], None] = lambda: None
    """Puts things in order before a run; is not measured."""
    output: Path | None = None
    """A file or folder whose size counts."""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """All runs of a task."""

    task: Task
    samples: tuple[Sample, ...]

    @property
    def wall(self) -> float:
        return median(sample.wall for sample in self.samples)

    @property
    def cpu(self) -> float:
        return median(sample.cpu for sample in self.samples)

    @property
    def memory(self) -> float:
        return median(sample.memory for sample in self.samples)

    @property
    def size(self) -> float:
        return median(sample.size for sample in self.samples)


def measure(tasks: Sequence[Task], runs: int, tell: Callable[[str], None]) -> list[Row]:
    """Run tasks in turn, A B A B, so that a change of the machine's pace meets all of them."""
    samples: dict[int, list[Sample]] = {number: [] for number in range(len(tasks))}
    for run in range(runs):
        for number, task in enumerate(tasks):
            task.prepare()
            sample = run_once(task)
            samples[number].append(sample)
            tell(f"{run + 1}/{runs} {task.subject}, {task.who}, {task.count}: {sample.wall:.2f} s")
    return [Row(task, tuple(samples[number])) for number, task in enumerate(tasks)]


def run_once(task: Task) -> Sample:
    """Run a task's command once; raises FailedError with the end of what it said."""
    log = task.folder / "benchmark.log"
    launcher = [sys.executable, "-I", "-S", _LAUNCH, str(log), str(task.folder)]
    environment = {**os.environ, **_QUIET, **task.environment}
    done = subprocess.run(
        [*launcher, *task.command], env=environment, stdout=subprocess.PIPE, check=True
    )
    found = json.loads(done.stdout)
    if found["code"]:
        said = log.read_bytes()[-_TAIL:].decode("utf-8", "replace")
        raise FailedError(f"{' '.join(task.command)}: {found['code']}\n{said}")
    return Sample(found["wall"], found["cpu"], found["memory"], size_of(task.output))


def size_of(path: Path | None) -> int:
    """The bytes of a file, or of all files below a folder."""
    if path is None:
        return 0
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())


def ratio(ours: Row, theirs: Row, of: Callable[[Sample], float]) -> float:
    """The median of the ratios pair by pair: each pair ran one right after the other."""
    pairs = zip(ours.samples, theirs.samples, strict=True)
    return median(of(a) / of(b) for a, b in pairs)
