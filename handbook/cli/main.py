"""The commands."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from handbook import __version__
from handbook.cli import edge, stop
from handbook.render.fault import FaultyTemplateError

if TYPE_CHECKING:
    from handbook.stamp.copies import Outcome
    from handbook.stamp.history import Class

# Commands import what they need when they run: `check` answers before MkDocs would have loaded.


class _Day(click.ParamType[date]):
    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return edge.told(value if isinstance(value, date) else date.fromisoformat(str(value)))
        except ValueError:
            self.fail(f"{value!r} is not a day like 2026-12-31", param, ctx)


_AS_OF = click.option(
    "--as-of", type=_Day(), metavar="DATE", help="the day to answer for, by default today"
)
_SINCE = click.option(
    "--since", type=_Day(), metavar="DATE", help="revision bars: what changed after this edition"
)
_AUTHOR = click.option("--author", default="", help="by default as in the revision record")
_EFFECTIVE = click.option(
    "--effective", type=_Day(), metavar="DATE", help="first day in force, by default today"
)
_SHEET = click.option(
    "--sheet",
    type=click.Choice(["A4", "SRA3", "none"]),
    default="A4",
    show_default=True,
    help="on which copies of cards stand together",
)
_BY = click.option(
    "--by", default="", metavar="NAME", help="who does it; by default git's user.name"
)


_UNTOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text holds, and bytes that are no UTF-8."""


_MOST_JOBS = 1024
"""More processes than any machine has room for."""


