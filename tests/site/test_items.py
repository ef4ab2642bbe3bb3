"""Pages of documents and items: complete, valid, linked, and showing sources as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from handbook.config import data
from handbook.exchange.forms import form_files
from handbook.load.tree import load_tree
from handbook.model.kinds import KINDS as DOCUMENT_KINDS
from handbook.model.kpi import KpiItem
from handbook.model.library import build_library
from handbook.press.chapter import chapter_html
from handbook.render.brief import answer_of
from handbook.render.environment import environment
from handbook.render.view import Book
from handbook.render.words import catalogue
from handbook.site.address import ITEM_FOLDERS, Addresses
from handbook.site.items import KINDS, document_pages, item_pages, relations_of, script_shelf
from handbook.site.page import Finished, finish
from handbook.site.pages import finished_pages
from handbook.site.published import published_files
from handbook.stamp.digest import digest
from handbook.stamp.history import histories
from handbook.stamp.in_force import select

pytestmark = pytest.mark.xdist_group("items")  # in one process: what they ask of is made once

ROOT = data("tests").parent
TODAY = date(2026, 12, 1)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)


class Page(HTMLParser):
    """What a page holds; ``faults`` are elements that are not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.faults: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in _VOID:
            self._open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src") and value is not None:
                self.links.append(value)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(tag)

    @property
    def offers(self) -> bool:
        """Whether words can be copied from it."""
        return "data-hb-text" in self.attributes

    def handle_data(self, data: str) -> None:
        self.text += data


def book_of(root: Path) -> Book:
    library = build_library(load_tree(root))
    known = histories(library.history)
    chosen = select(library, known, TODAY)
    templates = environment((ROOT / "templates",))
    return Book(chosen.library, TODAY, "zh-Hans", templates, chosen.coming, known)


def read(finished: Iterable[Finished]) -> dict[str, Page]:
    return {each.page.path: Page(each.html) for each in finished}


def broken(pages: dict[str, Page], files: Iterable[str] = ()) -> list[str]:
    """Links of pages that lead to no page, to no place on it, or to no file."""
    found = []
    known = set(files)
    for path, page in pages.items():
        for link in page.links:
            target, _, anchor = urljoin(f"/{path}", link).lstrip("/").partition("#")
            target = target.partition("?")[0]
            if link.startswith(("http:", "https:", "mailto:", "tel:")) or target in known:
                continue
            there = pages.get(target)
            if there is None or (anchor and unquote(anchor) not in there.ids):
                found.append(f"{path} -> {link}")
    return found


# --- The handbook itself ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(ROOT)


@pytest.fixture(scope="module")
def finished(book: Book) -> list[Finished]:
    return finished_pages(book)


@pytest.fixture(scope="module")
def pages(finished: list[Finished]) -> dict[str, Page]:
    return read(finished)


def test_every_link_of_the_site_leads_somewhere(pages: dict[str, Page], book: Book) -> None:
    prints = [f"print/{document.id}.pdf" for document in book.in_force()]
    files = published_files(book, (), datetime(2026, 12, 1, tzinfo=UTC))
    files |= form_files(book, "print")
    addresses = Addresses(book.library)
    ahead = [f"next/{one.effective}/{addresses.path(one.document.id)}" for one in book.coming]
    assert broken(pages, [*prints, *files, *ahead]) == []


def test_every_item_is_a_page_or_an_id_on_one(pages: dict[str, Page], book: Book) -> None:
    addresses = Addresses(book.library)
    retired = {one.id for one in book.library.documents.values() if one.status == "retired"}
    for entry in book.library.entries.values():
        if entry.document not in retired and (path := addresses.path(entry.address)):
            page, _, anchor = path.partition("#")
            assert page in pages, entry.address
            assert not anchor or anchor in pages[page].ids, entry.address


def test_lines_and_questions_have_the_numbers_of_print(pages: dict[str, Page], book: Book) -> None:
    assert pages["scorecards/QA-01/"].text.count("致命 1 ") == 1
    (plan,) = (one for one in book.in_force("training-plan") if getattr(one, "quiz", ()))
    last = getattr(plan, "quiz")[-1]  # noqa: B009 - of this kind alone
    number = str(len(getattr(plan, "quiz")))  # noqa: B009
    assert f"{number} {last.question}" in pages[f"training/{plan.id}/"].text
    relations = relations_of(book)
    asked = [
        entry.address
        for entry in book.library.entries.values()
        if entry.kind == "sop"
        and last.id in {one.address for one in relations.asking(entry.address)}
    ]
    assert asked
    for address in asked:
        _, _, after = pages[f"sops/{address}/"].text.partition("考题：")
        assert re.search(rf"[›、] ?{number}\b", after.partition("\n")[0])


