"""Differences between two versions, as they are told."""

from __future__ import annotations

from typing import Any

from handbook.render.differences import Teller
from handbook.render.view import Book
from handbook.stamp.changes import differences
from tests.site.conftest import small

__all__ = ["small"]


def told(book: Book, columns: list[str], rows: list[list[str]]) -> list[tuple[str, str, str]]:
    """What is told where a form's table of two columns becomes another."""
    document = next(one for one in book.in_force("forms"))

    def content(columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
        table = {"id": "t", "label": "表", "type": "table", "columns": columns, "rows": rows}
        form = {"id": "form.a", "title": "单", "sections": [{"title": "节", "fields": [table]}]}
        return {"id": document.id, "forms": [form]}

    old = content(["项目", "满分", "得分"], [["态度", "20", " "], ["表达", "30", " "]])
    found = differences("forms", old, content(columns, rows))
    teller = Teller(book.library, book.language)
    return [(one.where[-1], one.before, one.after) for one in teller.tell(document, found)]


def test_rows_that_lost_a_blank_cell_are_told_by_their_columns(small: Book) -> None:
    assert told(small, ["项目", "满分"], [["态度", "20"], ["表达", "30"]]) == [
        ("列", "项目、满分、得分", "项目、满分")
    ]


def test_a_row_is_told_in_one_line(small: Book) -> None:
    rows = [["态度", "25", " "], ["表达", "30", " "], ["效率", "10", " "]]
    assert told(small, ["项目", "满分", "得分"], rows) == [
        ("行", "态度 | 20", "态度 | 25"),
        ("行", "", "效率 | 10"),
    ]