class _Commands(click.Group):
    """Takes arguments that are text: most of them go into sources, histories and messages."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for one in args:
            if _UNTOLD.search(one):
                shown = one.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                raise click.UsageError(
                    f"{shown!r} 里有看不见的字符，或不是 UTF-8 编码的字\n"
                    f"({shown!r} holds control characters, or is not text in UTF-8)"
                )
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FaultyTemplateError as error:
            raise edge.faulty(error) from error
        except KeyboardInterrupt as stopped:
            ctx.exit(stop.told(stopped, "已中断 (interrupted)"))


def _written(*names: str) -> list[str]:
    """Which of these options stand on the command line, as they are written."""
    ctx = click.get_current_context()
    at_hand = [one for one in ctx.command.params if one.name in names]
    return [
        one.opts[-1]
        for one in at_hand
        if one.name and ctx.get_parameter_source(one.name) is ParameterSource.COMMANDLINE
    ]


def _refuse(why: str, *names: str) -> None:
    """Raise UsageError where one of these options is written, which would do nothing."""
    if found := _written(*names):
        raise click.UsageError(f"{' '.join(found)}: {why}")


def _one_of(**ways: bool) -> str:
    """Which of some options is written; empty for none. Raises UsageError for several."""
    found = [name for name, on in ways.items() if on]
    if len(found) > 1:
        raise click.UsageError(f"only one of {' '.join(f'--{name}' for name in found)}")
    return "".join(found)


def _said(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A text that must say something; raises BadParameter."""
    if not value.strip():
        raise click.BadParameter("it is empty", ctx, param)
    return value


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Check, build and preview a handbook kept as code under sop_sources/."""


@main.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif", "junit", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="language of the messages")
@click.option("--select", multiple=True, metavar="CODES", help="only these rules: WRD,PRV01")
@click.option("--ignore", multiple=True, metavar="CODES", help="all but these rules")
@click.option("--fix", is_flag=True, help="show what can be mended by itself, as a diff")
@click.option("--write", is_flag=True, help="with --fix: write it")
@click.option("--base", metavar="REV", help="compare with this revision of git, e.g. origin/main")
@_AS_OF
def check(**options: Any) -> None:
    """Check the sources and print every finding at once.

    Exit status 0 without errors, 1 with errors, 2 where the command itself is wrong.
    """
    from handbook.cli import check as command
    from handbook.cli import git

    if options["write"] and not options["fix"]:
        raise click.UsageError("--write belongs to --fix")
    if options["fix"] and options["style"] != "text":
        raise click.UsageError("--fix shows a diff: leave --format out")
    wanted = (
        command.codes("--select", options["select"]),
        command.codes("--ignore", options["ignore"]),
    )
    project = edge.project()
    with git.revision(project.root, options["base"]) as former:
        asked = command.Asked(project, edge.now(options["as_of"]), options["lang"], former)
        if options["fix"]:
            sys.exit(command.fix(asked, wanted, write=options["write"]))
        sys.exit(command.report(asked, options["style"], wanted))


@main.command()
@_AS_OF
@_SINCE
@click.option(
    "--jobs",
    type=click.IntRange(1, _MOST_JOBS),
    metavar="N",
    help="processes for PDFs, by default all cores",
)
@click.option("--executor", default="", metavar="ADDRESS", help="set PDFs there: dask://HOST:PORT")
def build(as_of: date | None, **how: Any) -> None:
    """Build the site and all manuals into site/. A failed build leaves the old ones as they are."""
    from handbook.cli.build import Printing, build_all

    sys.exit(build_all(edge.project(), edge.now(as_of), Printing(**how)))


@main.command("print")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--variant", default="", metavar="NAME", help="one that the manual's source describes"
)
@click.option("--paper", type=click.Choice(["A4", "A5"]), default="A4", show_default=True)
@click.option("--duplex", is_flag=True, help="both sides: mirrored margins, chapters on the right")
@click.option("--booklet", is_flag=True, help="two pages a side, to be folded")
@click.option("--crop", is_flag=True, help="bleed and crop marks for a print shop")
@click.option("--grey", is_flag=True, help="without colour")
@click.option("--pdfa", is_flag=True, help="to be kept for long: PDF/A-2u")
@_SINCE
@_AS_OF
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH")
@click.option("--copies", type=click.IntRange(1, 999), metavar="N", help="numbered, for a holder")
@click.option("--holder", default="", metavar="NAME", help="with --copies: who gets them")
@click.option("--size", default="", help="with --copies: of cards, by default their first")
@_SHEET
@_BY
def print_(ids: tuple[str, ...], as_of: date | None, output: Path | None, **how: Any) -> None:
    """Print one manual in another way: smaller, for both sides, as a booklet, without colour.

    With --copies, cards and manuals as controlled copies with numbers, noted in their registers;
    the files go into a folder.
    """
    count, since = how.pop("copies"), how.pop("since")
    if bool(count) != bool(how["holder"]):
        raise click.UsageError("--copies and --holder belong together")
    how["impose"] = _one_of(booklet=how.pop("booklet"), crop=how.pop("crop"))
    if how["variant"]:
        _refuse("the variant says that", "paper", "duplex", "booklet", "crop", "grey", "pdfa")
    if not count:
        _refuse("belongs to --copies", "size", "sheet", "by")
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


@main.command()
@click.argument("names", metavar="[ID|COPY]...", nargs=-1)
@click.option("--returned", is_flag=True, help="note these as handed back")
@click.option("--destroyed", is_flag=True, help="note these as destroyed")
@click.option("--lost", is_flag=True, help="note these as lost")
@click.option("--holder", default="", metavar="NAME", help="only what this holder has")
@click.option("--all", "former", is_flag=True, help="list those too that are in nobody's hand")
@_BY
def copies(names: tuple[str, ...], holder: str, by: str, *, former: bool, **ways: bool) -> None:
    """List the controlled copies in hand, or note what became of some: CARD-03:7, CARD-03:1-12."""
    from handbook.build import Build
    from handbook.cli.copies import Counter, mark, show

    way = _one_of(**ways)
    if not way:
        _refuse("belongs to --returned, --destroyed or --lost", "by")
    elif not names:
        raise click.UsageError("which copies? name them, such as CARD-03:7")
    else:
        _refuse("only lists", "former")
    counter = Counter(Build(edge.project(), edge.now(), prints=False), by)
    if way:
        mark(counter, names, _OUTCOMES[way], holder)
    else:
        show(counter, names, holder, former=former)


@main.command()
@click.option("--holder", default="", metavar="NAME", help="only what this holder has")
@click.option("--manuals", is_flag=True, help="manuals too")
@click.option("--expired", is_flag=True, help="copies too whose last day has passed")
@click.option("--stock-check", is_flag=True, help="write sheets to take stock by instead")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@_SHEET
@_BY
def reprint(holder: str, output: Path | None, sheet: str, by: str, **how: bool) -> None:
    """List the copies in hand whose own content has changed, by holder; with -o print new ones."""
    from handbook.build import Build
    from handbook.cli import reprint as command
    from handbook.cli.copies import Counter

    if how["stock_check"]:
        _refuse("not with --stock-check", "manuals", "expired", "sheet", "by")
    counter = Counter(Build(edge.project(), edge.now(), controlled=True), by)
    if how["stock_check"]:
        command.stock_check(counter, holder, output or Path())
    else:
        scope = command.Scope(holder, manuals=how["manuals"], expired=how["expired"])
        command.reprint(counter, scope, "" if sheet == "none" else sheet, output)


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="HOST:PORT")
@_AS_OF
def serve(address: str, as_of: date | None) -> None:
    """Preview the site while you write; it reloads on every change."""
    from handbook.cli.build import serve_site

    if as_of is not None:
        edge.stop_clock(as_of)  # each reload reads the clock anew
    serve_site(edge.project(), address)


@main.command()
@click.option("--owner", help="only documents of this department: its id or name")
@click.option("--within", help="only what falls due in this time from now, such as 90days")
def due(owner: str | None, within: str | None) -> None:
    """List the reviews that fall due, the most urgent first. Exit status 0, overdue or not."""
    from handbook.cli.desk import Desk
    from handbook.cli.due import show_due

    show_due(Desk(edge.project(), edge.now()), owner, within)


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule by its code, with a wrong and a right example."""
    from handbook.check.rules import codes, rule_of

    if code.upper() not in codes():
        raise click.ClickException(f"no rule {code}; there are: {' '.join(codes())}")
    rule = rule_of(code.upper())
    click.echo(f"{rule.code} {rule.title.zh} / {rule.title.en} ({rule.severity.word})\n")
    click.echo(rule.manual)


