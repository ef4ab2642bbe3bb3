"""A site whose edition and answers a test changes, and a browser that keeps a copy of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, Quiet, served
from tests.sites import environment

SMALL = Path(__file__).parent.parent.parent / "site" / "small"
PAGE = "sops/SOP-RET-01/"
OLD, NEW = "登记退货", "当面核对再登记"
READY = """async (edition) => {
  await navigator.serviceWorker.ready;
  for (let i = 0; i < 100; i += 1) {
    const { current, progress } = await handbookOffline.ask("status");
    if (current && !progress && (!edition || current.edition === edition)) return current;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no copy was made");
}"""


def _never(_: str) -> bool:
    return False


@dataclass
class Site:
    """A server whose edition, and whose answers, a test may change."""

    folder: Path
    address: str = ""
    refused: Callable[[str], bool] = _never
    spoilt: Callable[[str], bool] = _never
    worker: str = ""
    """What goes wrong in the worker before it starts."""
    asked: list[str] = field(default_factory=list)


def handler_of(site: Site) -> type[Quiet]:
    class Handler(Quiet):
        def translate_path(self, path: str) -> str:
            self.directory = str(site.folder.parent)
            return super().translate_path(path.replace("/manual", f"/{site.folder.name}", 1))

        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            path = self.path.removeprefix("/manual/")
            site.asked.append(path)
            if site.refused(path):
                self.send_error(503)
            elif site.spoilt(path):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"<html>Please log in</html>")
            elif site.worker and path.startswith("sw.js"):
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript")
                self.end_headers()
                self.wfile.write(site.worker.encode() + (site.folder / "sw.js").read_bytes())
            else:
                super().do_GET()

    return Handler


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same handbook before and after a step was reworded."""
    root = tmp_path_factory.mktemp("editions")
    project = root / "project"
    shutil.copytree(SMALL, project)
    sop = project / "sop_sources" / "sops" / "SOP-RET-01.yml"
    built = {}
    for name, text in (("a", OLD), ("b", NEW)):
        sop.write_text(sop.read_text("utf-8").replace(OLD, text), "utf-8")
        command = [sys.executable, "-m", "handbook", "build"]
        done = subprocess.run(
            command, cwd=project, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        built[name] = Path(shutil.copytree(project / "site", root / name))
    return built


@pytest.fixture
def site(editions: dict[str, Path]) -> Iterator[Site]:
    """Serves the first edition below a path that is not the root."""
    site = Site(editions["a"])
    with served(site.folder.parent, handler_of(site)) as address:
        site.address = f"{address}manual/"
        yield site


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, in which workers run."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(reader: BrowserContext, site: Site) -> Page:
    """A page of the first edition, with its copy complete."""
    page = reader.new_page()
    page.goto(site.address)
    page.evaluate(READY)
    return page


def edition_of(folder: Path) -> str:
    found = re.search(r'data-edition="([^"]+)"', (folder / "index.html").read_text("utf-8"))
    assert found
    return found[1]


def cut(page: Page, site: Site) -> None:
    """Cut the network; a worker's requests are not the page's, so the site is down as well."""
    site.refused = lambda _: True
    page.context.set_offline(True)


def asks(page: Page) -> Any:
    """Have the worker look for a new edition; what it says afterwards."""
    return page.evaluate("handbookOffline.ask('check', {})")


def searched(page: Page, words: str) -> str:
    """What the first result says."""
    page.locator("main input[type=search]").fill(words)
    first = page.locator(".hb-found:visible").first
    expect(first.locator("b").first).to_be_visible()
    expect(first.locator(".hb-at").first).to_be_visible()
    return first.inner_text()


def everywhere(page: Page, site: Site, said: str, unsaid: str) -> None:
    """A page, its copy's search and the home page are all of one edition."""
    page.goto(site.address + PAGE)
    expect(page.locator("main")).to_contain_text(said)
    expect(page.locator("main")).not_to_contain_text(unsaid)
    edition = page.evaluate("document.body.dataset.edition")
    page.goto(site.address + "search/?q=" + said)
    expect(page.locator(".hb-found:visible .hb-at").first).to_contain_text(said)
    assert page.evaluate("document.body.dataset.edition") == edition
    page.goto(site.address)
    assert page.evaluate("document.body.dataset.edition") == edition
