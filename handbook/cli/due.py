"""``handbook due``: the reviews that fall due, as a table in the terminal."""

from __future__ import annotations

from datetime import date

import click

from handbook.cli.desk import Desk
from handbook.cli.tongue import Misused
from handbook.model.library import Library
from handbook.model.quantity import Amount
from handbook.render.words import Translate
from handbook.report.excerpt import columns, visible
from handbook.stamp.due import Review, owned_by, owners, reviews
from handbook.stamp.in_force import select
from handbook.stamp.stamp import later

_GAP = "  "
_NUMBERS = (1,)
"""Columns that are set flush right."""


def show_due(desk: Desk, owner: str | None, within: str | None) -> None:
    """Print the reviews due, of one owner or all, within an interval or ever.

    Raises Misused for an owner or interval that there is not.
    """
    t, today = desk.t, desk.today
    library = select(desk.library, desk.histories, today).library
    found = reviews(library, desk.histories, today)
    if within is not None:
        last = _last(today, within, t)
        found = [review for review in found if review.due <= last]
    if owner is not None:
        address = owner_address(library, owner, t)
        found = [review for review in found if owned_by(review, address)]
    if desk.is_incomplete:
        click.secho(t("cli.due_incomplete"), fg="yellow", err=True)
    if not found:
        click.echo(t("cli.due_none"))
        return
    click.echo("\n".join(_table(found, today, t)))


def _last(today: date, within: str, t: Translate) -> date:
    try:
        return later(today, Amount.parse(within))
    except (ValueError, KeyError):
        raise Misused(t("cli.due_within", value=within)) from None


def owner_address(library: Library, named: str, t: Translate) -> str:
    """The address of a department by its address, the address's last part, or its name.

    Raises Misused where no document is its own.
    """
    known = owners(library)
    for address, name in known.items():
        if named in (address, address.removeprefix("dept."), name):
            return address
    there = t("shared.list_separator").join(f"{name} {address}" for address, name in known.items())
    raise Misused(t("cli.due_owner", value=named, owners=there))


def _table(found: list[Review], today: date, t: Translate) -> list[str]:
    heads = ["doc.review_due", "cli.due_left", "doc.id", "doc.title", "doc.version", "doc.owner"]
    rows = [[t(head) for head in heads]]
    for review in found:
        left = str((review.due - today).days)
        one = review.document
        cells = [review.due.isoformat(), left, one.id, one.title, one.version, review.owner]
        rows.append(cells)
    rows = [["".join(map(visible, cell)) for cell in row] for row in rows]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    late = sum(review.due < today for review in found)
    return [
        *(_line(row, widths) for row in rows),
        t("cli.due_count", n=len(found), late=late, date=today.isoformat()),
    ]


def _line(row: list[str], widths: list[int]) -> str:
    cells = []
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        room = " " * (width - columns(cell))
        cells.append(room + cell if number in _NUMBERS else cell + room)
    return _GAP.join(cells).rstrip()