@main.command()
@click.argument("id_", metavar="ID")
@click.option(
    "-m",
    "--summary",
    prompt="改了什么，用一句话说 (what changed, in a sentence)",
    callback=_said,
    help="for the readers",
)
@click.option(
    "--class",
    "class_",
    type=click.Choice(["editorial", "normative", "structural"]),
    help="by default as computed; it cannot be less",
)
@_EFFECTIVE
@_AUTHOR
def bump(id_: str, summary: str, class_: Class | None, effective: date | None, author: str) -> None:
    """Raise a document's version by the size of its change and open its changelog entry."""
    from handbook.cli import versions
    from handbook.cli.desk import Desk

    entry = versions.Entry(summary, author, effective, class_)
    versions.bump(Desk(edge.project(), edge.now()), id_, entry)


@main.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--approver", default="", help="who approved: a role's id, or a person's name")
@_AUTHOR
@click.option("--on", type=_Day(), metavar="DATE", help="the day of the release, by default today")
@click.option("--base", metavar="REV[..REV]", help="only what changed since, or between, these")
def release(
    ids: tuple[str, ...], approver: str, author: str, on: date | None, base: str | None
) -> None:
    """Record approved versions in the history; without an ID all that are not in it yet."""
    from handbook.cli import versions
    from handbook.cli.desk import Desk
    from handbook.stamp.release import Release

    desk = Desk(edge.project(), edge.now(on))
    documents = versions.chosen(desk, ids, base)
    sys.exit(versions.release(desk, documents, Release(desk.today, author, approver)))


@main.command()
@click.argument("id_", metavar="ID")
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--by", default="", help="who read it again; by default git's user.name")
@click.option("--on", type=_Day(), metavar="DATE", help="the day, by default today")
def confirm(id_: str, items: tuple[str, ...], by: str, on: date | None) -> None:
    """Record that a document was read again and still holds, after what it quotes has changed.

    With ITEMs only what stands around those was read; without, the whole, and the time until the
    next review starts anew.
    """
    from handbook.cli import git, versions
    from handbook.cli.desk import Desk
    from handbook.stamp.release import Release

    desk = Desk(edge.project(), edge.now())
    reader = by or git.user(desk.project.root)
    versions.confirm(desk, id_, items, Release(on or desk.today, reader))


@main.command()
@click.argument("id_", metavar="ID")
@click.option(
    "--because",
    prompt="停用的原因 (why)",
    callback=_said,
    help="the reason, for the register of retired ones",
)
@click.option("--successor", default="", metavar="ID", help="what replaces it")
@_EFFECTIVE
@_AUTHOR
def retire(id_: str, because: str, successor: str, effective: date | None, author: str) -> None:
    """End a document: readers of old prints learn why, and where to look instead."""
    from handbook.cli import versions
    from handbook.cli.desk import Desk

    entry = versions.Entry(because, author, effective)
    versions.retire(Desk(edge.project(), edge.now()), id_, because, successor, entry)


@main.command()
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


@main.command()
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


@main.command()
@click.argument("id_", metavar="ID")
def log(id_: str) -> None:
    """Show a document's releases and readings, the newest first."""
    from handbook.cli import past
    from handbook.cli.desk import Desk

    for line in past.log(Desk(edge.project(), edge.now(), id_), id_):
        click.echo(line)


