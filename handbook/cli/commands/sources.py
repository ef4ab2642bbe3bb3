"""Commands that read or write sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from handbook.cli import edge
from handbook.cli.options import AS_OF
from handbook.config import LANGUAGES, USUAL


@click.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif", "junit", "markdown"]),
    default="text",
    show_default=True,
)
@click.option("--lang", type=click.Choice(list(LANGUAGES)), help="language of the messages")
@click.option("--select", multiple=True, metavar="CODES", help="only these rules: WRD,PRV01")
@click.option("--ignore", multiple=True, metavar="CODES", help="all but these rules")
@click.option("--fix", is_flag=True, help="show what can be mended by itself, as a diff")
@click.option("--write", is_flag=True, help="with --fix: write it")
@click.option("--base", metavar="REV", help="compare with this revision of git, e.g. origin/main")
@AS_OF
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


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule by its code, with a wrong and a right example."""
    from handbook.check.rules import codes, rule_of
    from handbook.cli.tongue import languages, told

    if code.upper() not in codes():
        raise click.ClickException(told("cli.no_rule", code=code, known=" ".join(codes())))
    rule = rule_of(code.upper())
    titles = " / ".join(rule.title.say(one, {}) for one in languages())
    click.echo(f"{rule.code} {titles} ({rule.severity.word})\n")
    click.echo(rule.manual)


@click.command()
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


@click.command()
@click.argument("kind", metavar="[KIND]", default="")
@click.option(
    "--all", "folder", type=click.Path(path_type=Path), metavar="DIR", help="write every schema"
)
@click.option("--vscode", is_flag=True, help="write them and what VS Code needs besides")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), help="language of the descriptions")
def schema(kind: str, folder: Path | None, vscode: bool, lang: str | None) -> None:
    """Print the JSON Schema of a kind, by which editors complete and check as one types."""
    from handbook.cli.desk import Desk
    from handbook.cli.schema import SCHEMAS, put_workspace, show_schema, write_schemas
    from handbook.render.words import translator

    found = edge.found_project()
    desk = Desk(found, edge.now()) if found else None
    language = LANGUAGES.get(lang or "", desk.language if desk else USUAL)
    library = desk.library if desk else None
    if vscode:
        root = edge.project().root
        write_schemas(root / SCHEMAS, language, library)
        put_workspace(root, language, translator(language))
    elif folder is not None:
        click.echo(f"{write_schemas(folder, language, library)} -> {folder}")
    else:
        show_schema(kind, language, library)


@click.command()
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


@click.command(name="import")
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
