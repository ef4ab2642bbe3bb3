"""Home, overviews, and the pages that gather what concerns a role, a channel, a scene."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handbook.model.library import with_documents
from handbook.model.term import TermItem
from handbook.render.view import Book, View
from handbook.site import in_force, pages
from handbook.site.address import Addresses
from handbook.site.gather import of_channel, of_role, of_scene
from handbook.site.in_force import InForce, names
from handbook.site.page import Finished, PageView, SitePage
from handbook.site.pages import finished_pages
from handbook.site.sections import SECTIONS


@pytest.fixture(scope="module")
def now(small: Book) -> InForce:
    return InForce(small)


@pytest.fixture(scope="module")
def made(small: Book) -> dict[str, Finished]:
    return {each.page.path: each for each in finished_pages(small)}


def test_every_section_has_its_page(made: dict[str, Finished]) -> None:
    assert {"", *(section.path for section in SECTIONS)} <= made.keys()


def test_what_is_counted_is_named_as_several(small: Book) -> None:
    english = Book(small.library, small.today, "en", small.templates)
    home = next(each for each in finished_pages(english) if each.page.path == "")
    assert "<dt>Scripts</dt>" in home.html
    assert "<dt>KPIs</dt>" in home.html


def _view(book: Book) -> View:
    return View(book, lambda address: address)


def test_an_english_glossary_goes_by_letter(small: Book) -> None:
    terms = tuple(
        TermItem(id=f"term.{name}", term=name, definition="-")
        for name in ("Refund", "apology", "Credit")
    )
    assert [one.term for one in _view(small).glossary(terms)] == ["Refund", "apology", "Credit"]
    english = Book(small.library, small.today, "en", small.templates)
    assert [one.term for one in _view(english).glossary(terms)] == ["apology", "Credit", "Refund"]


def test_every_section_has_its_words(small: Book) -> None:
    english = Book(small.library, small.today, "en", small.templates)
    for book in (small, english):
        for section in SECTIONS:
            assert book.t(f"section.{section.name}")
            assert book.t(f"lede.{section.name}")


def test_the_site_can_speak_english(small: Book) -> None:
    english = replace(small, language="en")
    assert "Coming into force" in {e.page.path: e for e in finished_pages(english)}[""].html


def test_only_what_is_in_force_has_a_page(made: dict[str, Finished]) -> None:
    assert "sops/SOP-RET-01/" in made
    assert not {f"sops/SOP-{code}-01/" for code in ("NEW", "DRF")} & made.keys()
    assert made["sops/SOP-OLD-01/"].page.template == "retired.html"


def test_what_is_not_in_force_is_linked_from_where_it_is_listed(made: dict[str, Finished]) -> None:
    listed = {
        "NEW": ("", "changes/", "register/"),
        "OLD": ("", "changes/", "register/", "sops/SOP-OLD-01/"),
    }
    for each in made.values():
        for code in re.findall(r'href="[^"]*SOP-(NEW|OLD|DRF)-01/', each.html):
            assert each.page.path in listed.get(code, ())
    assert "SOP-DRF-01/" not in made["register/"].html


# --- What is in force -----------------------------------------------------------------------


def test_needed_procedures_are_those_that_others_name(now: InForce) -> None:
    assert [sop.id for sop in now.needed] == ["SOP-RET-01", "SOP-EXC-01"]


def test_changes_come_newest_first_and_alike_ones_together(now: InForce) -> None:
    said = [(str(each.day), str(each.change.date), len(each.documents)) for each in now.changes]
    assert said[:2] == [("2026-11-01", "2025-12-01", 9), ("2026-10-01", "2026-09-20", 1)]
    assert [day for day, *_ in said] == sorted((day for day, *_ in said), reverse=True)


def test_changes_that_are_not_listed_are_counted(
    small: Book, made: dict[str, Finished], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "这里列出最近" not in made["changes/"].html
    for module in (pages, in_force):
        monkeypatch.setattr(module, "MOST_CHANGES", 1)
    [changes] = [each for each in finished_pages(small) if each.page.path == "changes/"]
    assert f"这里列出最近 1 条，共 {len(InForce(small).changes)} 条" in changes.html


def test_changes_of_what_is_not_in_force_are_left_out(now: InForce) -> None:
    named = {document.id for each in now.changes for document in each.documents}
    assert not named & {"SOP-NEW-01", "SOP-DRF-01"}


def test_changes_of_what_has_ended_are_kept_and_lead_to_why(
    now: InForce, made: dict[str, Finished]
) -> None:
    ends = [each for each in now.changes if each.ends]
    assert [document.id for each in ends for document in each.documents] == ["SOP-OLD-01"]
    assert 'class="hb-entry" href="../sops/SOP-OLD-01/"' in made["changes/"].html
    assert "自 2025-01-01 起作废" in made["changes/"].html


def test_coming_documents_stand_on_the_home_page(made: dict[str, Finished]) -> None:
    assert "2026-12-24" in made[""].html
    assert "上门取件" in made[""].html


def test_names_are_known_with_and_without_their_prefix() -> None:
    assert names(["phone"], "channel.phone")
    assert names(["channel.phone"], "channel.phone")
    assert not names(["shop"], "channel.phone")


# --- Gathered pages --------------------------------------------------------------------------


def test_a_role_gathers_its_work(now: InForce, small: Book) -> None:
    agent = of_role(now, small.library.entries["role.agent"])
    assert [(a.sop.id, [s.id for s in a.steps]) for a in agent["acts"]] == [
        ("SOP-EXC-01", ["register"]),
        ("SOP-RET-01", ["register"]),
    ]
    assert [script.id for script in agent["says"]["scene.return"]] == ["script.hello"]
    assert agent["avoids"] == ["phrase.no"]
    assert agent["measured"] == ["kpi.answer-rate"]
    assert [form.id for form in agent["fills"]] == ["form.record"]
    assert [course.id for course in agent["courses"]] == ["course.return"]
    assert [path.id for path in agent["starts"]] == ["path.refund"]


def test_a_role_answers_hand_overs(now: InForce, small: Book) -> None:
    manager = of_role(now, small.library.entries["role.manager"])
    assert [(a.path.id, a.giver) for a in manager["answers"]] == [("path.refund", "role.agent")]
    assert [form.id for form in manager["checks"]] == ["form.record"]


def test_a_channel_gathers_its_limits_and_words(now: InForce, small: Book) -> None:
    phone = of_channel(now, small.library.entries["channel.phone"])
    assert [level.id for level in phone["levels"]] == ["sla.answer"]
    assert [sop.id for sop in phone["sops"]] == ["SOP-EXC-01", "SOP-RET-01"]
    assert [phrase.id for phrase in phone["phrases"]] == ["phrase.no"]
    shop = of_channel(now, small.library.entries["channel.shop"])
    assert not any(shop.values())


def test_a_scene_gathers_its_procedures_and_scripts(now: InForce, small: Book) -> None:
    scene = of_scene(now, small.library.entries["scene.return"])
    assert [script.id for script in scene["scripts"]] == ["script.hello"]
    assert [sop.id for sop in scene["sops"]] == ["SOP-EXC-01", "SOP-RET-01"]


def test_a_role_page_lists_what_is_written_for_the_role(small: Book) -> None:
    document = small.library.documents["TRN-01"]
    meant = document.model_copy(update={"audience": ("role.agent",)})
    book = replace(small, library=with_documents(small.library, {"TRN-01": meant}))
    found = {each.page.path: each.html for each in finished_pages(book)}
    assert book.t("site.reads") in found["roles/agent/"]
    assert "TRN-01" in found["roles/agent/"].partition(book.t("site.reads"))[2]
    assert book.t("site.reads") not in found["roles/manager/"]


def test_a_role_page_says_what_it_may_decide(made: dict[str, Finished]) -> None:
    html = made["roles/agent/"].html
    assert "小额退款" in html
    assert "200 元" in html


# --- Register and changes ----------------------------------------------------------------------


def test_the_register_lists_everything_by_standing(made: dict[str, Finished]) -> None:
    html = made["register/"].html
    parts = re.split(r'<h2 id="_([a-z-]+)"', html)
    tables = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert list(tables) == ["in-force", "coming", "draft", "retired"]
    assert "SOP-RET-01" in tables["in-force"]
    assert "SOP-NEW-01" in tables["coming"]
    assert "SOP-DRF-01" in tables["draft"]
    assert "由新程序取代" in tables["retired"]
    assert "<td>客服经理</td>" in tables["retired"]


def test_records_are_listed_with_how_long_they_are_kept(made: dict[str, Finished]) -> None:
    _, _, records = made["forms/"].html.partition('id="_records"')
    [row] = re.findall(r"<tr><th scope=\"row\">.*?</tr>", records)
    cells = re.findall(r"<(?:th|td)[^>]*>(.*?)</(?:th|td)>", re.sub(r"</?a[^>]*>", "", row))
    assert cells == ["退货登记表", "客服", "3 年"]
    assert "data-hb-sort" in records


def test_a_review_that_is_due_is_marked(small: Book, made: dict[str, Finished]) -> None:
    rows = {
        match[1]: match[0]
        for match in re.finditer(
            r"<tr[^>]*><td[^>]*>([A-Z0-9-]+)</td>.*?</tr>", made["register/"].html
        )
    }
    late = small.t("site.overdue")
    assert late in rows["SOP-EXC-01"]
    assert late not in rows["SOP-RET-01"]


def test_the_register_lists_documents_of_a_kind_by_their_ids(
    small: Book, made: dict[str, Finished]
) -> None:
    listed = re.findall(r'data-kind="sop"><td[^>]*>([A-Z0-9-]+)<', made["register/"].html)
    assert listed[:2] == sorted(each.id for each in small.in_force("sop"))
    library = small.library
    turned = replace(library, documents=dict(reversed(library.documents.items())))
    view = PageView(replace(small, library=turned), Addresses(turned), SitePage("", "", ""))
    assert [each.id for each in view.in_order(turned.documents.values()) if each.KIND == "sop"] == [
        "SOP-DRF-01", "SOP-EXC-01", "SOP-NEW-01", "SOP-OLD-01", "SOP-RET-01",
    ]  # fmt: skip


def test_every_table_of_the_register_goes_with_its_heading(made: dict[str, Finished]) -> None:
    for html in (made["register/"].html, made["changes/"].html):
        sections = re.findall(r"<section data-hb-group>.*?</section>", html, re.DOTALL)
        assert sum("<h2" in each and "data-hb-item" in each for each in sections) == len(sections)
        assert html.count("<h2") == len(sections)


def test_past_changes_name_documents_by_their_ids(made: dict[str, Finished]) -> None:
    _, _, past = made["changes/"].html.partition("</section>")
    assert re.search(r'<span class="hb-id">SOP-EXC-01[ <]', past)


def test_what_was_not_read_again_is_marked_on_its_page(small: Book) -> None:
    book = replace(small, suspects={"SOP-RET-01": ("sla.answer",)})
    found = {each.page.path: each.html for each in finished_pages(book)}
    assert book.t("site.suspect_of") in found["sops/SOP-RET-01/"]
    assert book.t("site.suspect_of") in found["register/"]
    assert book.t("site.suspect_of") not in found["sops/SOP-EXC-01/"]


def test_the_register_is_sorted_by_values_and_printable(made: dict[str, Finished]) -> None:
    html = made["register/"].html
    assert "data-hb-sort" in html
    assert "data-hb-print" in html


def test_a_handbook_with_hardly_anything_has_all_pages(small: Book) -> None:
    kept = ("REF-ROLES", "REF-CHANNELS")
    library = replace(
        small.library,
        documents={each: small.library.documents[each] for each in kept},
        entries={a: e for a, e in small.library.entries.items() if e.document in ("", *kept)},
        uses=(),
    )
    bare = Book(library, small.today, "zh-Hans", small.templates)
    assert {section.path for section in SECTIONS} <= {e.page.path for e in finished_pages(bare)}
