"""The commands."""

from __future__ import annotations

import sys
from typing import Any

import click

from handbook import __version__
from handbook.cli import edge

# Commands import what they need when they run: `check` answers before MkDocs would have loaded.


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Check, build and preview a handbook kept as code under sop_sources/."""


@main.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "gitlab", "sarif", "junit"]),
    default="text",
    show_default=True,
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="language of the messages")
@click.option("--select", multiple=True, metavar="CODES", help="only these rules: WRD,PRV01")
@click.option("--ignore", multiple=True, metavar="CODES", help="all but these rules")
@click.option("--fix", is_flag=True, help="show what can be mended by itself, as a diff")
@click.option("--write", is_flag=True, help="with --fix: write it")
def check(**options: Any) -> None:
    """Check the sources and print every finding at once.

    Exit status 0 without errors, 1 with errors, 2 where the command itself is wrong.
    """
    from handbook.cli import check as command

    if options["write"] and not options["fix"]:
        raise click.UsageError("--write belongs to --fix")
    if options["fix"] and options["style"] != "text":
        raise click.UsageError("--fix shows a diff: leave --format out")
    wanted = (
        command.codes("--select", options["select"]),
        command.codes("--ignore", options["ignore"]),
    )
    if options["fix"]:
        sys.exit(command.fix(edge.project(), options["lang"], wanted, write=options["write"]))
    sys.exit(command.report(edge.project(), options["style"], options["lang"], wanted))


@main.command()
def build() -> None:
    """Build the site and all manuals into site/. A failed build leaves the old ones as they are."""
    from handbook.cli.build import build_all

    sys.exit(build_all(edge.project(), edge.now()))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="HOST:PORT")
def serve(address: str) -> None:
    """Preview the site while you write; it reloads on every change."""
    from handbook.cli.build import serve_site

    serve_site(edge.project(), address)


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule by its code, with a wrong and a right example."""
    from handbook.check.registry import BY_CODE

    rule = BY_CODE.get(code.upper())
    if rule is None:
        raise click.ClickException(f"no rule {code}; there are: {' '.join(BY_CODE)}")
    click.echo(f"{rule.code} {rule.title.zh} / {rule.title.en} ({rule.severity.word})\n")
    click.echo(rule.manual)
