"""Measure against the peers on generated handbooks; README.md says what each row means.

``./run bench`` or ``python -m benchmarks``
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import FailedError, Row, Task, measure
from benchmarks.parts import TO_PDF, Bench
from benchmarks.report import as_json, figure_table, figures, machine, table
from benchmarks.search import MATERIAL, build, first_answer, search_figures
from benchmarks.search import table as table_of

_RESULTS = Path(__file__).with_name("results")
_PARTS = ("check", "versions", "site", "press", "cards", "real", "search")


def main() -> None:
    """The command line."""
    args = _arguments()
    work = args.work or Path(tempfile.mkdtemp(prefix="benchmarks-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        bench = Bench(work.resolve(), args.peers)
        rows = _measure(bench, args)
        _search(bench, args)
    except FailedError as error:
        sys.exit(f"failed: {error}")
    finally:
        if args.work is None:
            shutil.rmtree(work, ignore_errors=True)
    if rows:
        _report(rows)


def _search(bench: Bench, args: argparse.Namespace) -> None:
    """Search is measured inside a browser, so it has a table of its own."""
    if "search" in (args.parts or _PARTS):
        ours = [sys.executable, "-m", "handbook", "build"]
        theirs = [args.peers, "-m", "mkdocs", "build", "--quiet"]
        found = {count: search_figures(build(bench.project(count), ours)) for count in args.sizes}
        peers = {
            count: first_answer(build(bench.peer(count), theirs), MATERIAL) for count in args.sizes
        }
        print(table_of(found, peers) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure against the peers.")
    parser.add_argument("parts", nargs="*", help=f"{', '.join(_PARTS)}; all by default")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (default: 5)")
    parser.add_argument("--full", action="store_true", help="check at 10,000 as well")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], metavar="N")
    parser.add_argument("--work", type=Path, help="folder for the corpora; they are kept there")
    parser.add_argument(
        "--peers", default=sys.executable, metavar="PYTHON", help="a Python that has the peers"
    )
    args = parser.parse_args()
    if unknown := sorted(set(args.parts) - set(_PARTS)):
        parser.error(f"no such part: {', '.join(unknown)}")
    return args


def _measure(bench: Bench, args: argparse.Namespace) -> list[Row]:
    rows: list[Row] = []
    for tasks in _groups(bench, args):
        rows += measure(tasks, args.runs, _tell)
    return rows


def _groups(bench: Bench, args: argparse.Namespace) -> Iterator[list[Task]]:
    """Tasks that are run in turn with each other."""
    parts = args.parts or _PARTS
    full = [10_000] if args.full else []
    sized = {
        "check": (bench.check, [*args.sizes, *full]),
        "versions": (bench.versions, args.sizes),
        "site": (bench.site, args.sizes),
    }
    for name, (tasks_of, sizes) in sized.items():
        if name in parts:
            yield from map(tasks_of, sizes)
    if "press" in parts:
        tasks = bench.press(100)
        if not _has(args.peers, "mkdocs_to_pdf"):
            _tell(f"{TO_PDF} is not installed here: left out")
            tasks = [task for task in tasks if task.who != TO_PDF]
        yield tasks
    if "cards" in parts:
        yield bench.cards(100)
    if "real" in parts:
        yield bench.real()


def _has(python: str, module: str) -> bool:
    command = [python, "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _report(rows: list[Row]) -> None:
    now = datetime.now(UTC)
    found = figures(rows)
    _RESULTS.mkdir(exist_ok=True)
    path = _RESULTS / f"{now:%Y-%m-%d-%H%M%S}.json"
    data = json.dumps(as_json(rows, found, now.date()), ensure_ascii=False, indent=1)
    path.write_text(data + "\n", "utf-8")
    print(f"{now:%Y-%m-%d}, {machine()}\n\n{table(rows)}\n\n{figure_table(found)}\n")
    _tell(f"written: {path}")


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
