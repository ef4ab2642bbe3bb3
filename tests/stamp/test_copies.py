"""The register of controlled copies: what is written is read, and nothing else passes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.stamp.copies import Outcome, Register, named, read, spans
from handbook.stamp.ledger import Ledger, Piece, Signed, holder_of
from handbook.stamp.recall import recalls

FILE = "sop_sources/history/copies/CARD-01.jsonl"
UNTIL = date(2027, 2, 14)


def piece(digest: str = "aaaaaaaa", version: str = "1.0.0", id_: str = "CARD-01") -> Piece:
    return Piece(id_, version, digest, "A5", UNTIL)


def ledger(register: Register | None = None) -> Ledger:
    known = {register.piece: register} if register else {}
    return Ledger(known, Signed("王芳", date(2026, 11, 22)))


def written() -> bytes:
    """Three copies for one holder, two for another; one destroyed, one replaced."""
    book = ledger()
    book.issue(piece(), "门店A", 3)
    book.issue(piece(), "门店B", 2)
    first = read("CARD-01", FILE, book.lines[FILE].encode())
    more = ledger(first)
    more.end([first.copies[2]], "destroy")
    more.issue(piece("bbbbbbbb", "1.1.0"), "门店A", 1, (1,))
    return (book.lines[FILE] + more.lines[FILE]).encode()


def test_what_is_written_is_read() -> None:
    register = read("CARD-01", FILE, written())
    assert not register.flaws
    assert [copy.number for copy in register.held] == [1, 3, 4, 5, 6]
    assert [copy.number for copy in register.used] == [3, 4, 5, 6]
    assert register.next == 7
    assert register.copies[6].issue.stamps()[0].share == "06/06"
    assert register.copies[1].issue.until == UNTIL


def test_a_number_is_never_given_again() -> None:
    register = read("CARD-01", FILE, written())
    book = ledger(register)
    book.end(list(register.held), "return")
    assert book.issue(piece(), "门店C", 2).numbers == range(7, 9)
    assert book.issue(piece(), "门店D", 1).numbers == range(9, 10)
    later = read("CARD-01", FILE, written() + book.lines[FILE].encode())
    assert not later.flaws
    assert [copy.number for copy in later.held] == [7, 8, 9]


@pytest.mark.parametrize(
    ("first", "second", "flaws"),
    [
        ("lose", "return", []), ("lose", "destroy", []), ("lose", "lose", ["absent"]),
        ("return", "lose", ["absent"]), ("destroy", "return", ["absent"]),
    ],
)  # fmt: skip
def test_only_what_is_lost_may_turn_up(first: Outcome, second: Outcome, flaws: list[str]) -> None:
    register = read("CARD-01", FILE, written())
    book = ledger(register)
    book.end([register.copies[1]], first)
    book.end([register.copies[1]], second)
    later = read("CARD-01", FILE, written() + book.lines[FILE].encode())
    assert [flaw.why for flaw in later.flaws] == flaws


@given(st.data())
def test_any_change_of_a_line_shows(data: st.DataObject) -> None:
    raw = written()
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != raw[at]))
    changed = raw[:at] + bytes([byte]) + raw[at + 1 :]
    assert read("CARD-01", FILE, changed).flaws


@given(st.binary(max_size=300))
def test_anything_else_is_a_flaw_and_no_failure(raw: bytes) -> None:
    assert bool(read("CARD-01", FILE, raw).flaws) is bool(raw)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((0, 2, 3), ["gap", "absent"]), ((0, 1, 3, 2), ["gap"]), ((0, 1, 1), ["gap", "again"]),
        ((1, 2), ["gap", "absent"]),
    ],
)  # fmt: skip
def test_a_line_that_is_moved_or_missing_shows(rows: tuple[int, ...], why: list[str]) -> None:
    lines = written().splitlines(keepends=True)
    raw = b"".join(lines[row] for row in rows)
    assert set(why) & {flaw.why for flaw in read("CARD-01", FILE, raw).flaws}


def test_two_branches_that_number_the_same_piece_show() -> None:
    register = read("CARD-01", FILE, written())
    sides = [ledger(register), ledger(register)]
    for side, holder in zip(sides, ("门店C", "门店D"), strict=True):
        side.issue(piece(), holder, 2)
    raw = written() + "".join(side.lines[FILE] for side in sides).encode()
    assert {flaw.why for flaw in read("CARD-01", FILE, raw).flaws} == {"forked", "again"}


def test_only_what_has_changed_is_called_in() -> None:
    register = read("CARD-01", FILE, written())

    def found(digests: dict[str, str], day: date | None = None) -> list[tuple[str, str, object]]:
        return [(one.holder, one.way, one.numbers) for one in recalls([register], digests, day)]

    left = ("门店A", "destroy", (1,))
    assert found({"CARD-01": "bbbbbbbb"}) == [
        left, ("门店A", "replace", (3,)), ("门店B", "replace", (4, 5)),
    ]  # fmt: skip
    assert found({"CARD-01": "aaaaaaaa"}) == [left, ("门店A", "replace", (6,))]
    assert found({}) == [left, ("门店A", "withdraw", (3, 6)), ("门店B", "withdraw", (4, 5))]
    late = found({"CARD-01": "bbbbbbbb"}, date(2027, 2, 15))
    assert ("门店A", "replace", (3, 6)) in late
    assert found({"CARD-01": "bbbbbbbb"}, UNTIL) == found({"CARD-01": "bbbbbbbb"})


def test_copies_are_named_one_by_one_or_in_a_row() -> None:
    assert list(named("card-01:7")) == [("CARD-01", 7)]
    assert [number for _, number in named("CARD-01:2-4")] == [2, 3, 4]
    for wrong in ("CARD-01", "CARD-01:", "CARD-01:4-2", "CARD-01:1-5000", "CARD 01:1", ":1"):
        with pytest.raises(ValueError, match=r".*"):
            list(named(wrong))
    assert spans([5, 1, 2, 3]) == "1-3 5"
    assert spans([]) == ""


@given(st.text(max_size=60))
def test_a_holder_is_a_name_on_one_line(text: str) -> None:
    try:
        name = holder_of(text)
    except ValueError:
        return
    assert name.isprintable()
    assert name == holder_of(name)
    assert 0 < len(name) <= 40
