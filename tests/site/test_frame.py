"""The built site: the frame of every page, its links, its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from handbook.site.sections import SECTIONS, Section
from tests.sites import LINK, pages

pytestmark = pytest.mark.slow

FRAME_BYTES = 4000
MOST_NAVIGATION = 40
_ID = re.compile(r'\bid="([^"]+)"')
_SCRIPT = re.compile(r'<script src="([^"]+)"([^>]*)></script>')
_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)


@pytest.fixture(scope="module")
def site(real_site: Path) -> dict[str, str]:
    """Every page by its path from the site's root."""
    found = {p.relative_to(real_site).as_posix(): p.read_text("utf-8") for p in pages(real_site)}
    assert len(found) > 300
    return found


@pytest.fixture(scope="module")
def documents(site: dict[str, str]) -> dict[str, str]:
    """The pages that have an address of their own, in the language of the sources."""
    return {path: html for path, html in site.items() if not path.startswith(("404", "zh-hant/"))}


def test_every_section_is_there(site: dict[str, str]) -> None:
    assert {f"{section.path}index.html" for section in SECTIONS} <= site.keys()


def test_a_page_may_run_and_load_only_what_the_site_brings(site: dict[str, str]) -> None:
    for path, html in site.items():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
        assert policy, path
        assert "script-src 'self'; style-src 'self';" in policy[1]
        assert "unsafe" not in policy[1]


def test_no_page_holds_a_script_or_a_style(site: dict[str, str]) -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\s(?:style|on[a-z]+)=\"|javascript:")
    for path, html in site.items():
        assert not inline.search(html), (path, inline.search(html))


def test_no_page_asks_another_host(site: dict[str, str]) -> None:
    loaded = re.compile(
        r'<(?:script|link(?! rel="canonical")|img|iframe|source|use|image)\b'
        r'[^>]*?(?:src|href)="([^"]+)"'
    )
    for path, html in site.items():
        for link in loaded.findall(html):
            assert not urlsplit(link).netloc, (path, link)


def test_links_are_relative_and_lead_somewhere(site: dict[str, str], real_site: Path) -> None:
    placed = {path: html for path, html in site.items() if not path.endswith("404.html")}
    ids = {path: set(_ID.findall(html)) for path, html in placed.items()}
    wrong = [
        (path, link)
        for path, html in placed.items()
        for link, target, anchor in inner_links(path, html)
        if not leads(target, anchor, ids, real_site)
    ]
    assert not wrong, wrong[:10]


def inner_links(path: str, html: str) -> Iterator[tuple[str, str, str]]:
    for link in LINK.findall(html):
        parts = urlsplit(urljoin(f"http://site/{path}", link.replace("&amp;", "&")))
        if parts.hostname == "site":
            assert not link.startswith("/"), link
            target = parts.path.lstrip("/")
            target += "index.html" if target.endswith("/") or not target else ""
            yield link, unquote(target), unquote(parts.fragment)


def leads(target: str, anchor: str, ids: dict[str, set[str]], site: Path) -> bool:
    if target in ids:
        return not anchor or anchor in ids[target]
    manual = target.startswith("print/") and target.endswith(".pdf")  # not made in this build
    return manual or (site / target).is_file()


def test_ids_on_a_page_differ(site: dict[str, str]) -> None:
    for path, html in site.items():
        ids = _ID.findall(html)
        assert len(ids) == len(set(ids)), path


def test_a_page_has_one_title_and_its_language(site: dict[str, str]) -> None:
    for path, html in site.items():
        assert html.count("<h1") == 1, path
        language = "zh-Hant" if path.startswith("zh-hant/") else "zh-Hans"
        assert f'<html lang="{language}"' in html


def test_navigation_holds_sections_only(documents: dict[str, str]) -> None:
    for path, html in documents.items():
        nav = re.search(r'<nav class="hb-nav".*?</nav>', html, re.DOTALL)
        assert nav, path
        assert len(LINK.findall(nav[0])) < MOST_NAVIGATION
        assert 'rel="next"' not in html


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_an_overview_leads_to_all_sections(documents: dict[str, str], section: Section) -> None:
    nav = re.search(
        r'<nav class="hb-nav".*?</nav>', documents[f"{section.path}index.html"], re.DOTALL
    )
    assert nav
    assert {f"../{other.path}" for other in SECTIONS} <= set(LINK.findall(nav[0]))
    assert f'<a href="../{section.path}" aria-current="page">' in nav[0]


