"""``handbook build`` and ``serve``: what they print, and the swap of the finished site."""

from __future__ import annotations

import logging
import shutil
import time
from datetime import datetime
from pathlib import Path

import click

from handbook.build import PRINT, Build, report
from handbook.config import Project
from handbook.press.engine import PressError
from handbook.site import run


def build_all(project: Project, now: datetime) -> int:
    """Build everything beside the published site, then put it in its place. The exit status."""
    started = time.monotonic()
    build = Build(project, now)
    if build.findings:
        click.echo(report(build), err=True)
    if build.failed:
        click.secho("没有生成：请先改正以上错误；已发布的内容未变。", fg="red", err=True)
        return 1
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    fresh = project.root / ".handbook" / "next"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        run.build_site(project, fresh, build)
    except (run.SiteError, PressError) as error:
        click.secho(f"没有生成：{error}\n已发布的内容未变。", fg="red", err=True)
        return 1
    swap(fresh, project.site)
    _tell(project.site, time.monotonic() - started)
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


def _tell(site: Path, seconds: float) -> None:
    """What is there now, and where."""
    pages = sum(1 for _ in site.rglob("index.html"))
    printed = sorted((site / PRINT).glob("*.pdf"))
    click.echo(f"网站 {pages} 页：{site / 'index.html'}")
    if printed:
        size = sum(path.stat().st_size for path in printed) / 1e6
        click.echo(f"PDF {len(printed)} 份，共 {size:.0f} MB：{site / PRINT}")
    click.echo(f"用时 {seconds:.0f} 秒")