def test_a_kpi_shows_its_lines_in_the_overview(pages: dict[str, Page], book: Book) -> None:
    kpis = [entry.value for entry in book.library.entries.values() if entry.kind == "kpi"]
    drawn = [one.thresholds for one in kpis if isinstance(one, KpiItem) and one.thresholds]
    assert pages["kpis/"].text.count("预警线") == sum(one.warning is not None for one in drawn) > 0
    assert "1～5 分制" not in "".join(
        pages[path].text for path in pages if path.startswith("kpis/")
    )


def test_a_star_is_explained_only_where_there_is_one(pages: dict[str, Page]) -> None:
    assert "* 必填" in pages["forms/complaint-record/"].text
    without = read(finished_pages(book_of(Path(__file__).with_name("small"))))
    assert "必填" not in without["forms/record/"].text


def test_a_form_leads_to_its_own_page_of_the_collection(pages: dict[str, Page]) -> None:
    links = pages["forms/qa-sheet/"].links
    assert any(link.endswith("/FRM-02.pdf#nameddest=form.qa-sheet") for link in links)


def test_every_page_is_well_formed_and_no_id_stands_twice(pages: dict[str, Page]) -> None:
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}
    twice = {path: Counter(page.ids).most_common(1) for path, page in pages.items()}
    assert {path: most for path, most in twice.items() if most and most[0][1] > 1} == {}