@main.command()
@click.argument("kind", metavar="KIND")
@click.argument("id_", metavar="[ID]", default="")
@click.option("--title", default="", help="what the document is called")
@click.option("--owner", default="", help="the department that keeps it: its id or name")
@click.option("--approver", default="", help="the role that approves it: its id or name")
@click.option("--audience", multiple=True, metavar="ROLE", help="whom it is for; several times")
@click.option("--channel", multiple=True, metavar="CHANNEL", help="where it applies; several times")
@click.option("--author", default="", help="by default the department")
@click.option("--set", "keys", multiple=True, metavar="KEY=TEXT", help="a key of the kind's own")
def new(kind: str, id_: str, **options: Any) -> None:
    """Start a document: asks for what is not given and writes a commented file.

    An ID that ends in a hyphen is the beginning of a series, which gets its next number.
    """
    from handbook.cli import new as command
    from handbook.cli.desk import Desk

    answers = command.Answers(command.given(kind, options), edge.asking())
    command.new(Desk(edge.project(), edge.now()), kind, id_, answers)


@main.command()
@click.argument("name", type=click.Choice(["github", "gitlab", "gitea"]))
@click.option("--force", is_flag=True, help="replace files that are there already")
def forge(name: str, force: bool) -> None:
    """Put a forge's workflows into the project: review, comment, release, publication."""
    from handbook.cli.desk import Desk
    from handbook.cli.forge import put_workflows

    desk = Desk(edge.project(), edge.now())
    put_workflows(name, desk.library, desk.t, force=force)


@main.command()
@click.option(
    "--format",
    "forge_",
    type=click.Choice(["github", "gitlab", "gitea"]),
    default="github",
    show_default=True,
)
@click.option("--write", is_flag=True, help="write it where the forge looks for it")
def owners(forge_: str, write: bool) -> None:
    """Print CODEOWNERS: a change of a document asks its approver and owner for a review."""
    from handbook.cli.desk import Desk
    from handbook.cli.forge import show_owners

    desk = Desk(edge.project(), edge.now())
    show_owners(forge_, desk.library, desk.t, write=write)


@main.command()
@click.argument("kind", metavar="[KIND]", default="")
@click.option(
    "--all", "folder", type=click.Path(path_type=Path), metavar="DIR", help="write every schema"
)
@click.option("--vscode", is_flag=True, help="write them and what VS Code needs besides")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="language of the descriptions")
def schema(kind: str, folder: Path | None, vscode: bool, lang: str | None) -> None:
    """Print the JSON Schema of a kind, by which editors complete and check as one types."""
    from handbook.cli.desk import Desk
    from handbook.cli.schema import SCHEMAS, put_workspace, show_schema, write_schemas
    from handbook.render.words import translator

    found = edge.found_project()
    desk = Desk(found, edge.now()) if found else None
    language = {"zh": "zh-Hans", "en": "en"}.get(lang or "", desk.language if desk else "zh-Hans")
    library = desk.library if desk else None
    if vscode:
        root = edge.project().root
        write_schemas(root / SCHEMAS, language, library)
        put_workspace(root, language, translator(language))
    elif folder is not None:
        click.echo(f"{write_schemas(folder, language, library)} -> {folder}")
    else:
        show_schema(kind, language, library)


@main.command()
@click.argument("dir_", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--name", help="by default an example")
@click.option("--organisation", help="by default an example")
@click.option("--forge", type=click.Choice(["github", "gitlab", "gitea"]), help="its workflows too")
def init(
    dir_: Path, language: str, name: str | None, organisation: str | None, forge: str | None
) -> None:
    """Start a new company's handbook in a folder; it builds at once."""
    from handbook.cli.start import Start, start

    def named(given: str | None, question: str) -> str:
        if given is None and edge.asking():
            return str(click.prompt(question, default=""))
        return given or ""

    name = named(name, "手册名称 (name of the handbook)")
    organisation = named(organisation, "单位名称 (company)")
    start(dir_, Start(language, name, organisation, forge or ""), edge.now())


@main.command()
@click.argument("what", metavar="[KIND|ID]...", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="by default as asked"
)
@click.option("--format", "style", type=click.Choice(["xlsx", "csv"]), default=None)
@click.option("--force", is_flag=True, help="replace a file that is there already")
def export(what: tuple[str, ...], output: Path | None, style: str | None, force: bool) -> None:
    """Write scripts, KPIs, service levels, phrases, terms or scorecards as a spreadsheet."""
    from handbook.cli import exchange
    from handbook.cli.desk import Desk

    desk = Desk(edge.project(), edge.now())
    exchange.export(desk, what, exchange.Out(output, style or "", force))


@main.command(name="import")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--write", is_flag=True, help="write it; without, only what would change is shown")
def import_(files: tuple[Path, ...], write: bool) -> None:
    """Take an edited spreadsheet back, or make a draft of a Word file.

    Exit status 0 without errors, 1 with errors; then nothing is written.
    """
    from handbook.cli import exchange
    from handbook.cli.desk import Desk

    sys.exit(exchange.take_in(Desk(edge.project(), edge.now()), files, write=write))
