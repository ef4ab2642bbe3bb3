"""The Traditional edition: the same pages below ``zh-hant/``, each leading to its counterpart."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.build import Build
from handbook.config import Project
from handbook.model.term import TermItem
from handbook.render.rendition import Rendition
from handbook.site.page import Finished
from tests.site.conftest import SMALL
from tests.site.test_same_site import handbook_build
from tests.sites import pages

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
SCRIPTS = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
TAGS = re.compile(r"<[^>]+>|\s+")


def traditional_handbook(folder: Path, more: str = "") -> Path:
    """The small handbook with a Traditional edition."""
    shutil.copytree(SMALL, folder)
    file = folder / "sop_sources" / "handbook.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("[zh-Hans]", "[zh-Hans, zh-Hant]") + more, "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = traditional_handbook(tmp_path_factory.mktemp("shop") / "shop")
    return Build(Project(folder), NOW)


@pytest.fixture(scope="module")
def hant(made: Build) -> Rendition:
    simplified, traditional = made.renditions
    assert simplified is made.rendition
    return traditional


@pytest.fixture(scope="module")
def by_path(made: Build, hant: Rendition) -> dict[str, tuple[Finished, Finished]]:
    """Each page in both scripts."""
    pairs = zip(made.pages(), made.pages(hant), strict=True)
    return {one.page.path: (one, other) for one, other in pairs}


def test_one_language_has_one_rendition() -> None:
    assert len(Build(Project(SMALL), NOW).renditions) == 1


def test_a_stamp_names_the_source_in_whatever_script(made: Build, hant: Rendition) -> None:
    assert hant.book.edition == made.book.edition
    assert hant.book.stamps.keys() == made.book.stamps.keys()
    for id_, stamp in made.book.stamps.items():
        own = hant.book.stamps[id_]
        assert (own.version, own.digest, own.standing) == (
            stamp.version, stamp.digest, stamp.standing,
        )  # fmt: skip
        assert hant.book.proofs[id_] == made.book.proofs[id_]
    coming = made.book.coming[0].document, hant.book.coming[0].document
    assert made.book.stamp_of(coming[0]).digest == hant.book.stamp_of(coming[1]).digest


def test_pages_have_the_same_places_links_and_anchors(
    by_path: dict[str, tuple[Finished, Finished]],
) -> None:
    asked = re.compile(r'\b(?:id|href|class|data-hb-toc)="[^"]*"')
    for path, (one, other) in by_path.items():
        assert other.page.path == path
        assert asked.findall(one.html) == asked.findall(other.html)
        assert [(h.level, h.id) for h in one.headings] == [(h.level, h.id) for h in other.headings]


def test_pages_are_in_traditional(by_path: dict[str, tuple[Finished, Finished]]) -> None:
    simple = re.compile("[这们个为时发动务应录产业员过对开关话处签东车马门问见贝长]")
    for path, (_, other) in by_path.items():
        assert not simple.findall(TAGS.sub("", other.html)), path
        assert not simple.findall(other.page.title), path


def test_files_speak_of_the_folder_they_are_in(made: Build, hant: Rendition) -> None:
    files = made.files(hant)
    told = json.loads(files["manifest.json"])
    source = json.loads(made.files()["manifest.json"])
    assert told["edition"] == source["edition"]
    for id_, entry in told["documents"].items():
        assert entry.get("digest") == source["documents"][id_].get("digest")
    assert told["documents"]["SOP-RET-01"]["title"] == "退貨處理"
    feed = files["changes/feed.xml"].decode()
    assert 'href="https://example.com/shop/zh-hant/changes/feed.xml"' in feed
    assert "<id>tag:example.com,2026:shop/zh-hant/changes/feed.xml</id>" in feed
    assert b"https://example.com/shop/zh-hant/" in files["register/reviews.ics"]


def test_the_index_shares_what_never_changes(made: Build, hant: Rendition) -> None:
    own, source = made.index(rendition=hant), made.index()
    assert own.sounds == f"../{source.sounds}"
    assert own.folder != source.folder
    core = next(text for name, text in own.files.items() if name.endswith("core.js"))
    assert "退貨處理" in core


def test_what_two_scripts_call_otherwise_is_found_by_both_names(tmp_path: Path) -> None:
    words = "\ntraditional: {words: {退货: 退回商品}}\n"
    built = Build(Project(traditional_handbook(tmp_path / "shop", words)), NOW)
    index = built.index(rendition=built.renditions[1])
    core = next(text for name, text in index.files.items() if name.endswith("core.js"))
    assert "退回商品處理" in core
    assert "退货处理" in core


def test_pages_without_pdfs_of_their_own_lead_to_those_that_are_there(tmp_path: Path) -> None:
    folder = traditional_handbook(tmp_path / "shop", "\ntraditional: {print: false}\n")
    built = Build(Project(folder), NOW)
    html = {one.page.path: one.html for one in built.pages(built.renditions[1])}
    link = '<a href="../../../print/SOP-RET-01.pdf" hreflang="zh-Hans">'
    assert link in html["sops/SOP-RET-01/"]
    assert re.search(
        f"{re.escape(link)}[^/]*<small>PDF</small>（簡體）</a>", html["sops/SOP-RET-01/"]
    )
    assert "（簡體）" not in html["sops/"]
    assert not re.search(r"<img[^>]*>（簡體）", "".join(html.values()))


def test_words_that_are_one_in_traditional_are_told_once(tmp_path: Path) -> None:
    folder = traditional_handbook(tmp_path / "shop")
    (folder / "sop_sources" / "terms.yml").write_text(TERMS, "utf-8")
    hant = (built := Build(Project(folder), NOW)).renditions[1]
    term = hant.book.library.entries["term.uniform"].value
    assert isinstance(term, TermItem)
    assert (term.term, term.synonyms, term.colloquial) == ("制服", ("敏感資料",), ("衣服",))
    html = {one.page.path: one.html for one in built.pages(hant)}
    for path in ("terms/", "terms/REF-TERMS/"):
        assert '<span data-hb-also="制服">敏感資料、衣服</span>' in html[path]


TERMS = """
id: REF-TERMS
title: 术语表
version: 1.0.0
status: approved
effective: 2025-12-01
owner: dept.service
approver: role.manager
entries:
  - id: term.uniform
    term: 工装
    definition: 上班穿的衣服
    synonyms: [制服, 敏感资料, 敏感数据]
    colloquial: [衣服, 敏感资料]
