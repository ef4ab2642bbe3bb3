"""Phrases are found however they are written, and each stands where it was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.check.corpus import Corpus
from handbook.check.fold import Folded, fold, foreign
from handbook.check.phrases import Phrases, Sought
from handbook.model.base import Prose
from handbook.model.library import Text
from handbook.source import Place


def text(value: str, mark: Prose = Prose()) -> Text:  # noqa: B008 - frozen
    return Text("A-1", "A-1", value, mark, Place("a.yml", (value,)))


def found(value: str, *shapes: str, allow: tuple[str, ...] = ()) -> list[str]:
    sought = Phrases({"it": Sought(shapes, allow)})
    return [one.piece for _, one in sought.search(Corpus([text(value)]))]


@pytest.mark.parametrize(
    ("value", "shape", "pieces"),
    [
        ("这不归我管的", "不归我管", ["不归我管"]),
        ("這不歸我管", "不归我管", ["不歸我管"]),
        ("这不归我管", "不歸我管", ["不归我管"]),
        ("ＹＹＤＳ吧", "yyds", ["ＹＹＤＳ"]),
        ("不**归我**管", "不归我管", ["不**归我**管"]),
        ("不归\n  我管", "不归我管", ["不归\n  我管"]),
        ("不归 我管", "不归我管", ["不归 我管"]),
        ("不归\n\n我管", "不归我管", []),
        ("不归\u00a0我\ufe0f管", "不归我管", ["不归\u00a0我\ufe0f管"]),
        ("不归\U000e0100我管", "不归我管", ["不归\U000e0100我管"]),
        ("token", "ok", []),
        ("这个ok吧，OK", "ok", ["ok", "OK"]),
        ("对账", "對帳", ["对账"]),
        ("[[script.yyds]]和{yyds}", "yyds", []),
        ("[[script.a|不归我管]]", "不归我管", ["不归我管"]),
        ("`不归我管`", "不归我管", []),
        ("不归我管不归我管", "不归我管", ["不归我管", "不归我管"]),
    ],
)
def test_a_phrase_is_found_in_every_way_of_writing_it(
    value: str, shape: str, pieces: list[str]
) -> None:
    assert found(value, shape) == pieces


def test_a_longer_allowed_term_is_innocent_and_nothing_beside_it() -> None:
    assert found("怕我不知道，我不知道", "我不知道", allow=("怕我不知道",)) == ["我不知道"]
    assert found("美女與野獸", "美女", allow=("美女与野兽",)) == []


def test_of_shapes_that_overlap_the_longest_is_told() -> None:
    assert found("这我不知道啊", "我不知道", "这我不知道") == ["这我不知道"]


def test_nothing_sought_is_nothing_found() -> None:
    assert list(Phrases({}).find("一")) == []
    assert list(Phrases({"a": Sought(("", " "))}).find("一")) == []


def test_texts_do_not_run_into_each_other() -> None:
    sought = Phrases({"it": Sought(("我管",))})
    assert list(sought.search(Corpus([text("不归我"), text("管")]))) == []


SIGNS = "甲乙丙帳账Ａab *_\n "


@given(st.text(SIGNS, max_size=40), st.lists(st.text(SIGNS, min_size=1, max_size=4), max_size=6))
def test_one_pass_finds_what_a_search_for_each_would(value: str, shapes: list[str]) -> None:
    folded = Folded(value).value
    sought = Phrases({shape: Sought((shape,)) for shape in shapes})
    for shape, start, end in sought.find(folded):
        assert folded[start:end] == Folded(shape).value.strip()
    han = {shape for shape in shapes if not any(sign in "Ａab" for sign in shape)}
    seen = {shape for shape, _, _ in sought.find(folded)}
    for shape in han:
        plain = Folded(shape).value.strip()
        assert (shape in seen) == (bool(plain) and plain in folded)


@given(st.text(SIGNS, min_size=1, max_size=60))
def test_every_folded_place_is_that_of_the_same_sign(value: str) -> None:
    folded = Folded(value)
    for place, sign in enumerate(folded.value):
        start, end = folded.origin(place, place + 1)
        assert fold(value[start:end]) == sign


def test_a_sign_of_both_scripts_is_foreign_to_neither() -> None:
    assert "們" in foreign("zh-Hans")
    assert "们" in foreign("zh-Hant")
    for sign in "乾后里台干":
        assert sign not in foreign("zh-Hans")
        assert sign not in foreign("zh-Hant")
    assert foreign("en") == frozenset()


def test_thousands_of_phrases_are_one_search() -> None:
    many = {str(number): Sought((f"第{number:05}条不能说",)) for number in range(5000)}
    corpus = Corpus([text(f"见第{number:05}条不能说。") for number in range(0, 5000, 7)])
    assert len(list(Phrases(many).search(corpus))) == len(corpus.texts)
