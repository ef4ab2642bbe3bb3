"""``handbook build`` and ``serve``: what they print, and the swap of the finished site."""

from __future__ import annotations

import logging
import shutil
import time
from datetime import date, datetime
from pathlib import Path

import click

from handbook.build import PRINT, Build, report
from handbook.cli.progress import shown
from handbook.config import Project
from handbook.press.engine import PressError
from handbook.render.words import Translate, translator
from handbook.site import run


def build_all(project: Project, now: datetime, since: date | None = None) -> int:
    """Build everything beside the published site, then put it in its place. The exit status."""
    with shown() as progress:
        return _build(Build(project, now, progress=progress, since=since))


def _build(build: Build) -> int:
    started = time.monotonic()
    project = build.project
    t = translator(build.language)
    if build.findings:
        click.echo(report(build), err=True)
    if build.failed:
        click.secho(t("cli.refused"), fg="red", err=True)
        return 1
    click.echo(t("cli.start"))
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    fresh = project.root / ".handbook" / "next"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        run.build_site(project, fresh, build, build.progress)
    except (run.SiteError, PressError) as error:
        click.secho(t("cli.failed", error=error), fg="red", err=True)
        return 1
    swap(fresh, project.site)
    _tell(project.site, t)
    click.echo(t("cli.time", seconds=f"{time.monotonic() - started:.0f}"))
    return 0


def serve_site(project: Project, address: str) -> None:
    """Preview until interrupted."""
    run.serve_site(project, address)


def swap(fresh: Path, published: Path) -> None:
    """Put a finished folder in the place of the published one."""
    old = fresh.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    if published.exists():
        published.rename(old)
    fresh.rename(published)
    shutil.rmtree(old, ignore_errors=True)


def _tell(site: Path, t: Translate) -> None:
    """Say what is there now, and where."""
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(t("cli.site", pages=pages, path=site / "index.html"))
    printed = list((site / PRINT).glob("*.pdf"))
    if printed:
        size = sum(path.stat().st_size for path in printed) / 1e6
        click.echo(t("cli.print", files=len(printed), size=f"{size:.0f}", path=site / PRINT))
