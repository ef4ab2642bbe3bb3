"""Reading without a network: the copy that a browser keeps, a folder on a shared drive."""

from __future__ import annotations

import json
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

from tests.browser.conftest import DESKTOP, PHONE, Quiet, Visit, served
from tests.sites import environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SMALL = Path(__file__).parent.parent / "site" / "small"
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


# --- Without a network ------------------------------------------------------------------------


def test_every_page_of_the_copy_is_read_without_a_network(page: Page, site: Site) -> None:
    found = sorted(site.folder.rglob("index.html"))
    one_a_section = {path.relative_to(site.folder).parts[0]: path for path in found}
    paths = [
        path.relative_to(site.folder).as_posix().removesuffix("index.html")
        for path in one_a_section.values()
    ]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    cut(page, site)
    for path in paths:
        answer = page.goto(site.address + path)
        assert answer
        assert answer.from_service_worker, path
        assert page.evaluate("getComputedStyle(document.body).fontFamily").count("Noto"), path
    assert complaints == []
    assert len(paths) > 15


def test_a_page_from_the_copy_is_the_page_of_the_site(page: Page, site: Site) -> None:
    for path in ("", PAGE, "register/", "guide/developers/"):
        held = page.evaluate("(path) => fetch(path).then((got) => got.text())", site.address + path)
        assert "data-copy" not in held, "a page from the network gets its parts from there"
    page.goto(site.address)
    for path in ("", PAGE, "register/", "guide/developers/", "404.html"):
        held = page.evaluate("(path) => fetch(path).then((got) => got.text())", site.address + path)
        built = (
            (site.folder / path / "index.html") if not path.endswith("l") else site.folder / path
        )
        assert held.replace("<body data-copy ", "<body ") == built.read_text("utf-8"), path
        assert "<body data-copy " in held


def test_search_answers_without_a_network(page: Page, site: Site) -> None:
    cut(page, site)
    page.goto(site.address + "search/?q=tuihuo")
    expect(page.locator(".hb-found:visible a b").first).to_have_text("退货处理")
    assert OLD in searched(page, OLD)


def test_a_page_says_that_it_is_a_copy_and_as_of_when(page: Page, site: Site) -> None:
    cut(page, site)
    page.goto(site.address + PAGE)
    expect(page.locator(".hb-as-of")).to_contain_text("离线副本，截至 2026-12-01")
    page.context.set_offline(False)
    site.refused = _never
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".hb-as-of")).to_have_count(0)


def test_without_a_network_no_print_is_called_in_force(page: Page, site: Site) -> None:
    documents = json.loads((site.folder / "manifest.json").read_text("utf-8"))["documents"]
    document = documents["SOP-RET-01"]
    copy = f"id=SOP-RET-01&v={document['version']}&d={document['digest']}"
    page.goto(f"{site.address}verify/?{copy}")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("有效")
    cut(page, site)
    page.goto(f"{site.address}verify/?{copy}")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("无法核对")
    page.context.set_offline(False)
    site.refused = lambda path: path.startswith("manifest.json")
    page.goto(f"{site.address}verify/?{copy}")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("无法核对")


def test_what_is_not_in_the_copy_is_said(page: Page, site: Site) -> None:
    cut(page, site)
    page.goto(f"{site.address}{PAGE}9.9.9/")
    expect(page).to_have_url(re.compile(r"/manual/offline/\?page="))
    expect(page.locator("[data-hb-verdict]")).to_contain_text("不在离线副本里")
    page.goto(site.address + PAGE.rstrip("/"))
    expect(page).to_have_url(site.address + PAGE)


# --- From one edition to the next -------------------------------------------------------------


