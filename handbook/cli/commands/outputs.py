"""Commands that make what is read: the site, manuals, copies in hand."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.cli import edge, tongue
from handbook.cli.options import AS_OF, BY, MOST_JOBS, SHEET, SINCE, one_of, refuse

if TYPE_CHECKING:
    from handbook.stamp.copies import Outcome


@click.command()
@AS_OF
@SINCE
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    metavar="N",
    help="processes for PDFs, by default all cores",
)
@click.option("--executor", default="", metavar="ADDRESS", help="set PDFs there: dask://HOST:PORT")
def build(as_of: date | None, **how: Any) -> None:
    """Build the site and all manuals into site/. A failed build leaves the old ones as they are."""
    from handbook.cli.build import Printing, build_all

    sys.exit(build_all(edge.project(), edge.now(as_of), Printing(**how)))


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="HOST:PORT")
@AS_OF
def serve(address: str, as_of: date | None) -> None:
    """Preview the site while you write; it reloads on every change."""
    from handbook.cli.build import serve_site

    if as_of is not None:
        edge.stop_clock(as_of)  # each reload reads the clock anew
    serve_site(edge.project(), address)


@click.command("print")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--variant", default="", metavar="NAME", help="one that the manual's source describes"
)
@click.option("--paper", type=click.Choice(["A4", "A5", "Letter"]), default="A4", show_default=True)
@click.option("--duplex", is_flag=True, help="both sides: mirrored margins, chapters on the right")
@click.option("--booklet", is_flag=True, help="two pages a side, to be folded")
@click.option("--crop", is_flag=True, help="bleed and crop marks for a print shop")
@click.option("--grey", is_flag=True, help="without colour")
@click.option("--pdfa", is_flag=True, help="to be kept for long: PDF/A-2u")
@SINCE
@AS_OF
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--copies", type=click.IntRange(1, 999), metavar="N", help="numbered, for a holder")
@click.option("--holder", default="", metavar="NAME", help="with --copies: who gets them")
@click.option("--size", default="", help="with --copies: of cards, by default their first")
@SHEET
@BY
def print_(ids: tuple[str, ...], as_of: date | None, output: Path | None, **how: Any) -> None:
    """Print one manual in another way: smaller, for both sides, as a booklet, without colour.

    With --copies, cards and manuals as controlled copies with numbers, noted in their registers;
    the files go into a folder.
    """
    count, since = how.pop("copies"), how.pop("since")
    if bool(count) != bool(how["holder"]):
        raise click.UsageError("--copies and --holder belong together")
    how["impose"] = one_of(booklet=how.pop("booklet"), crop=how.pop("crop"))
    if how["variant"]:
        refuse("the variant says that", "paper", "duplex", "booklet", "crop", "grey", "pdfa")
    if not count:
        refuse("belongs to --copies", "size", "sheet", "by")
    project, now = edge.project(), edge.now(as_of)
    if count:
        from handbook.build import Build
        from handbook.cli.press import print_controlled

        build = Build(project, now, since=since, controlled=True)
        print_controlled(build, edge.now(), ids, {**how, "count": count}, output or Path())
    elif len(ids) > 1:
        raise click.UsageError("several at once only with --copies")
    else:
        from handbook.cli.again import Job, print_manual

        print_manual(project, now, Job(ids[0].upper(), how, since), output)


_OUTCOMES: dict[str, Outcome] = {"returned": "return", "destroyed": "destroy", "lost": "lose"}


@click.command()
@click.argument("names", metavar="[ID|COPY]...", nargs=-1)
@click.option("--returned", is_flag=True, help="note these as handed back")
@click.option("--destroyed", is_flag=True, help="note these as destroyed")
@click.option("--lost", is_flag=True, help="note these as lost")
@click.option("--holder", default="", metavar="NAME", help="only what this holder has")
@click.option("--all", "former", is_flag=True, help="list those too that are in nobody's hand")
@BY
def copies(names: tuple[str, ...], holder: str, by: str, *, former: bool, **ways: bool) -> None:
    """List the controlled copies in hand, or note what became of some: CARD-03:7, CARD-03:1-12."""
    from handbook.build import Build
    from handbook.cli.copies import Counter, mark, show

    way = one_of(**ways)
    if not way:
        refuse("belongs to --returned, --destroyed or --lost", "by")
    elif not names and not holder:
        raise click.UsageError(tongue.told("copies.which"))
    else:
        refuse("only lists", "former")
    counter = Counter(Build(edge.project(), edge.now(), prints=False), by)
    if way:
        mark(counter, names, _OUTCOMES[way], holder)
    else:
        show(counter, names, holder, former=former)


@click.command()
@click.option("--holder", default="", metavar="NAME", help="only what this holder has")
@click.option("--manuals", is_flag=True, help="manuals too")
@click.option("--expired", is_flag=True, help="copies too whose last day has passed")
@click.option("--stock-check", is_flag=True, help="write sheets to take stock by instead")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@SHEET
@BY
def reprint(holder: str, output: Path | None, sheet: str, by: str, **how: bool) -> None:
    """List the copies in hand whose own content has changed, by holder; with -o print new ones."""
    from handbook.build import Build
    from handbook.cli import reprint as command
    from handbook.cli.copies import Counter

    if how["stock_check"]:
        refuse("not with --stock-check", "manuals", "expired", "sheet", "by")
    counter = Counter(Build(edge.project(), edge.now(), controlled=True), by)
    if how["stock_check"]:
        command.stock_check(counter, holder, output or Path())
    else:
        scope = command.Scope(holder, manuals=how["manuals"], expired=how["expired"])
        command.reprint(counter, scope, "" if sheet == "none" else sheet, output)
