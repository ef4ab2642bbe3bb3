"""``handbook reprint``: what has changed is printed anew, and the old copies are called in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from handbook.cli.copies import Counter, file_name
from handbook.cli.press import order_named
from handbook.model.card import Card
from handbook.model.manual import Manual
from handbook.press.lists import Exchange, recall_list, stock_list
from handbook.stamp.copies import spans
from handbook.stamp.recall import Recall, by_holder


class Scope(NamedTuple):
    """Which copies are looked at."""

    holder: str = ""
    manuals: bool = False
    """Those of manuals too, which change with every document that they hold."""
    expired: bool = False
    """Those too whose last day has passed."""


def reprint(counter: Counter, scope: Scope, sheet: str, folder: Path | None) -> None:
    """List the copies whose own content has changed; with a folder print them anew."""
    counter.require_sound()
    found = _recalled(counter, scope)
    if not found:
        click.echo(counter.t("copies.nothing"))
    for holder, recalled in found.items():
        click.echo(holder)
        for one in recalled:
            click.echo(f"  {_line(counter, one)}")
    if folder is not None and found:
        _print(counter, found, sheet, folder)


def stock_check(counter: Counter, holder: str, folder: Path) -> None:
    """Write a sheet for each holder, or for one, to take stock by."""
    counter.require_sound()
    every, found = tuple(counter.registers.values()), counter.recalls()
    ending = counter.t("copies.stock_file")
    files = {
        f"{file_name(one)}-{ending}.pdf": stock_list(counter.build.book, one, every, found)
        for one in counter.holders(holder)
    }
    if not files:
        click.echo(counter.t("copies.none"))
    counter.write(folder, files)


def _recalled(counter: Counter, scope: Scope) -> dict[str, tuple[Recall, ...]]:
    holders = counter.holders(scope.holder)
    return by_holder(
        one
        for one in counter.recalls(counter.build.today if scope.expired else None)
        if one.holder in holders and (scope.manuals or not counter.is_manual(one.piece))
    )


def _print(
    counter: Counter, found: dict[str, tuple[Recall, ...]], sheet: str, folder: Path
) -> None:
    exchanged = {holder: _exchanged(counter, recalled) for holder, recalled in found.items()}
    files: dict[str, bytes] = {}
    for holder, some in exchanged.items():
        issues = [one.new for one in some]
        pieces = [(counter.in_force[one.piece], one.size) for one in issues]
        orders = [order_named(one, size) for one, size in pieces if isinstance(one, Manual)]
        files |= counter.printed(issues, {one.file: one for one in orders}, sheet)
        lists = recall_list(counter.build.book, holder, some, found[holder])
        files[f"{file_name(holder)}-{counter.t('copies.list_file')}.pdf"] = lists
    counter.hand_out(folder, files)
    counter.tell(one.new for some in exchanged.values() for one in some)


def _exchanged(counter: Counter, recalled: Sequence[Recall]) -> list[Exchange]:
    """New numbers for each copy that is to be printed anew."""
    found = []
    for old in recalled:
        if old.way == "replace":
            piece = counter.piece(old.piece)
            size = _still_made(piece, old.size)
            new = counter.issue(piece, size, old.holder, len(old.copies), old.numbers)
            found.append(Exchange(old, new))
    return found


def _still_made(piece: Card | Manual, size: str) -> str:
    """The size of a copy or, if its piece is no longer made in it, the usual one."""
    if isinstance(piece, Manual):
        return order_named(piece, size).file
    return size if size in piece.sizes else piece.size


def _line(counter: Counter, one: Recall) -> str:
    t = counter.t
    listed = t("shared.list_separator").join
    known = {
        "way": t(f"copies.way_{one.way}"), "id": one.piece, "title": counter.title(one.piece),
        "size": one.format, "numbers": spans(one.numbers),
    }  # fmt: skip
    now, digest = counter.in_force.get(one.piece), counter.digests.get(one.piece)
    if now and digest and one.versions == (now.version,) and digest not in one.digests:
        told = {"version": now.version, "digests": listed(one.digests), "now": digest}
        return t("copies.recalled_same", **known, **told)
    version = now.version if now else "—"
    return t("copies.recalled", **known, versions=listed(one.versions), now=version)
