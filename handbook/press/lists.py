"""Lists to print for the holders of controlled copies: what to exchange, to destroy, to count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handbook.press.chapter import css_string, fonts
from handbook.press.plain import plain_pdf
from handbook.press.typeset import typeset
from handbook.render.code import svg
from handbook.render.proof import Proof
from handbook.render.view import Book
from handbook.stamp.copies import Copy, Issue, Register, spans
from handbook.stamp.recall import Recall, Way


@dataclass(frozen=True, slots=True)
class Exchange:
    """Copies of a holder, and those that were printed for them."""

    old: Recall
    new: Issue


@dataclass(frozen=True, slots=True)
class Stock:
    """Copies that a holder has of one print of a piece."""

    issue: Issue
    way: Way | None
    """What is to be done with them, if anything."""
    numbers: tuple[int, ...]
    code: Markup
    """Empty where the site has no address."""


def recall_list(
    book: Book, holder: str, exchanged: Sequence[Exchange], destroyed: Sequence[Recall]
) -> bytes:
    """What a holder gets for what, and what to destroy, as a PDF."""
    pieces = [*(one.old.piece for one in exchanged), *(one.piece for one in destroyed)]
    told = {"exchanged": exchanged, "destroyed": destroyed}
    return _pdf("recall", book, holder, pieces, told)


def stock_list(
    book: Book, holder: str, registers: Iterable[Register], recalled: Iterable[Recall]
) -> bytes:
    """What a holder should have, with a code for each version of a piece, as a PDF."""
    ways = {copy.name: one.way for one in recalled for copy in one.copies}
    held = (copy for one in registers for copy in one.held if copy.holder == holder)
    stock = _stock(book, held, ways)
    pieces = [one.issue.piece for one in stock]
    return _pdf("stock", book, holder, pieces, {"stock": stock})


def _stock(book: Book, held: Iterable[Copy], ways: Mapping[str, Way]) -> list[Stock]:
    groups: dict[tuple[int, Way | None], list[Copy]] = defaultdict(list)
    for copy in held:
        groups[id(copy.issue), ways.get(copy.name)].append(copy)
    site, found = book.settings.site, []
    for (_, way), copies in groups.items():
        issue = copies[0].issue
        proof = Proof(issue.piece, issue.version, issue.digest)
        code = Markup(svg(proof.address(site), book.t("proof.scan"))) if site else Markup()
        found.append(Stock(issue, way, tuple(copy.number for copy in copies), code))
    return found


def _pdf(
    name: str, book: Book, holder: str, pieces: Iterable[str], context: Mapping[str, object]
) -> bytes:
    documents = book.library.documents
    titles = {id_: documents[id_].title if id_ in documents else "" for id_ in pieces}
    get, t = book.templates.get_template, book.t
    foot = f"{book.settings.name} · {holder} · {book.today}"
    css = get("print/copies/style.css").render(fonts=Markup(fonts(book)), css=css_string, foot=foot)
    html = get(f"print/copies/{name}.html").render(
        book=book, t=t, holder=holder, titles=titles, spans=spans, style=Markup(css), **context
    )
    return plain_pdf(typeset(html, book), f"{name} {holder} {book.today}", tagged=True)
