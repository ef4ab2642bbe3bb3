"""Controlled copies: ``handbook print --copies`` and ``handbook copies``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click

from handbook.build import Build, report
from handbook.cli import git, journal
from handbook.cli.put import put, taken, written
from handbook.model.card import Card
from handbook.model.manual import Manual
from handbook.press.cards.numbered import numbered_cards
from handbook.press.error import PressError
from handbook.press.layout import Order
from handbook.press.numbered import numbered_manual, unfinished
from handbook.render.view import Book
from handbook.render.words import Translate, translator
from handbook.stamp.copies import Copy, Issue, Outcome, Register, named, registers, spans
from handbook.stamp.ledger import Ledger, Piece, Signed, holder_of, same_holder
from handbook.stamp.recall import Recall, recalls

OrderOf = Callable[[Manual], Order]
_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in '<>:"|?*\\/'}
"""What no file's name may hold, and its full-width form: holders are not told apart by that."""


class Wanted(NamedTuple):
    """Copies that are asked for."""

    many: int
    holder: str
    size: str = ""
    """Of cards; by default each card's first."""
    sheet: str = "A4"
    """On which several cards stand; empty for none."""


@dataclass
class Counter:
    """Where copies are handed out and taken back: a project at a moment, and who does it."""

    build: Build
    """With the note that controlled copies bear."""
    by: str = ""
    on: date | None = None
    """The day on which it is done, where the build is as of another."""

    @property
    def t(self) -> Translate:
        return translator(self.build.language)

    @property
    def root(self) -> Path:
        return self.build.project.root

    @cached_property
    def registers(self) -> dict[str, Register]:
        return registers(self.build.library.history)

    @cached_property
    def ledger(self) -> Ledger:
        by = self.by or git.user(self.root)
        return Ledger(self.registers, Signed(by, self.on or self.build.today))

    @cached_property
    def in_force(self) -> dict[str, Card | Manual]:
        """What can be handed out, by its id."""
        every = self.build.book.in_force()
        return {one.id: one for one in every if isinstance(one, Card | Manual)}

    @cached_property
    def digests(self) -> dict[str, str]:
        return {id_: self.build.book.proofs[id_].digest for id_ in self.in_force}

    def is_manual(self, piece: str) -> bool:
        """Whether a piece, were it no longer in force, is a manual."""
        return isinstance(self.build.library.documents.get(piece), Manual)

    def require_sound(self) -> None:
        """Raise ClickException where the sources, or the registers, are not in order."""
        if self.build.failed:
            click.echo(report(self.build), err=True)
            raise click.ClickException(self.t("cli.refused"))

    def piece(self, id_: str) -> Card | Manual:
        """A card or manual in force; raises ClickException."""
        found = self.in_force.get(id_.upper())
        if found is None:
            raise click.ClickException(
                self.t("copies.no_piece", id=id_, known=" ".join(self.in_force))
            )
        return found

    def holder(self, name: str) -> str:
        """A holder's name, as it is written already; raises ClickException for what is none."""
        try:
            found = holder_of(name)
        except ValueError as error:
            raise click.ClickException(self.t("copies.no_holder", name=name)) from error
        known = dict.fromkeys(copy.holder for copy in self.every)
        alike = (one for one in known if same_holder(one) == same_holder(found))
        return found if found in known else next(alike, found)

    @cached_property
    def every(self) -> tuple[Copy, ...]:
        """Every copy that was ever handed out."""
        return tuple(copy for one in self.registers.values() for copy in one.copies.values())

    @cached_property
    def held(self) -> tuple[Copy, ...]:
        """Every copy that somebody has."""
        return tuple(copy for one in self.registers.values() for copy in one.held)

    def holders(self, only: str = "", *, former: bool = False) -> list[str]:
        """Who has copies, or once had some, or one of them alone.

        Raises ClickException for another.
        """
        known = sorted({copy.holder for copy in (self.every if former else self.held)})
        if not only:
            return known
        if (name := self.holder(only)) not in known:
            names = self.t("shared.list_separator").join(known) or "—"
            raise click.ClickException(self.t("copies.unknown_holder", name=only, known=names))
        return [name]

    def recalls(self, expired_on: date | None = None) -> tuple[Recall, ...]:
        """What has to be called in; with a day also what may not be used on it."""
        return recalls(self.registers.values(), self.digests, expired_on, self._is_ahead)

    def _is_ahead(self, issue: Issue) -> bool:
        """Whether copies say what is still to come, and did not hold before as well."""
        ahead = any(_digest(issue.piece, book) == issue.digest for book in self.build.ahead)
        return ahead and _digest(issue.piece, self.build.as_of(issue.on)) != issue.digest

    def title(self, piece: str) -> str:
        """What a piece is called; empty for one that is gone."""
        found = self.build.library.documents.get(piece)
        return found.title if found else ""

    def issue(
        self, piece: Card | Manual, size: str, holder: str, count: int,
        replaces: tuple[int, ...] = (),
    ) -> Issue:  # fmt: skip
        """Give new numbers to copies of a piece as it is in force."""
        book = self.build.book
        until = book.valid_until(piece)
        what = Piece(piece.id, piece.version, self.digests[piece.id], size, until)
        return self.ledger.issue(what, holder, count, replaces)

    def keep(self) -> None:
        """Write what is new in the registers; raises ClickException where they changed meanwhile.

        Before any file is written: a number is rather lost than given twice.
        """
        for register in self.registers.values():
            if register.flaws and register.file in self.ledger.lines:
                raise click.ClickException(self.t("copies.flawed", file=register.file))
        journal.extend(self.root, self.ledger.lines)

    def printed(
        self, issues: Sequence[Issue], orders: Mapping[str, Order], sheet: str
    ) -> dict[str, bytes]:
        """File names and PDFs of copies of one holder; raises ClickException."""
        try:
            return dict([*self._cards(issues, sheet), *self._manuals(issues, orders)])
        except PressError as error:
            raise click.ClickException(self.t("copies.failed", error=error)) from error

    def write(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write files into a folder, and tell what they are called; raises ClickException."""
        for name, data in files.items():
            put(folder / name, data)
            click.echo(folder / name)

    def hand_out(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Keep the registers, then write what was printed; raises ClickException."""
        with written(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name in files:
            if taken(folder / name):  # the only print of other numbers
                raise click.ClickException(self.t("copies.there", file=folder / name))
        self.keep()
        try:
            self.write(folder, files)
        except click.ClickException as error:
            raise click.ClickException(f"{error.message}\n{self.t('copies.unwritten')}") from error

    def tell(self, issues: Iterable[Issue]) -> None:
        """Tell what was handed out."""
        for one in issues:
            known = {"id": one.piece, "numbers": spans(one.numbers), "holder": one.holder}
            click.echo(self.t("copies.issued", **known))

    def _cards(self, issues: Sequence[Issue], sheet: str) -> Iterator[tuple[str, bytes]]:
        build = self.build
        pieces = [(self.in_force[one.piece], one) for one in issues]
        cards = [(piece, one) for piece, one in pieces if isinstance(piece, Card)]
        if not cards:
            return
        name, ending = file_name(issues[0].holder), f"-{sheet}" if sheet else ""
        cache = build.project.cache
        for made in numbered_cards(build.book, cards, sheet, cache, lambda: build.presses.pool):
            yield f"{name}-{made.width}x{made.height}{ending}.pdf", made.data

    def _manuals(
        self, issues: Sequence[Issue], orders: Mapping[str, Order]
    ) -> Iterator[tuple[str, bytes]]:
        book = self.build.book
        for one in issues:
            if (order := orders.get(one.size)) is None:
                continue
            with TemporaryDirectory() as folder:
                presses = replace(self.build.presses)  # their pool serves once
                data = presses.manual(book, unfinished(order), Path(folder)).read_bytes()
            copies = numbered_manual(book, order, data, one.stamps())
            stem = f"{file_name(one.holder)}-{Path(order.file).stem}"
            for number, copy in zip(one.numbers, copies, strict=True):
                yield f"{stem}-{number:02}.pdf", copy


def _digest(piece: str, book: Book) -> str:
    """The digest of a piece in a book; empty where it is not in force there."""
    stamp = book.stamps.get(piece)
    return book.proofs[piece].digest if stamp and stamp.standing == "in-force" else ""


def file_name(holder: str) -> str:
    """A holder's name as part of a file's: another for each, and never one that hides it."""
    name = holder.translate(_WIDE)
    return f"．{name[1:]}" if name.startswith(".") else name


def print_copies(
    counter: Counter, ids: Sequence[str], wanted: Wanted, order_of: OrderOf, folder: Path
) -> None:
    """Print numbered copies of cards and manuals for a holder, and note them in the registers."""
    counter.require_sound()
    holder = counter.holder(wanted.holder)
    pieces = [counter.piece(id_) for id_ in dict.fromkeys(ids)]
    orders = {one.id: order_of(one) for one in pieces if isinstance(one, Manual)}
    by_file = {order.file: order for order in orders.values()}
    issues = [
        counter.issue(
            one,
            _size(counter, one, wanted.size) if isinstance(one, Card) else orders[one.id].file,
            holder,
            wanted.many,
        )
        for one in pieces
    ]
    files = counter.printed(issues, by_file, wanted.sheet)
    counter.hand_out(folder, files)
    counter.tell(issues)


def mark(counter: Counter, names: Sequence[str], outcome: Outcome, holder: str = "") -> None:
    """Note what became of copies; all of them or, where one cannot be noted, none.

    With a holder they are to be that one's; those of a piece without numbers, or of all, are what
    this holder is to hand back or destroy. Raises ClickException.
    """
    whose = counter.holder(holder) if holder else ""
    pieces = [name.upper() for name in names if whose and ":" not in name]
    copies = {
        copy.name: copy
        for name in names
        if name.upper() not in pieces
        for copy in _named(counter, name)
    }
    if whose and (pieces or not names):
        copies |= {copy.name: copy for copy in _due(counter, pieces, whose)}
    for name, copy in copies.items():
        if copy.ended and not copy.may_end(outcome):
            raise click.ClickException(counter.t(f"copies.was_{copy.ended.event}", name=name))
        if whose and copy.holder != whose:
            args = {"name": name, "holder": copy.holder, "other": whose}
            raise click.ClickException(counter.t("copies.other_holder", **args))
    counter.ledger.end(list(copies.values()), outcome)
    counter.keep()
    numbers: dict[str, list[int]] = defaultdict(list)
    for copy in copies.values():
        numbers[copy.issue.piece].append(copy.number)
    told = " ".join(
        f"{piece}:{span}" for piece, some in numbers.items() for span in spans(some).split()
    )
    click.echo(counter.t(f"copies.marked_{outcome}", count=len(copies), names=told))


def _due(counter: Counter, pieces: Sequence[str], holder: str) -> Iterator[Copy]:
    """What a holder was given another one for, or may use no more; raises ClickException."""
    due = [one for one in counter.recalls() if one.holder == holder and one.way != "replace"]
    for piece in pieces or [""]:
        found = [copy for one in due if piece in ("", one.piece) for copy in one.copies]
        if not found:
            what = piece or counter.t("copies.label")
            raise click.ClickException(counter.t("copies.none_due", holder=holder, what=what))
        yield from found


def show(counter: Counter, names: Sequence[str], holder: str, *, former: bool) -> None:
    """List copies by their holders, and which of them have to be called in.

    They are those in hand; with ``former`` all, and so is one that is named.
    """
    ids = {name.upper() for name in names if ":" not in name}
    single = {copy.name for name in names if ":" in name for copy in _named(counter, name)}
    known = " ".join(counter.registers) or "—"
    for id_ in sorted(ids - counter.registers.keys()):
        key = "copies.never" if id_ in counter.in_force else "copies.no_piece"
        raise click.ClickException(counter.t(key, id=id_, known=known))
    ways = {copy.name: one.way for one in counter.recalls() for copy in one.copies}
    holders = counter.holders(holder, former=former or bool(single))
    lines: dict[str, dict[_Line, list[int]]] = {name: {} for name in holders}
    for copy in counter.every:
        meant = (former or not copy.ended) and (not names or copy.issue.piece in ids)
        if copy.holder in lines and (meant or copy.name in single):
            line = _Line.of(copy, ways.get(copy.name, "valid"))
            lines[copy.holder].setdefault(line, []).append(copy.number)
    told = {name: groups for name, groups in lines.items() if groups}
    if not told:
        click.echo(counter.t("copies.none"))
    for name, groups in told.items():
        click.echo(name)
        for line, numbers in sorted(groups.items()):
            click.echo(f"  {line.told(counter, spans(numbers))}")


class _Line(NamedTuple):
    """Copies of a holder that are told in one line."""

    piece: str
    size: str
    version: str
    on: str
    by: str
    """By whom they were issued."""
    until: str
    way: str
    day: str
    """On which it ended."""

    @classmethod
    def of(cls, copy: Copy, way: str) -> _Line:
        issue, ended = copy.issue, copy.ended
        ways = (f"ended_{ended.event}", str(ended.on)) if ended else (f"way_{way}", "")
        until = str(issue.until or "—")
        return cls(
            issue.piece, issue.format, issue.version, str(issue.on), issue.by, until, *ways
        )  # fmt: skip

    def told(self, counter: Counter, numbers: str) -> str:
        t = counter.t
        way, title = t(f"copies.{self.way}", date=self.day), counter.title(self.piece)
        known = {**self._asdict(), "title": title, "numbers": numbers, "way": way}
        return t("copies.line", **known)


def _size(counter: Counter, card: Card, size: str) -> str:
    if size and size not in card.sizes:
        known = " ".join(card.sizes)
        raise click.ClickException(counter.t("copies.no_size", id=card.id, size=size, known=known))
    return size or card.size


def _named(counter: Counter, name: str) -> Iterator[Copy]:
    """The copies that a name means; raises ClickException."""
    try:
        wanted = list(named(name))
    except ValueError as error:
        raise click.ClickException(counter.t("copies.no_name", name=name)) from error
    for piece, number in wanted:
        register = counter.registers.get(piece)
        copy = register.copies.get(number) if register else None
        if copy is None:
            raise click.ClickException(counter.t("copies.no_copy", name=f"{piece}:{number}"))
        yield copy
