"""The panel in the page of another system: another origin, a strict policy, its own styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, FrameLocator, Page, Route, expect

from tests.browser.conftest import Quiet, Visit, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CRM = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>CRM</title>
<link rel="stylesheet" href="crm.css"><h1>CRM</h1><textarea aria-label="reply"></textarea>{tag}
</html>"""
TAG = '<script src="{home}assets/js/panel.js" data-handbook async></script>'
STYLES = "* { color: red !important; display: inline !important } iframe { width: 1px !important }"
NARROW = {"width": 320, "height": 640}
HEARD = """() => {
  window.heard = [];
  for (const name of ["handbook:copy", "handbook:ready"]) {
    document.addEventListener(name, ({ type, detail }) => window.heard.push({ type, ...detail }));
  }
}"""


class _System(Quiet):
    """A web server whose pages may run and frame what the handbook's site holds, nothing else."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@dataclass
class System:
    """Another system with the handbook's tag in its page."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def heard(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = self.page.evaluate("window.heard")
        return told

    def look_up(self, text: str) -> None:
        self.page.evaluate("(text) => handbookPanel.search(text)", text)

    def wait_until_heard(self, name: str) -> dict[str, Any]:
        self.page.wait_for_function("(name) => heard.some(({ type }) => type === name)", arg=name)
        return next(one for one in self.heard if one["type"] == name)


@pytest.fixture
def origin(tmp_path: Path, home: str) -> Iterator[str]:
    """Where the other system is."""
    site = re.match(r"https?://[^/]+", home)
    assert site
    allowed = f"script-src {site[0]}; frame-src {site[0]}; style-src 'self'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; require-trusted-types-for 'script'"
    handler = type("Handler", (_System,), {"policy": policy})
    (tmp_path / "index.html").write_text(CRM.format(tag=TAG.format(home=home)), "utf-8")
    (tmp_path / "twice.html").write_text(CRM.format(tag=TAG.format(home=home) * 2), "utf-8")
    (tmp_path / "crm.css").write_text(STYLES, "utf-8")
    with served(tmp_path, handler) as address:
        yield address.rstrip("/").replace("127.0.0.1", "localhost")


def opened(context: BrowserContext, origin: str, known: str = "") -> System:
    """The system's page; ``known`` are the origins that handbook.yml names."""

    def configured(route: Route) -> None:
        answer = route.fetch()
        body = re.sub('data-hb-panel="[^"]*"', f'data-hb-panel="{known}"', answer.text())
        route.fulfill(response=answer, body=body)

    context.route(re.compile(r"/panel/$"), configured)
    system = System(context.new_page(), origin)
    said = system.complaints
    system.page.on("console", lambda one: said.append(f"{one.type}: {one.text} {one.location}"))
    system.page.on("pageerror", lambda error: said.append(str(error)))
    system.page.goto(f"{origin}/")
    system.page.wait_for_function("() => window.handbookPanel")
    system.page.evaluate(HEARD)
    return system


@pytest.fixture
def system(context: BrowserContext, origin: str) -> Iterator[System]:
    """A system that the handbook knows."""
    made = opened(context, origin, f"https://elsewhere.example {origin}")
    yield made
    faults = [one for one in made.complaints if "favicon.ico" not in one]
    assert faults == []


def test_one_tag_brings_search_and_copying(system: System) -> None:
    page = system.page
    button = page.get_by_role("button", name="查手册")
    expect(button).to_have_css("color", "rgb(255, 255, 255)")
    assert page.locator("iframe").count() == 0, "nothing is fetched before it is wanted"
    button.click()
    field = system.panel.locator("main input[type=search]")
    expect(field).to_be_focused()
    field.fill("退款超时")
    expect(system.panel.locator(".hb-hit a b").first).to_have_text("退款超时道歉与跟进")
    system.panel.locator("[data-hb-copy]").first.click()
    expect(system.panel.locator(".is-copied")).to_have_count(1)
    told = system.wait_until_heard("handbook:copy")
    assert told["id"].startswith("script.")
    assert told["title"] == "退款超时道歉与跟进"
    assert "抱歉" in told["text"]
    assert told["text"] in re.sub(r"</?(p|mark)>", "", told["html"]).replace("<br>", "\n")
    assert told["page"].endswith(f"/scripts/{told['id'].partition('.')[2]}/")


def test_the_page_around_may_ask(system: System) -> None:
    system.look_up("退换货")
    expect(system.panel.locator(".hb-hit a b").first).to_have_text("退换货")
    system.wait_until_heard("handbook:ready")
    system.look_up("投诉处理")
    expect(system.panel.locator(".hb-hit a b").first).to_have_text("投诉处理")


