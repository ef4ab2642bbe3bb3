"""A browser, and the shipped handbook's site to look at."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.sites import real_site

__all__ = ["real_site"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
DOCUMENT = "SOP-CMP-01"
PAGE = f"sops/{DOCUMENT}/"
Manifest = dict[str, Any]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Patient(ThreadingHTTPServer):
    """A server that says nothing of pages that are closed while they load."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address at which a folder is served."""
    server = Patient(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@dataclass
class Visit:
    """A page of the site, and everything that it should not have done."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda asked: self._failed(asked.url, asked.failure or ""))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _failed(self, url: str, why: str) -> None:
        if "ABORTED" not in why:  # what was still on its way when the next page was asked for
            self.complaints.append(f"{why}: {url}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:")):
            self.complaints.append(f"foreign: {url}")

    def open(self, path: str = "") -> Page:
        self.page.goto(self.home + path)
        return self.page


@pytest.fixture(scope="session")
def home(real_site: Path) -> Iterator[str]:
    """The address of the site, below a path that is not the root."""
    below = real_site.parent / "served"
    below.mkdir(exist_ok=True)
    if not (below / "manual").exists():
        (below / "manual").symlink_to(real_site)
    with served(below) as root:
        yield f"{root}manual/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium or Chrome on the PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        viewport=DESKTOP, locale="zh-CN", permissions=["clipboard-read", "clipboard-write"]
    )
    # No copy of the site is kept: what a test changes on the way to a page must arrive.
    opened.add_init_script("delete Navigator.prototype.serviceWorker")
    yield opened
    opened.close()


@pytest.fixture
def visit(context: BrowserContext, home: str) -> Iterator[Visit]:
    """A visit that fails the test if the page complained or asked another host."""
    visit = Visit(context.new_page(), home)
    yield visit
    assert visit.complaints == []


def clipboard(page: Page) -> str:
    """What was copied, once the page says so; pages of one browser share the clipboard."""
    expect(page.locator(".hb-toast")).to_contain_text("已复制")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


@pytest.fixture(scope="session")
def built(real_site: Path) -> Manifest:
    manifest: Manifest = json.loads((real_site / "manifest.json").read_text("utf-8"))
    return manifest


@pytest.fixture
def manifest(built: Manifest) -> Manifest:
    """A manifest that a test may change."""
    return deepcopy(built)


@pytest.fixture
def serve(visit: Visit) -> Callable[[Manifest], None]:
    """Lets the site have another manifest from now on."""

    def serve(manifest: Manifest) -> None:
        visit.page.unroute_all()
        visit.page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))

    return serve


def newer(manifest: Manifest, **told: Any) -> Manifest:
    """The same with a newer version of the document."""
    change = {
        "version": "9.0.0",
        "date": "2026-12-02",
        "class": "normative",
        "summary": "首次回应改为一小时",
    }
    document = manifest["documents"][DOCUMENT]
    document.update({"version": "9.0.0", "digest": "00000000", **told})
    document["changes"].insert(0, change)
    manifest["edition"] = "2026.12.02-00000000"
    return manifest
