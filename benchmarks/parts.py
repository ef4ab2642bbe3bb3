"""The parts of the benchmark: what is run, on what, beside whom."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.generate import generate, generate_peer
from benchmarks.measure import Task
from handbook.build import PRINT

OURS, PEER = "handbook", "MkDocs + Material"
ONE, TO_PDF = "one WeasyPrint document", "mkdocs-to-pdf"
_ROOT = Path(__file__).resolve().parent.parent
_RELEASES = 10
_GUIDES = 200
_NO_PRESS = {"HANDBOOK_PRESS": "0"}
_TO_PDF = """\
  - to-pdf:
      cover_title: 基准服务手册
      toc_title: 目录
      output_path: manual.pdf
"""
# Not -m: workers would import the whole module again before they start.
_PRESS = "from benchmarks.press import main; main()"
_FACE = re.compile(r"- title: .*$", re.MULTILINE)
_PURPOSE = re.compile(r"^purpose: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Bench:
    """Where the corpora lie, and which Python has the peers."""

    work: Path
    peers: str = sys.executable

    def project(self, count: int) -> Path:
        """A generated project of ours; made where it is not there yet."""
        return self._corpus(f"ours-{count}", count, generate)

    def past(self, count: int) -> Path:
        """The same with ten releases of each document."""
        return self._corpus(f"past-{count}", count, partial(generate, releases=_RELEASES))

    def desk(self, count: int) -> Path:
        """The same with as many desk guides as may be asked of a printer."""
        return self._corpus(f"desk-{count}", count, partial(generate, guides=_GUIDES))

    def peer(self, count: int) -> Path:
        """The same records for the peers."""
        return self._corpus(f"peer-{count}", count, generate_peer)

    def _corpus(self, name: str, count: int, make: Callable[[int, Path], None]) -> Path:
        folder = self.work / name
        done = folder / ".complete"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(count, folder)
            done.touch()
        return folder

    # --- Parts: tasks that are run in turn

    def check(self, count: int) -> list[Task]:
        """Check without a cache, with nothing changed, and with one file changed."""
        folder = self.project(count)
        command = [_handbook(), "check"]

        def task(subject: str, prepare: Callable[[], None]) -> Task:
            return Task(f"check, {subject}", OURS, count, command, folder, prepare)

        return [
            task("cold", lambda: _remove(folder / ".handbook")),
            task("unchanged", lambda: None),
            task("one file changed", lambda: _edit(folder)),
        ]

    def versions(self, count: int) -> list[Task]:
        """Check with ten releases of each document, and compare one document with its last."""
        folder = self.past(count)
        first = min((folder / "sop_sources" / "sops").iterdir()).stem

        def task(subject: str, prepare: Callable[[], None], *command: str) -> Task:
            return Task(subject, OURS, count, [_handbook(), *command], folder, prepare)

        return [
            task("check with releases, cold", lambda: _remove(folder / ".handbook"), "check"),
            task("check with releases, unchanged", lambda: None, "check"),
            task("diff of one document", lambda: None, "diff", first),
        ]

    def site(self, count: int) -> list[Task]:
        """The whole site from nothing, with its search index, without manuals."""
        ours, peer = self.project(count), self.peer(count)
        mkdocs = [self.peers, "-m", "mkdocs", "build", "--quiet"]
        return [
            Task(
                "site", OURS, count, [_handbook(), "build"], ours,
                lambda: _remove(ours / ".handbook", ours / "site"), ours / "site", _NO_PRESS,
            ),
            Task(
                "site", PEER, count, mkdocs, peer, lambda: _remove(peer / "site"), peer / "site",
            ),
        ]  # fmt: skip

    def press(self, count: int) -> list[Task]:
        """The manual from nothing, ours and the peers'; and ours with each document by itself."""
        folder = self.project(count)
        manual = folder / "manual.pdf"
        return [
            Task(
                "manual", OURS, count, [_handbook(), "print", "MAN-ALL", "-o", manual.name], folder,
                lambda: _remove(folder / ".handbook"), manual,
            ),
            self._pdf("manual", "one", ONE, count), self._to_pdf(count),
            self._pdf("manual and each document", "ours", OURS, count),
        ]  # fmt: skip

    def cards(self, count: int) -> list[Task]:
        """All desk guides from nothing, with nothing changed, and with one of them changed."""
        folder, output = self.desk(count), "out-cards"

        def task(subject: str, prepare: Callable[[], None]) -> Task:
            return Task(
                f"{_GUIDES} cards, {subject}", OURS, count,
                [sys.executable, "-c", _PRESS, "cards", output], folder, prepare,
                folder / output, {"PYTHONPATH": str(_ROOT)},
            )  # fmt: skip

        return [
            task("cold", lambda: _remove(folder / ".handbook", folder / output)),
            task("unchanged", lambda: None),
            task("one changed", lambda: _retitle(folder)),
        ]

    def _pdf(self, subject: str, how: str, who: str, count: int) -> Task:
        folder, output = self.project(count), f"out-{how}"
        manual = folder / output / PRINT / "MAN-ALL.pdf"
        return Task(
            subject, who, count, [sys.executable, "-c", _PRESS, how, output], folder,
            lambda: _remove(folder / ".handbook", folder / output),
            manual, {"PYTHONPATH": str(_ROOT)},
        )  # fmt: skip

    def _to_pdf(self, count: int) -> Task:
        folder = self.peer(count)
        config = folder / "mkdocs-pdf.yml"
        config.write_text((folder / "mkdocs.yml").read_text("utf-8") + _TO_PDF, "utf-8")
        return Task(
            "manual", TO_PDF, count,
            [self.peers, "-m", "mkdocs", "build", "--quiet", "--config-file", config.name],
            folder, lambda: _remove(folder / "site"), folder / "site" / "manual.pdf",
        )  # fmt: skip

    def real(self) -> list[Task]:
        """The handbook of this repository from nothing: site and all PDFs."""
        sources = _ROOT / "sop_sources"
        folder = self.work / "real"
        _remove(folder)
        shutil.copytree(sources, folder / sources.name)
        count = sum(1 for _ in (sources / "sops").iterdir())
        site = folder / "site"
        return [
            Task(
                "real handbook, site and PDFs", OURS, count, [_handbook(), "build"], folder,
                lambda: _remove(folder / ".handbook", site), site,
            )
        ]  # fmt: skip


def _edit(folder: Path) -> None:
    """Change the purpose of one procedure to something that it never was."""
    file = min((folder / "sop_sources" / "sops").iterdir())
    new = f"purpose: 让变化只花变化的时间，第 {time.time_ns()} 版。"
    file.write_text(_PURPOSE.sub(new, file.read_text("utf-8"), count=1), "utf-8")


def _retitle(folder: Path) -> None:
    """Give a face of one card a title that it never had."""
    file = folder / "sop_sources" / "cards" / "CARD-001.yml"
    new = f"- title: 第{time.time_ns() % 10**6}次"
    file.write_text(_FACE.sub(new, file.read_text("utf-8"), count=1), "utf-8")


def _handbook() -> str:
    """The command of the environment that runs the benchmark."""
    return str(Path(sys.executable).with_name("handbook"))


def _remove(*paths: Path) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
