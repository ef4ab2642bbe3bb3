"""Commands about versions: what changed, what holds, what is due."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from handbook.cli import edge
from handbook.cli.options import AUTHOR, EFFECTIVE, Asked, Day, Moment, refuse, said

if TYPE_CHECKING:
    from handbook.stamp.history import Class


@click.command()
@click.argument("id_", metavar="ID")
@click.option(
    "-m",
    "--summary",
    cls=Asked,
    prompt="versions.ask_summary",
    callback=said,
    help="for the readers",
)
@click.option(
    "--class",
    "class_",
    type=click.Choice(["editorial", "normative", "structural"]),
    help="by default as computed; it cannot be less",
)
@EFFECTIVE
@AUTHOR
def bump(id_: str, summary: str, class_: Class | None, effective: date | None, author: str) -> None:
    """Raise a document's version by the size of its change and open its changelog entry."""
    from handbook.cli import versions
    from handbook.cli.desk import Desk

    entry = versions.Entry(summary, author, effective, class_)
    versions.bump(Desk(edge.project(), edge.now()), id_, entry)


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--approver",
    "approvers",
    multiple=True,
    metavar="WHO",
    help="who approved: a role's id, or a person's name; of several the one whom teams asks",
)
@click.option(
    "--approved-on",
    type=Moment(),
    metavar="DATE",
    help="the day or moment of that approval, by default the day of the release",
)
@AUTHOR
@click.option("--on", type=Day(), metavar="DATE", help="the day of the release, by default today")
@click.option("--base", metavar="REV[..REV]", help="only what changed since, or between, these")
def release(
    ids: tuple[str, ...],
    approvers: tuple[str, ...],
    approved_on: date | None,
    author: str,
    on: date | None,
    base: str | None,
) -> None:
    """Record approved versions in the history; without an ID all that are not in it yet."""
    from handbook.cli import versions
    from handbook.cli.desk import Desk
    from handbook.cli.merged import release_overtaken
    from handbook.stamp.release import Release

    def by(desk: Desk) -> Release:
        return Release(desk.today, author, among=approvers, approved=desk.day(approved_on))

    desk = Desk(edge.project(), edge.now(on))
    status = release_overtaken(desk, base, by) if base is not None and not ids else None
    if status == 0:
        desk = Desk(desk.project, desk.now)  # with what was released just now
    documents = [] if status else versions.chosen(desk, ids, base)
    sys.exit(versions.release(desk, documents, by(desk)) if documents or status is None else status)


@click.command()
@click.argument("id_", metavar="[ID]", default="")
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option(
    "--everywhere",
    multiple=True,
    metavar="ITEM",
    help="instead of an ID: every document that this has made suspect, as far as it is quoted",
)
@click.option("--owner", help="with --everywhere: only documents of this department")
@click.option("--by", default="", help="who read it again; by default git's user.name")
@click.option("--on", type=Day(), metavar="DATE", help="the day, by default today")
def confirm(
    id_: str,
    items: tuple[str, ...],
    everywhere: tuple[str, ...],
    owner: str | None,
    by: str,
    on: date | None,
) -> None:
    """Record that a document was read again and still holds, after what it quotes has changed.

    With ITEMs only what stands around those was read; without, the whole, and the time until the
    next review starts anew.
    """
    from handbook.cli import git, versions
    from handbook.cli.desk import Desk
    from handbook.stamp.release import Release

    if bool(id_) == bool(everywhere):
        raise click.UsageError("name the ID that was read again, or --everywhere an ITEM is quoted")
    if not everywhere:
        refuse("it goes with --everywhere", "owner")
    desk = Desk(edge.project(), edge.now())
    read = Release(on or desk.today, by or git.user(desk.project.root))
    if everywhere:
        versions.confirm_everywhere(desk, everywhere, owner, read)
    else:
        versions.confirm(desk, id_, items, read)


@click.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--because",
    cls=Asked,
    prompt="versions.ask_because",
    callback=said,
    help="the reason, for the register of retired ones",
)
@click.option("--successor", default="", metavar="ID", help="what replaces it")
@EFFECTIVE
@AUTHOR
def retire(id_: str, because: str, successor: str, effective: date | None, author: str) -> None:
    """End a document: readers of old prints learn why, and where to look instead."""
    from handbook.cli import versions
    from handbook.cli.desk import Desk

    entry = versions.Entry(because, author, effective)
    versions.retire(Desk(edge.project(), edge.now()), id_, because, successor, entry)


@click.command()
@click.argument("id_", metavar="[ID]", default="")
@click.argument("versions_", metavar="[A..B]", default="")
@click.option("--base", metavar="REV", help="every document, against this revision of git")
@click.option("--format", "style", type=click.Choice(["text", "markdown"]), default="text")
def diff(id_: str, versions_: str, base: str | None, style: str) -> None:
    """Show what changed in meaning: since the last release, or between two versions."""
    from handbook.cli import past
    from handbook.cli.desk import Desk
    from handbook.report.changes import FORMATS
    from handbook.report.look import Look

    if id_ and base is not None:
        raise click.UsageError("--base compares every document: leave the ID out")
    desk = Desk(edge.project(), edge.now(), id_)
    if base is not None:
        compared = list(past.compare_with(desk, base))
    elif id_:
        compared = [past.compare(desk, id_, versions_)]
    else:
        compared = list(past.compare_all(desk))
    look = Look(desk.language, colour=sys.stdout.isatty(), width=edge.columns())
    click.echo(FORMATS[style](compared, look))


@click.command()
@click.option("--base", metavar="REV", required=True, help="what the change starts from")
@click.option("--format", "style", type=click.Choice(["text", "markdown", "json"]), default="text")
def impact(base: str, style: str) -> None:
    """Show what a change reaches: versions, readers, pages, trainings, prints to replace."""
    from handbook.cli import git
    from handbook.cli.desk import Desk
    from handbook.cli.impact import impact_of
    from handbook.report.impact import FORMATS
    from handbook.report.look import Look

    desk = Desk(edge.project(), edge.now())
    with git.told():
        found = impact_of(desk, base)
    colour = edge.colour() and style == "text"
    click.echo(FORMATS[style](found, Look(desk.language, colour, edge.columns())))


@click.command()
@click.argument("id_", metavar="ID")
def log(id_: str) -> None:
    """Show a document's releases and readings, the newest first."""
    from handbook.cli import past
    from handbook.cli.desk import Desk

    for line in past.log(Desk(edge.project(), edge.now(), id_), id_):
        click.echo(line)


@click.command()
@click.option("--owner", help="only documents of this department: its id or name")
@click.option("--within", help="only what falls due in this time from now, such as 90days")
def due(owner: str | None, within: str | None) -> None:
    """List the reviews that fall due, the most urgent first. Exit status 0, overdue or not."""
    from handbook.cli.desk import Desk
    from handbook.cli.due import show_due

    show_due(Desk(edge.project(), edge.now()), owner, within)
