"""References are found in prose, and not in code that only shows how they are written."""

from __future__ import annotations

import pytest

from handbook.model.prose import references, slots, without_code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见[[a]]和[[ b |乙]]", [("a", None), ("b", "乙")]),
        ("[[a|]] [[]] [[a\nb]] [a]", [("a", "")]),
        ("写作 `[[a]]` 或 ``[[b]] ` c``，不是[[d]]", [("d", None)]),
        ("```\n[[a]]\n```\n[[b]]", [("b", None)]),
        ("~~~\n[[a]]\n\n[[b]]\n~~~\n[[c]]", [("c", None)]),
        ("```\n[[a]]\n\n没有写完 [[b]]", []),
        ("一个反引号 ` 后面的[[a]]", [("a", None)]),
        ("` 一段\n\n另一段 ` [[a]]", [("a", None)]),
    ],
)
def test_references(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(one.target, one.words) for one in references(text)] == found


def test_words_to_be_said_are_no_markdown() -> None:
    assert [one.target for one in references("`[[a]]`", markdown=False)] == ["a"]


def test_code_keeps_its_length() -> None:
    assert without_code("a `b` c") == "a \0\0\0 c"


def test_slots() -> None:
    assert list(slots("{a} {{b}} {c d} {1} {_e}")) == ["a", "b", "_e"]
