"""``handbook build`` and ``serve``: what they print, and the swap of the finished site."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from handbook.build import PRINT, Build, report
from handbook.cli import edge, stop
from handbook.cli.alone import alone
from handbook.cli.cluster import ClusterError, connect
from handbook.cli.place import LOST, check_docs, check_place, is_site
from handbook.cli.progress import shown
from handbook.cli.put import refusal, written
from handbook.config import USUAL, Project
from handbook.load.cache import clear
from handbook.press.error import PressError
from handbook.render.words import Translate, translator
from handbook.site import run

_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Printing:
    """How manuals are printed, and where they are set."""

    since: date | None = None
    """The edition that revision bars compare with; by default each manual's own."""
    jobs: int | None = None
    """Processes at once; by default one a processor."""
    executor: str = ""
    """The address of a cluster, for chapters; empty for none."""


def build_all(project: Project, now: datetime, printing: Printing) -> int:
    """Build everything beside the published site, then put it in its place. The exit status."""
    language = USUAL
    try:
        with shown() as progress:
            build = Build(
                project, now, workers=printing.jobs, prints=edge.press(), progress=progress,
                since=printing.since,
            )  # fmt: skip
            language = build.language
            try:
                with _making(project) as fresh:
                    return _build(build, printing.executor, fresh)
            finally:
                build.presses.stop()
    except KeyboardInterrupt as stopped:
        return stop.told(stopped, translator(language)("cli.interrupted"))


def _build(build: Build, executor: str, fresh: Path) -> int:
    started = time.monotonic()
    project = build.project
    t = translator(build.language)
    if build.findings:
        click.echo(report(build), err=True)
    if build.failed:
        click.secho(t("cli.refused"), fg="red", err=True)
        return 1
    if executor:
        try:
            build.presses.cluster = connect(executor)
        except ClusterError as error:
            click.secho(t("cli.cluster", error=error), fg="red", err=True)
            return 1
    click.echo(t("cli.start" if build.prints else "cli.start_site"))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        run.build_site(project, fresh, build, build.progress)
    except (run.SiteError, PressError) as error:
        click.secho(t("cli.failed", error=error), fg="red", err=True)
        return 1
    with written(project.site):
        swap(fresh, project.site)
    _tell(project.site, t)
    click.echo(t("cli.time", seconds=f"{time.monotonic() - started:.0f}"))
    return 0


@contextmanager
def _making(project: Project) -> Iterator[Path]:
    """A place for a site, as long as no other build is under way. Raises click.ClickException."""
    fresh = project.root / ".handbook" / "next"
    with ExitStack() as held:
        with written(project.cache):
            try:
                held.enter_context(alone(fresh.parent, patient=False))
            except BlockingIOError:
                raise refusal("cli.building") from None
            check_place(project, project.site)
            check_docs(project)
            project.cache.mkdir(parents=True, exist_ok=True)
            put_back(fresh, project.site)
            clear(fresh)
        yield fresh


def serve_site(project: Project, address: str) -> None:
    """Preview until interrupted. Raises click.ClickException for an address that is not free."""
    host, _, port = address.rpartition(":")
    if port.isdecimal():  # else MkDocs tells what an address is
        if int(port) > _LAST_PORT:  # to try it would leave a socket open
            raise refusal("cli.unserved", address=address)
        try:
            socket.create_server((host, int(port))).close()
        except OSError as error:
            raise refusal("cli.unserved", address=address) from error
    run.serve_site(project, address)


def swap(fresh: Path, published: Path) -> None:
    """Put a finished folder in the place of the published one, which stays if that fails."""
    site, old = _places(fresh, published)
    if os.path.ismount(site):
        _swap_contents(fresh, site)
        return
    if published.is_symlink():
        beside = site.with_name(f".{site.name}.new")
        clear(beside)
        fresh = Path(shutil.move(fresh, beside))
    clear(old)
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except BaseException:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def put_back(fresh: Path, published: Path) -> None:
    """Publish again what was published, where a swap was cut off halfway."""
    site, old = _places(fresh, published)
    if is_site(old) and not site.exists():
        old.rename(site)


def _places(fresh: Path, published: Path) -> tuple[Path, Path]:
    """Where the site is, and where the one before it waits until the new one has its place."""
    if not published.is_symlink():
        return published, fresh.with_name("old")
    site = Path(os.path.realpath(published))  # a web server's folder, perhaps on another disk
    return site, site.parent / f".{site.name}.old"


def _swap_contents(fresh: Path, published: Path) -> None:
    """The same inside a folder that cannot be moved itself: where a disk is mounted."""
    new, old = published / ".new", published / ".old"
    clear(new)
    clear(old)
    old.mkdir()
    shutil.move(fresh, new)
    stays = (new, old, published / LOST)
    former = (path for path in published.iterdir() if path not in stays)
    moves = [(path, old / path.name) for path in former]
    moves += [(path, published / path.name) for path in new.iterdir()]
    done = []
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except BaseException:
        for source, target in reversed(done):
            target.rename(source)
        clear(new)
        old.rmdir()
        raise
    for folder in (new, old):
        shutil.rmtree(folder, ignore_errors=True)


def _tell(site: Path, t: Translate) -> None:
    """Say what is there now, and where."""
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(t("cli.site", pages=pages, path=site / "index.html"))
    printed = [path for path in site.rglob("*.pdf") if path.parent.name == PRINT]
    if printed:
        size = sum(path.stat().st_size for path in printed) / 1e6
        click.echo(t("cli.print", files=len(printed), size=f"{size:.0f}", path=site / PRINT))