def test_an_update_that_is_cut_off_leaves_the_old_edition_whole(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    site.folder = editions["b"]
    packs: list[str] = []

    def after_two(path: str) -> bool:
        if path.endswith(".bin"):
            packs.append(path)
        return len(packs) > 2

    site.refused = after_two
    assert asks(page)["failed"] == "missing"
    everywhere(page, site, OLD, NEW)
    cut(page, site)
    everywhere(page, site, OLD, NEW)


def test_a_part_that_is_not_what_the_edition_lists_is_not_taken(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    site.folder = editions["b"]
    site.spoilt = lambda path: path.startswith("search/") and path.endswith("/core.js")
    assert asks(page)["failed"] == "changed"
    cut(page, site)
    everywhere(page, site, OLD, NEW)


def test_a_complete_update_changes_everything_at_once(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    site.folder = editions["b"]
    site.asked.clear()
    assert asks(page)["current"]["edition"] == edition_of(editions["b"])
    fetched = {path for path in site.asked if path.endswith(".bin")}
    held = {path.name for path in (editions["a"] / "offline").glob("*.bin")}
    assert fetched
    assert not {Path(path).name for path in fetched} & held, "what did not change is not fetched"
    cut(page, site)
    everywhere(page, site, NEW, OLD)


def test_an_open_page_keeps_its_edition_until_it_is_loaded_anew(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    page.goto(site.address + "search/")
    other = page.context.new_page()
    other.goto(site.address)
    site.folder = editions["b"]
    asks(other)
    other.evaluate(READY, edition_of(editions["b"]))
    cut(page, site)
    assert OLD in searched(page, OLD)
    page.reload()
    assert NEW in searched(page, NEW)


def test_what_the_last_edition_alone_held_is_cleared_away(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    def kept() -> set[str]:
        return set(
            page.evaluate(
                """async () => {
                  const cache = await caches.open((await caches.keys())[0]);
                  return (await cache.keys()).map(({ url }) => url.split("/").pop());
                }"""
            )
        )

    old, new = ({path.stem for path in (editions[name] / "offline").glob("*.bin")} for name in "ab")
    page.close()
    page = page.context.new_page()
    page.goto(site.address)
    assert kept() & (old - new)
    site.folder = editions["b"]
    asks(page)
    assert kept() & (old - new), "the open page may still ask for parts of its edition"
    page.clock.install()
    page.reload()
    asks(page)
    assert kept() & (new - old)


def test_the_reader_who_accepts_gets_the_new_edition(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    page.goto(site.address + PAGE)
    site.folder = editions["b"]
    page.reload()
    expect(page.locator(".hb-fresh")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="打开新版").click()
    expect(page.locator("main")).to_contain_text(NEW)


def test_where_no_copy_can_be_made_the_new_edition_comes_from_the_site(
    page: Page, site: Site, editions: dict[str, Path]
) -> None:
    site.folder = editions["b"]
    site.refused = lambda path: path.endswith(".bin")
    page.goto(site.address + PAGE)
    expect(page.locator(".hb-fresh")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="打开新版").click()
    expect(page.locator("main")).to_contain_text(NEW)
    cut(page, site)
    everywhere(page, site, OLD, NEW)


def test_a_site_without_copies_any_more_takes_them_back(
    page: Page, site: Site, editions: dict[str, Path], tmp_path: Path
) -> None:
    without = Path(shutil.copytree(editions["a"], tmp_path / "without"))
    (without / "offline.json").unlink()
    site.folder = without
    asks(page)
    assert page.evaluate("caches.keys()") == []


# --- What the reader chooses ------------------------------------------------------------------


def test_the_reader_chooses_sees_and_drops(page: Page, site: Site) -> None:
    page.goto(site.address + "offline/")
    box = page.locator("[data-hb-verdict]")
    expect(box).to_contain_text("离线副本已备好")
    expect(box).to_contain_text(page.evaluate("document.body.dataset.edition"))
    expect(page.get_by_label("所有岗位要用的")).to_be_checked()
    page.get_by_label("全部离线").check()
    page.get_by_role("button", name="带上").click()
    expect(box).to_contain_text("离线副本已备好")
    assert page.evaluate("handbookOffline.ask('status')")["choice"] == "*"
    page.get_by_role("button", name="删除副本").click()
    expect(box).to_contain_text("还没有离线副本")
    page.goto(site.address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("caches.keys()") == [], "what was dropped is not taken again by itself"


def test_the_panel_fits_a_phone(page: Page, site: Site) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site.address + "offline/")
    expect(page.locator("[data-hb-verdict]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_handbook_can_be_installed(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    assert "小店手册" in told["data"]
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [each for each in errors if each["errorId"] != "in-incognito"] == []


def test_a_browser_without_workers_reads_as_before(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    visit = Visit(context.new_page(), site.address)
    page = visit.open(PAGE)
    page.wait_for_load_state("networkidle")
    page.goto(site.address + "offline/")
    expect(page.locator("[data-hb-verdict]")).to_contain_text("https")
    assert visit.complaints == []
    context.close()


# --- A folder on a shared drive ---------------------------------------------------------------


def test_a_folder_on_disk_is_read_searched_and_copied_from(
    browser: Browser, editions: dict[str, Path]
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    visit = Visit(context.new_page(), "file://")
    page, folder = visit.page, editions["a"]
    page.goto((folder / "index.html").as_uri())
    assert "退货处理" in searched(page, "tuihuo")
    for path in ("sops", PAGE, "changes", "register", "offline"):
        page.goto((folder / path / "index.html").as_uri())
        expect(page.locator(".hb-as-of").first).to_contain_text("离线副本，截至 2026-12-01")
    expect(page.locator("[data-hb-verdict]")).to_contain_text("这是文件夹里的手册")
    page.goto((folder / "verify" / "index.html").as_uri() + "?id=SOP-RET-01&v=1.1.0")
    expect(page.locator("[data-hb-verdict] b").first).to_have_text("无法核对")
    assert visit.complaints == []
    context.close()


def test_a_page_says_when_the_folder_below_it_was_replaced(
    browser: Browser, editions: dict[str, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(editions["a"], tmp_path / "drive"))
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = context.new_page()
    page.goto((folder / PAGE / "index.html").as_uri())
    expect(page.locator(".hb-as-of")).to_be_visible()
    expect(page.locator(".hb-fresh")).to_have_count(0)
    shutil.copytree(editions["b"], folder, dirs_exist_ok=True)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(".hb-fresh")).to_contain_text(edition_of(editions["b"]))
    with page.expect_navigation():
        page.get_by_role("button", name="打开新版").click()
    expect(page.locator("main")).to_contain_text(NEW)
    context.close()