def test_a_page_leads_to_its_section_and_home(documents: dict[str, str]) -> None:
    html = documents["sops/SOP-CMP-01/index.html"]
    path = re.search(r'<nav class="hb-path".*?</nav>', html)
    assert path
    assert LINK.findall(path[0]) == ["../../", "../../sops/"]


def test_a_page_has_contents(documents: dict[str, str]) -> None:
    html = documents["sops/SOP-CMP-01/index.html"]
    listed = re.search(r'data-hb-toc="([^"]*)"', html)
    assert listed
    assert {"_steps", "soothe", "investigate"} <= set(listed[1].split())


def test_guides_are_listed_after_the_sections(real_site: Path) -> None:
    script = (real_site / "assets/js/find.js").read_text("utf-8")
    assert '["guide/", "使用指南"]' in script


def test_the_frame_is_light(documents: dict[str, str]) -> None:
    for path, html in documents.items():
        frame = len(_ARTICLE.sub("", html).encode())
        assert frame < FRAME_BYTES, (path, frame)


def test_every_page_says_its_edition_and_that_paper_is_not_controlled(
    documents: dict[str, str],
) -> None:
    for path, html in documents.items():
        foot = html[html.index('<footer class="hb-foot"') :]
        assert re.search(r"版次 2026\.12\.01-[0-9a-f]{8}", foot), path
        assert "打印件非受控，以在线版为准" in foot, path


def test_every_page_of_ours_carries_a_stamp(documents: dict[str, str]) -> None:
    for path, html in documents.items():
        home = path.split("/")[0] in ("index.html", "next") and path.count("/") in (0, 2)
        if not home and path.split("/")[0] not in ("guide", "panel", "rules"):
            assert 'class="hb-stamp"' in html, path


def test_a_missing_page_shows_the_frame_wherever_it_is_asked_for(site: dict[str, str]) -> None:
    html = site["404.html"]
    assert 'href="/assets/css/handbook.css' in html
    assert 'href="/register/"' in html


def test_styles_and_scripts_are_joined(real_site: Path) -> None:
    assets = {p.relative_to(real_site / "assets").as_posix() for p in real_site.glob("assets/*/*")}
    assert {"css/handbook.css", "js/find.js", "js/handbook.js", "js/theme.js"} <= assets
    assert not assets & {"css/base.css", "js/copy.js", "javascripts/bundle.js"}
    assert not (real_site / "assets" / "javascripts").exists()


@pytest.mark.parametrize(("page", "core"), [("search/", True), ("panel/", True), ("sops/", False)])
def test_a_page_asks_for_all_scripts_at_once_and_only_finding_holds_back_painting(
    documents: dict[str, str], page: str, core: bool
) -> None:
    head = documents[f"{page}index.html"].partition("</head>")[0]
    asked = [(src.rpartition("/")[2], how) for src, how in _SCRIPT.findall(head)]
    first = ["find.js"] + ["core.js"] * core
    assert [name.partition("?")[0] for name, _ in asked[: len(first)]] == first
    assert [how for _, how in asked[: len(first)]] == [
        ' defer blocking="render"' if core else " defer"
    ] * len(first)
    assert [how for _, how in asked[len(first) : -1]] == [" defer"] * (len(asked) - len(first) - 1)
    assert asked[-1][0].startswith("theme.js")
    assert asked[-1][1] == ""


def test_styles_ask_for_nothing_foreign(real_site: Path) -> None:
    styles = (real_site / "assets/css/handbook.css").read_text("utf-8")
    for url in re.findall(r"url\([\"']?([^\"')]+)", styles):
        assert url.startswith("data:") or (real_site / "assets/css" / url).resolve().is_file(), url
    assert "@import" not in styles