def test_no_page_carries_scripts_or_styles_of_its_own(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert page.tags["script"] == page.tags["style"] == 0, path
        assert not {name for name in page.attributes if name == "style" or name[:2] == "on"}, path


def test_every_page_has_one_title_and_the_contents_it_lists(
    finished: list[Finished], pages: dict[str, Page]
) -> None:
    for each in finished:
        page = pages[each.page.path]
        assert page.tags["h1"] == 1, each.page.path
        assert {heading.id for heading in each.headings} <= set(page.ids), each.page.path


def test_each_kind_of_document_and_item_has_its_page(pages: dict[str, Page], book: Book) -> None:
    kinds = {document.KIND for document in book.in_force()}
    assert kinds == {kind.name for kind in DOCUMENT_KINDS}
    held = {entry.kind for entry in book.library.entries.values()}
    assert set(KINDS) <= held & set(ITEM_FOLDERS)


def test_a_procedure_opens_with_its_answer_and_leads_to_all_about_it(
    finished: list[Finished],
) -> None:
    page = next(each for each in finished if each.page.path == "sops/SOP-CMP-01/")
    ids = [heading.id for heading in page.headings if heading.level == 2]
    wanted = ["_answer", "_flow", "_purpose", "_steps", "_exceptions", "_measures", "_decisions",
              "_checks", "_courses", "_mentions", "_revisions", "_print"]  # fmt: skip
    assert [id for id in ids if id in wanted] == wanted  # noqa: A001
    answer = page.html[page.html.index("hb-answer") : page.html.index('id="_flow"')]
    for said in (
        "我代表公司向您道歉",
        "data-hb-text",
        "一线客服",
        "24 小时",
        "../../escalation/complaint/",
    ):
        assert said in answer
    assert '<svg class="hb-flow"' in page.html
    assert 'href="#report"' in page.html
    assert "../../print/SOP-CMP-01.pdf" in page.html


def test_a_step_says_what_to_say_instead(pages: dict[str, Page]) -> None:
    text = pages["sops/SOP-CMP-01/"].text
    assert "这是公司规定改说" in text.replace(" ", "")


def test_a_script_says_where_it_is_used_and_how_it_is_asked_for(pages: dict[str, Page]) -> None:
    page = pages["scripts/complaint-apology/"]
    assert "../../sops/SOP-CMP-01/#soothe" in page.links
    assert {"_variants", "_asks", "_mentions"} <= set(page.ids)


def test_an_indicator_shows_the_decisions_about_it(pages: dict[str, Page]) -> None:
    page = pages["kpis/satisfaction/"]
    assert "_decisions" in page.ids
    assert any(link.startswith("../KPI-01/#_decision-") for link in page.links)


def test_a_service_level_leads_to_its_breach_and_its_indicators(pages: dict[str, Page]) -> None:
    links = pages["service-levels/complaint-first-response/"].links
    assert "../../escalation/complaint/" in links
    assert "../../kpis/sla-attainment/" in links


def test_a_service_level_says_which_time_counts_only_where_somebody_did(
    pages: dict[str, Page], book: Book
) -> None:
    always, office = "连续计时，含夜间与节假日", "只计工作时间"
    levels = {one.id: one for one in book.library.of_kind("sla")}
    for one in levels.values():
        text = pages[f"service-levels/{one.id.removeprefix('sla.')}/"].text
        days = one.limit is None or one.limit.unit == "workdays"
        assert (always in text, office in text) == (
            one.clock == "calendar" and not days,
            one.clock == "working",
        ), one.id
    assert levels["sla.night-chat"].counts is None


def test_scripts_can_be_filtered_by_scene_channel_and_mood(book: Book) -> None:
    shelf = script_shelf(book)
    assert shelf.count == len(book.library.of_kind("script"))
    assert shelf.scenes[0] == "scene.greeting"
    assert "channel.phone" in shelf.channels
    assert "mood.angry" in shelf.moods


def test_a_library_marks_what_its_filters_ask_for(finished: list[Finished]) -> None:
    html = next(each.html for each in finished if each.page.path == "scripts/SCR-CMP-01/")
    assert 'data-hb-by="channel"' in html
    assert 'data-scene="complaint" data-channel="phone chat shop weibo douyin"' in html
    assert 'data-mood="angry upset"' in html
    assert 'data-hb-by="scene"' not in html  # all its scripts are of one scene


def test_every_word_of_the_templates_is_in_both_languages() -> None:
    asked = re.compile(r"""\bt\(["']([a-z_]+\.[a-z_-]+)["'](?! ~)""")
    paths = (ROOT / "templates").rglob("*.html")
    used = {key for path in paths for key in asked.findall(path.read_text("utf-8"))}
    assert "page.variants" in used
    assert used - catalogue("zh-Hans").keys() == set()
    assert catalogue("zh-Hans").keys() == catalogue("en").keys()


# --- Small ones ------------------------------------------------------------------------------

BASE = {
    "sop_sources/handbook.yml": """
name: 手册
organisation: 公司
scenes: [{id: scene.first, name: 首次}]
moods: [{id: mood.angry, name: 愤怒}]
variables: {order_no: {name: 订单号, example: A1}}
""",
    "sop_sources/roles.yml": """
id: REF-ROLES
title: 岗位
version: 1.0.0
status: approved
effective: 2026-11-01
owner: dept.service
approver: role.head
departments: [{id: dept.service, name: 客服部}]
roles: [{id: role.head, name: 总监, summary: 管}, {id: role.agent, name: 客服, summary: 接}]
changes: [{version: 1.0.0, date: 2025-12-01, class: structural, summary: 初版, author: 甲}]
""",
    "sop_sources/channels.yml": """
id: REF-CHANNELS
title: 渠道
version: 1.0.0
status: approved
effective: 2026-11-01
owner: dept.service
approver: role.head
entries: [{id: channel.phone, name: 电话, group: online, summary: 热线}]
changes: [{version: 1.0.0, date: 2025-12-01, class: structural, summary: 初版, author: 甲}]
""",
}
_HEAD = """
version: 1.0.0
status: {status}
effective: {effective}
owner: dept.service
approver: role.head
changes: [{{version: 1.0.0, date: 2025-12-01, class: structural, summary: 初版, author: 甲}}]
"""
HEAD = _HEAD.format(status="approved", effective="2026-01-01")
COMING = _HEAD.format(status="approved", effective="2027-01-01")
HOSTILE = "<script>alert(1)</script> {{ 1234 * 5678 }} & \"'"
QUOTED = "'" + HOSTILE.replace("'", "''") + "'"
SCRIPTS = f"""
id: SCR-01
title: {QUOTED}
HEAD
scripts:
  - id: script.hello
    title: {QUOTED}
    scene: first
    channels: [phone]
    purpose: {QUOTED}
    text: {QUOTED}
    asks: [{QUOTED}]
    variants: [{{mood: angry, text: {QUOTED}}}]
    note: {QUOTED}
"""
SOP = f"""
id: SOP-A-01
title: {QUOTED}
summary: {QUOTED}
HEAD
purpose: {QUOTED}
trigger: {QUOTED}
asks: [{QUOTED}]
steps:
  - id: one
    do: {QUOTED}
    who: role.agent
    within: 5min
    say: [script.hello]
    detail: {QUOTED}
    caution: {QUOTED}
    branches: [{{when: {QUOTED}, go: two}}, {{when: 好, go: end}}]
  - id: two
    do: 收尾
    who: role.head
body: |
  ## 甲 <b>
  见[[script.hello]]。

  ## 乙
  末。
"""

Write = Callable[..., Path]


def small(write: Write, files: dict[str, str]) -> tuple[Book, dict[str, Page]]:
    book = book_of(write({**BASE, **files}))
    assert book.library.problems == ()
    shown = frozenset(document.id for document in book.in_force())
    addresses = Addresses(book.library, shown)
    made = [*document_pages(book, addresses), *item_pages(book, addresses)]
    return book, read(finish(page, book, addresses) for page in made)


def test_markup_in_a_source_shows_as_text(write: Write) -> None:
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD),
    }
    _, pages = small(write, files)
    for path in ("sops/SOP-A-01/", "scripts/SCR-01/", "scripts/hello/"):
        page = pages[path]
        assert page.faults == []
        assert page.tags["script"] == 0
        assert "7006652" not in page.text
        assert page.text.count(HOSTILE) >= 4, path
    steps = pages["sops/SOP-A-01/"]
    assert {"one", "two", "_body-1", "_body-2"} <= set(steps.ids)