changes: [{version: 1.0.0, date: 2025-12-01, class: structural, summary: 初版, author: 甲}]
"""


def test_words_that_make_no_sense_are_found_by_the_check(tmp_path: Path) -> None:
    folder = traditional_handbook(tmp_path / "shop", "\ntraditional: {region: macau, words: [a]}\n")
    assert {one.code for one in Build(Project(folder), NOW).findings} >= {"FMT22", "FMT23"}


@pytest.mark.slow
def test_the_site_holds_both_and_each_page_leads_to_the_other(tmp_path: Path) -> None:
    folder = traditional_handbook(tmp_path / "shop")
    welcome = folder / "docs" / "welcome.md"
    welcome.parent.mkdir()
    welcome.write_text("# 欢迎\n\n打印 `打印`\n", "utf-8")
    site = handbook_build(folder)
    found = {path.relative_to(site).as_posix() for path in pages(site)}
    simplified = {path for path in found if not path.startswith("zh-hant/")}
    assert {f"zh-hant/{path}" for path in simplified} == found - simplified
    for path in found - {"404.html", "zh-hant/404.html"}:
        html = (site / path).read_text("utf-8")
        language = "zh-Hant" if path.startswith("zh-hant/") else "zh-Hans"
        assert f'<html lang="{language}"' in html
        told = dict(SCRIPTS.findall(html))
        assert told.keys() == {"zh-Hans", "zh-Hant"}, path
        here = (site / path).parent
        for other, link in told.items():
            place = (here / link / "index.html").resolve().relative_to(site.resolve()).as_posix()
            assert place == ("zh-hant/" * (other == "zh-Hant")) + path.removeprefix("zh-hant/")
    missing = (site / "404.html").read_text("utf-8")
    assert "missing.js" in missing
    missing = (site / "zh-hant/404.html").read_text("utf-8")
    assert "<h1>沒有這個頁面</h1>" in missing
    assert 'href="/shop/zh-hant/register/"' in missing
    assert 'href="/shop/zh-hant/assets/css/handbook.css' in missing
    assert "missing.js" not in missing
    html = (site / "zh-hant/welcome/index.html").read_text("utf-8")
    assert "列印 <code>打印</code>" in html
    assert ">歡迎</a>" in (site / "zh-hant/index.html").read_text("utf-8")
