"""The index: what is in it, for whom, and that it is the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from handbook.model.base import Item
from handbook.model.kinds import KINDS
from handbook.render.brief import answer_of
from handbook.render.view import Book
from handbook.search.entries import KINDS as SEARCHED
from handbook.search.entries import Found, found_in, through
from handbook.search.index import Index, index_of
from handbook.search.kept import Kept
from handbook.search.sounds import exceptions, further, readings, table
from handbook.search.words import head, words_of
from handbook.site.address import Addresses
from tests.search.conftest import lengthened, part

WITH_THEIRS = {"finding", "goal", "measure", "mood", "quiz", "step"}
"""Items that are found with what holds them."""


def items(of: type[Item] = Item) -> set[str]:
    below = of.__subclasses__()
    return {one.KIND for one in below if "KIND" in vars(one)}.union(*map(items, below))


def test_every_kind_can_be_found() -> None:
    documents = {kind.model.KIND for kind in KINDS}
    assert documents | items() == {*SEARCHED, *WITH_THEIRS} - {"guide"}


def test_what_is_in_force_is_found_and_nothing_else(small: Book, core: dict[str, Any]) -> None:
    ids = set(lengthened(core["ids"]))
    for document in small.library.documents.values():
        in_force = small.stamps[document.id].standing == "in-force"
        assert (document.id in ids) == in_force, document.id


def test_every_path_is_one_of_the_site(small: Book, core: dict[str, Any]) -> None:
    addresses = Addresses.of(small)
    ids = iter(lengthened(core["ids"]))
    for kind, _, prefix, pattern, count in core["groups"]:
        for _ in range(count):
            rest = next(ids)
            path = pattern.replace("*", rest)
            assert path == ("guide/" if kind == "guide" else addresses.path(prefix + rest))


def test_the_same_book_gives_the_same_bytes(small: Book, index: Index) -> None:
    again = index_of(small, Addresses.of(small).path, [("guide/", "使用指南")])
    assert again.files == index.files


def test_files_are_named_by_what_they_hold(small: Book, index: Index) -> None:
    other = index_of(small, Addresses.of(small).path)
    assert other.folder != index.folder
    assert other.sounds == index.sounds


def test_parts_are_scripts_without_an_end_of_a_script(index: Index) -> None:
    for name, text in index.files.items():
        assert text.startswith("handbookSearch.put("), name
        assert "</" not in text, name
        assert "\u2028" not in text, name


def test_every_entry_has_its_fragment(core: dict[str, Any], index: Index) -> None:
    starts = [*core["fragments"], len(lengthened(core["ids"]))]
    for number, (start, end) in enumerate(pairwise(starts)):
        assert len(part(index, f"f{number}")) == end - start


def test_a_forbidden_phrase_answers_with_what_to_say(real: Book) -> None:
    phrases = [each for each in found_in(real, Addresses.of(real).path) if each.avoid]
    assert phrases
    assert all(each.kind == "phrase" for each in phrases)
    assert all(each.answer.say for each in phrases)


def test_a_script_answers_with_its_words(small: Book) -> None:
    entries = [each for each in small.library.entries.values() if each.kind == "script"]
    for entry in entries:
        (words,) = answer_of(entry, small).say
        assert "[[" not in words
        assert "{" not in words


def test_a_term_leads_to_what_it_refers_to(real: Book) -> None:
    addresses = Addresses.of(real)
    found = [each.address for each in found_in(real, addresses.path)]
    core = part(index_of(real, addresses.path), "core")
    sent = {found[term]: [found[one] for one in others] for term, *others in core["see"]}
    assert "SOP-RET-01" in sent["term.refund"]


def test_a_character_sounds_as_most_often_and_in_a_phrase_as_there() -> None:
    assert readings()["重"] == "zhong"
    assert readings()["绿"] == "lv"
    assert exceptions(["重复投诉"], {}) == ["重复 chong fu"]
    assert exceptions(["投诉"], {"投诉": "a b"}) == ["投诉 a b"]
    assert " tou" in table()


def test_other_readings_of_a_character_are_told_beside_the_usual_one() -> None:
    held = dict(re.findall("([a-z]+)([^a-z ]+)", further()))
    assert "重" in held["chong"]
    assert "还" in held["hai"]
    assert "款" not in "".join(held.values())
    assert all(sign in readings() for signs in held.values() for sign in signs)


def test_a_phrase_is_told_only_where_it_is_read_otherwise_than_what_it_holds() -> None:
    texts = ["还款", "还不上款", "还不清楚", "重复投诉", "隆重开业", "进行业务"]
    assert exceptions(texts, {}) == [
        "行业 hang ye", "还不 hai bu", "重复 chong fu", "重开 chong kai",
        "还不上 huan bu shang", "还不清 huan bu qing", "进行业 jin xing ye",
        "隆重开 long zhong kai", "还不清楚 hai bu qing chu",
    ]  # fmt: skip


def test_words_are_what_comes_often_and_holds_together() -> None:
    filler = ["".join(map(chr, range(0x5000, 0x5200)))]
    texts = filler + [f"{one[0]}退换货{one[1]}" for one in ("请办", "来说", "要改", "先问", "再查")]
    assert "退换货" in words_of(head(texts))
    assert words_of(head(["的了", "的了", "的了"])) == []


def test_a_character_that_says_little_is_part_of_a_word_where_it_is_another_one() -> None:
    filler = ["".join(map(chr, range(0x5000, 0x5200)))]
    around = ("请办", "来说", "要改", "先问", "再查")
    texts = [f"{one[0]}{word}{one[1]}" for word in ("还款", "还有") for one in around]
    found = words_of(head(filler + texts))
    assert "还款" in found
    assert "还有" not in found


def test_what_is_kept_changes_nothing(small: Book, index: Index, tmp_path: Path) -> None:
    path, guides = Addresses.of(small).path, [("guide/", "使用指南")]
    first = index_of(small, path, guides, cache=tmp_path)
    kept = {file: file.read_bytes() for file in tmp_path.iterdir()}
    assert kept
    assert index_of(small, path, guides, cache=tmp_path).files == first.files == index.files
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == kept


def test_a_changed_text_is_worked_out_again(tmp_path: Path) -> None:
    asked: list[tuple[str, ...]] = []

    def made(texts: tuple[str, ...]) -> tuple[str, ...]:
        asked.append(texts)
        return texts

    for texts in (("退款",), ("退款",), ("退", "款")):
        kept = Kept(tmp_path)
        assert kept.of("SOP-RET-01", made, texts) == texts
        kept.save()
    assert asked == [("退款",), ("退", "款")]


def test_what_a_later_day_changes_bears_its_day() -> None:
    old, kept, new = (Found(id_, "sop", title, f"{id_}/") for id_, title in (
        ("SOP-A", "退货"), ("SOP-B", "换货"), ("SOP-C", "以旧换新"),
    ))  # fmt: skip
    first, second = date(2026, 12, 15), date(2027, 1, 1)
    turned = replace(old, title="退货与退款")
    found = through([old, kept], [(first, [turned, kept]), (second, [turned, kept, new])])
    assert [(one.title, one.since, one.until) for one in found] == [
        ("退货", "", "2026-12-15"), ("换货", "", ""),
        ("退货与退款", "2026-12-15", ""), ("以旧换新", "2027-01-01", ""),
    ]  # fmt: skip


def test_the_core_tells_what_takes_whose_place(small: Book) -> None:
    path = Addresses.of(small).path
    script = next(id_ for id_ in small.library.entries if id_.startswith("script."))
    then = replace(small, today=date(2099, 1, 1))
    index = index_of(small, path, later=[(then, lambda id_: None if id_ == script else path(id_))])
    core = part(index, "core")
    ((day, gone, come),) = core["turns"]
    assert (day, come) == ("2099-01-01", -1)
    assert lengthened(core["ids"])[gone] == script.removeprefix("script.")
