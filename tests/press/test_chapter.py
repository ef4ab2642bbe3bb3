"""Chapters as they are read on paper: what is numbered, named and kept together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.base import Document
from handbook.model.form import FormField, Section
from handbook.model.library import build_library
from handbook.press.chapter import chapter_html, fonts
from handbook.press.engine import pieces
from handbook.press.layout import PLAIN
from handbook.press.shown import Shown
from handbook.press.stamps import stamps_html
from handbook.press.weasy import HTML
from handbook.render.environment import environment
from handbook.render.fault import FaultyTemplateError
from handbook.render.view import Book
from handbook.render.words import translator
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import Release, released
from tests.desk import Project
from tests.press.conftest import BOOK
from tests.sites import ROOT

DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def book() -> Book:
    templates = environment((data("templates"),))
    return Book(build_library(load_tree(ROOT)), DAY, "zh-Hans", templates)


def chapter(book: Book, document: Document) -> str:
    """The body of a chapter without the blanks that are set between Chinese and figures."""
    _, _, html = chapter_html(document, book).partition("<body>")
    return html


def text(html: str) -> str:
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", html))


def one(book: Book, kind: str, field: str) -> Any:
    """A document of a kind that has a field."""
    return next(each for each in book.in_force(kind) if getattr(each, field))


def test_the_lines_of_a_scorecard_are_numbered(book: Book) -> None:
    card = one(book, "scorecard", "fatal")
    html = text(chapter(book, card))
    assert f"1.1{text(card.dimensions[0].lines[0].check)}" in html
    last = card.dimensions[-1]
    number = f"{len(card.dimensions)}.{len(last.lines)}"
    assert f"{number}{text(last.lines[-1].check)}" in html
    assert f"致命{len(card.fatal)}{text(card.fatal[-1].what)}" in html


def test_a_step_of_another_document_is_named_with_it(book: Book) -> None:
    card = one(book, "scorecard", "dimensions")
    html = text(chapter(book, card))
    lines = [line for dimension in card.dimensions for line in dimension.lines]
    steps = [
        book.library.entries[clause] for line in lines for clause in line.clauses if "#" in clause
    ]
    assert steps
    for step in steps:
        title = book.library.entries[step.document].label
        assert text(f"{step.document} {title} › {step.label}") in html


def test_the_answer_card_is_a_section_as_on_its_page(book: Book) -> None:
    html = chapter(book, one(book, "sop", "trigger"))
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html)[:2] == ["速答卡", "目的与范围"]


def test_what_a_dimension_looks_at_stays_with_its_lines(book: Book) -> None:
    html = chapter(book, one(book, "scorecard", "dimensions"))
    assert not re.findall(r"</h2>\s*<p(?! class=\"keep\")[^>]*>[^\n]*</p>\s*<table", html)


def test_answers_come_after_all_questions(book: Book) -> None:
    plan = one(book, "training-plan", "quiz")
    asked, _, key = chapter(book, plan).partition("答案与说明")
    questions, answers = text(asked), text(key)
    for number, quiz in enumerate(plan.quiz, 1):
        assert f"{number}.{text(quiz.question)}" in questions
        letters = "".join("ABCDEFGH"[n - 1] for n in quiz.answer)
        assert f"{number}.{letters}" in answers
    options = re.findall(r'<ol type="A">.*?</ol>', asked, re.DOTALL)
    assert len(options) == len(plan.quiz)
    assert not any("<a" in each for each in options)


def test_an_indicator_says_when_it_calls_for_attention(book: Book) -> None:
    document: Any = next(iter(book.in_force("kpis")))
    html = text(chapter(book, document))
    drawn = [kpi for kpi in document.kpis if kpi.thresholds and kpi.thresholds.warning is not None]
    assert drawn
    assert html.count("预警线") >= len(drawn)


def test_the_last_row_of_a_table_is_not_alone_on_its_page(
    book: Book, text_of: Callable[[bytes], list[str]]
) -> None:
    document = one(book, "etiquette-guide", "changes")

    def rows(count: int) -> list[int]:
        """The rows of a revision record on each page on which it stands."""
        change = document.changes[0].model_copy(update={"date": date(1999, 9, 9)})
        revised = document.model_copy(update={"changes": (change,) * count})
        pages = text_of(HTML(string=chapter_html(revised, book)).write_pdf())
        return [found for page in pages if (found := page.count("1999-09-09"))]

    *before, last = rows(40)
    *full, left, end = rows(sum(before) + 1)
    assert (*full, left + 1) == tuple(before), f"{last} rows were left"
    assert end == 2


def test_an_apostrophe_takes_no_more_room_than_a_letter_in_english() -> None:
    english: Any = SimpleNamespace(**{**vars(BOOK), "language": "en", "t": translator("en")})
    widths = pieces(stamps_html(english, fonts(english), ("’", "a"))).widths
    assert widths[-2] < widths[-1]


def test_a_form_can_be_led_to_by_its_name(book: Book) -> None:
    document: Any = next(iter(book.in_force("forms")))
    html = chapter(book, document)
    assert all(f'id="{form.id}"' in html for form in document.forms)


@pytest.mark.parametrize(("count", "pages"), [(1, [0]), (2, [1, 2])])
def test_of_several_forms_each_is_a_sheet_of_its_own_with_room_for_many_rows(
    book: Book, text_of: Callable[[bytes], list[str]], count: int, pages: list[int]
) -> None:
    document: Any = next(iter(book.in_force("forms")))
    rows = 22 if count > 1 else 1
    fields = tuple(FormField(id=f"no-{number}", label="订单号") for number in range(rows))
    section = Section(title="基本", fields=fields)
    forms = tuple(
        one.model_copy(update={"name": "登记表", "sections": (section,), "note": None})
        for one in document.forms[:count]
    )
    html = chapter_html(document.model_copy(update={"forms": forms}), book)
    printed = text_of(HTML(string=html).write_pdf())
    held = [
        (number, found) for number, page in enumerate(printed) if (found := page.count("订单号"))
    ]
    assert held == [(number, rows) for number in pages]


@pytest.mark.parametrize("approver", ["role.director", "王敏"])
def test_paper_says_who_approved_each_version_and_when(tmp_path: Path, approver: str) -> None:
    project = Project(tmp_path)
    project.release()
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0", "2026-03-01")
    project.edit("\n    approved: {by: role.director, on: 2026-03-01}", "")
    library, past = project.library, project.histories["SOP-RET-01"]
    document = library.documents["SOP-RET-01"]
    templates = environment((data("templates"),))
    before = Book(library, DAY, "zh-Hans", templates, histories=project.histories)
    by = Release(date(2026, 3, 2), approver=approver)
    project.append("SOP-RET-01", released(document, Upstream(library), past, by).line())
    book = replace(before, histories=project.histories)
    control, _, revisions = chapter(book, document).partition("修订记录")
    name = "客服总监" if approver == "role.director" else approver
    assert "<th>批准日期</th><td>2026-03-02</td>" in control
    assert f"<td>{name}<br>2026-03-02</td>" in revisions
    assert "<td>客服总监<br>2026-01-05</td>" in revisions
    assert "<th>批准日期</th><td>—</td>" in chapter(before, document)
    assert Shown(book).key(document, PLAIN) != Shown(before).key(document, PLAIN)


def test_a_project_changes_the_colour_of_print_in_one_place(book: Book, tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print/colours.html").write_text('{% set BRAND = "#7a1f3d" %}', "utf-8")
    templates = environment((tmp_path, data("templates")))
    own = Book(book.library, DAY, "zh-Hans", templates)
    html = chapter_html(one(book, "sop", "steps"), own)
    assert "#7a1f3d" in html
    assert "#0b4f6c" not in html
    packaged = (data("templates") / "print").rglob("*.*")
    named = [path.name for path in packaged if "#0b4f6c" in path.read_text("utf-8")]
    assert named == ["colours.html"]


@pytest.mark.parametrize(
    "attempt",
    [
        "cycler.__init__.__globals__.os.listdir()",
        "(v.book.library.root / 'handbook.yml').read_text()",
        "v.book.library.root.joinpath('a').touch()",
        "v.book.templates.loader.searchpath.append('/')",
        "document.parse_file('a', proto='pickle', allow_pickle=True)",
        "document.parse_raw('a')",
        "v.book.templates.from_string('a').render()",
    ],
)
def test_a_template_of_the_projects_own_runs_nothing(
    book: Book, tmp_path: Path, attempt: str
) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print/chapter.html").write_text(f"{{{{ {attempt} }}}}", "utf-8")
    own = Book(book.library, DAY, "zh-Hans", environment((tmp_path, data("templates"))))
    with pytest.raises(FaultyTemplateError, match="unsafe"):
        chapter_html(one(book, "sop", "steps"), own)


def test_a_template_of_the_projects_own_runs_nothing_within_a_packaged_one(
    book: Book, tmp_path: Path
) -> None:
    (tmp_path / "print/kinds").mkdir(parents=True)
    attempt = "{{ cycler.__init__.__globals__.os.listdir() }}"
    (tmp_path / "print/kinds/sop.html").write_text(attempt, "utf-8")
    own = Book(book.library, DAY, "zh-Hans", environment((tmp_path, data("templates"))))
    with pytest.raises(FaultyTemplateError, match="unsafe"):
        chapter_html(one(book, "sop", "steps"), own)