def test_keys_open_and_close_it_and_the_place_is_kept(system: System) -> None:
    page = system.page
    reply = page.get_by_label("reply")
    reply.focus()
    page.keyboard.press("Alt+Shift+H")
    field = system.panel.locator("main input[type=search]")
    expect(field).to_be_focused()
    page.keyboard.type("tuikuan")
    expect(system.panel.locator(".hb-hit").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    field.focus()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(reply).to_be_focused()
    page.keyboard.press("Alt+Shift+H")
    expect(field).to_be_focused()
    page.keyboard.press("Alt+Shift+H")
    expect(page.locator("iframe")).to_be_hidden()


def test_a_result_opens_beside_the_panel(system: System) -> None:
    system.look_up("退换货")
    expect(system.panel.locator("[data-hb-answered=退换货]")).to_have_count(1)
    with system.page.context.expect_page() as beside:
        system.panel.locator(".hb-hit a").first.click()
    expect(beside.value).to_have_title(re.compile("退换货"))
    assert beside.value.evaluate("window.opener") is None
    expect(system.panel.locator(".hb-hit a b").first).to_have_text("退换货")


def test_an_unknown_system_is_told_nothing_and_cannot_ask(
    context: BrowserContext, origin: str
) -> None:
    system = opened(context, origin, "https://elsewhere.example")
    system.look_up("退换货")
    field = system.panel.locator("main input[type=search]")
    field.fill("退款超时")
    system.panel.locator("[data-hb-copy]").first.click()
    expect(system.panel.locator(".is-copied")).to_have_count(1)
    expect(field).to_have_value("退款超时")
    assert system.heard == []


@pytest.mark.parametrize(
    "message",
    [
        None, "handbook:search", {"type": "handbook:search"},
        {"type": "handbook:search", "query": 7},
        {"type": "handbook:search", "query": "<img src=x onerror=alert(1)>" * 100},
    ],
)  # fmt: skip
def test_whatever_it_is_sent_is_only_text(system: System, message: object) -> None:
    system.look_up("退换货")
    expect(system.panel.locator(".hb-hit a b").first).to_have_text("退换货")
    system.page.evaluate(
        "(one) => document.querySelector('div:last-of-type').shadowRoot"
        ".querySelector('iframe').contentWindow.postMessage(one, '*')",
        message,
    )
    system.look_up("投诉处理")
    expect(system.panel.locator(".hb-hit a b").first).to_have_text("投诉处理")
    assert system.panel.locator(".hb-found img").count() == 0


def test_a_tag_given_twice_is_one_panel(system: System) -> None:
    system.page.goto(f"{system.origin}/twice.html")
    expect(system.page.get_by_role("button", name="查手册")).to_have_count(1)


# --- By itself, and the page that shows it -------------------------------------------------------


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_panel_fits_little_room(visit: Visit, scheme: str) -> None:
    page = visit.page
    page.add_init_script(f"localStorage.setItem('hb-scheme', '{scheme}')")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type] # width and height
    visit.open("panel/?q=退款超时")
    expect(page.locator(".hb-hit").nth(3)).to_be_visible()
    expect(page.locator("main input[type=search]")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.mouse.wheel(0, 900)
    expect(page.locator("main input[type=search]")).to_be_in_viewport()
    assert Axe().run(page).response["violations"] == []


def test_the_example_takes_what_is_copied(visit: Visit) -> None:
    page = visit.open("panel/example/")
    page.locator("[data-hb-ask]").click()
    panel = page.frame_locator("iframe")
    panel.locator("[data-hb-copy]").first.click()
    expect(page.locator("textarea")).not_to_have_value("")
    expect(page.locator("[data-hb-told]")).to_contain_text("SOP-RET-01")


def test_the_bookmark_opens_the_panel_with_what_is_selected(visit: Visit) -> None:
    page = visit.open("panel/example/")
    link = page.locator("[data-hb-bookmark]").get_attribute("href") or ""
    assert link.startswith(f'javascript:void open("{visit.home}panel/?q="+')
    page.locator("[data-hb-asked]").select_text()
    with page.expect_popup() as popup:
        page.evaluate(link.removeprefix("javascript:"))
    expect(popup.value.locator("main input[type=search]")).to_have_value(re.compile("吊牌"))
    expect(popup.value.locator(".hb-hit").first).to_be_visible()
