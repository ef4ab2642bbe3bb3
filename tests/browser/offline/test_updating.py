"""From one edition to the next."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.conftest import (
    NEW,
    OLD,
    PAGE,
    READY,
    Site,
    asks,
    cut,
    edition_of,
    everywhere,
    searched,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