def test_a_step_can_be_named_within_its_own_document(write: Write) -> None:
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD).replace("末。", "见[[#two]]。"),
    }
    _, pages = small(write, files)
    assert "见「收尾」。" in pages["sops/SOP-A-01/"].text
    assert "#two" in pages["sops/SOP-A-01/"].links


def test_a_procedure_says_within_what_the_whole_is_promised(write: Write) -> None:
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD).replace(
            "steps:\n", "within: 3 workdays\nsteps:\n"
        ),
    }
    book, pages = small(write, files)
    printed = Page(chapter_html(book.library.documents["SOP-A-01"], book)).text
    for text in (pages["sops/SOP-A-01/"].text, printed):
        assert re.search(r"全程时限\s*3 个工作日", text)


def test_words_are_nowhere_offered_without_what_to_mind(write: Write) -> None:
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD).replace(
            f"note: {QUOTED}", "verbatim: true\n    note: 核验没有通过，不说这一条"
        ),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD),
    }
    book = book_of(write({**BASE, **files}))
    pages = read(finished_pages(book))
    offered = {path: page.text.count("使用提示") for path, page in pages.items() if page.offers}
    assert offered == {
        "scripts/hello/": 1, "scripts/SCR-01/": 1, "scripts/": 1, "scenes/first/": 1,
        "sops/SOP-A-01/": 2,
    }  # fmt: skip
    assert {path: pages[path].text.count("逐字念") for path in offered} == offered
    assert "核验没有通过" in pages["scenes/first/"].text
    procedure = book.library.documents["SOP-A-01"]
    for document in (procedure, book.library.documents["SCR-01"]):
        printed = Page(chapter_html(document, book)).text
        assert "使用提示：核验没有通过" in printed
        assert "逐字念" in printed
    assert answer_of(book.library.entries["script.hello"], book).mind == (
        "逐字念 · 使用提示 核验没有通过，不说这一条"
    )
    before = digest(procedure, book.library)
    files["sop_sources/scripts/a.yml"] = SCRIPTS.replace("HEAD", HEAD)
    assert digest(procedure, book_of(write({**BASE, **files})).library) != before


def test_links_of_one_name_say_of_which_kind_they_are(write: Write) -> None:
    other = """
  - id: script.other
    title: 另一条
    scene: first
    channels: [phone]
    purpose: 甲
    text: 乙
    see: [script.hello, SOP-A-01, REF-ROLES]
"""
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD).rstrip() + other,
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD),
    }
    _, pages = small(write, files)
    _, see = pages["scripts/other/"].text.split("参见", 1)
    title = HOSTILE.replace("*", "")
    assert see.split("\n")[1] == f"{title} 话术{title} 标准作业程序岗位"


def test_nothing_leads_to_what_is_not_yet_in_force(write: Write) -> None:
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", COMING),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD),
    }
    _, pages = small(write, files)
    assert "scripts/hello/" not in pages
    assert not [link for link in pages["sops/SOP-A-01/"].links if "hello" in link]


def test_a_coming_document_is_not_named_among_those_that_refer(write: Write) -> None:
    files = {
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", COMING),
    }
    _, pages = small(write, files)
    assert "_mentions" not in pages["scripts/hello/"].ids


@pytest.mark.slow
def test_every_page_can_be_had_in_english(book: Book) -> None:
    english = Book(book.library, TODAY, "en", book.templates)
    pages = read(finished_pages(english))
    assert "Answer" in pages["sops/SOP-CMP-01/"].text
    assert "Where it is used" in pages["scripts/complaint-apology/"].text


def test_a_picture_is_shown_with_its_words(write: Write) -> None:
    picture = "pictures: [{file: images/a.svg, alt: 收银台}]\n    caution:"
    files = {
        "sop_sources/images/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "sop_sources/scripts/a.yml": SCRIPTS.replace("HEAD", HEAD),
        "sop_sources/sops/a.yml": SOP.replace("HEAD", HEAD).replace("caution:", picture),
    }
    _, pages = small(write, files)
    page = pages["sops/SOP-A-01/"]
    assert "../../pictures/images/a.svg" in page.links
    assert "收银台" in page.text
