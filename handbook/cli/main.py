"""The commands."""

from __future__ import annotations

import sys

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
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="language of the messages")
def check(style: str, lang: str | None) -> None:
    """Check the sources and print every finding at once. Exit status 1 where there are errors."""
    from handbook.check.run import check_project
    from handbook.diagnostics import Severity
    from handbook.report import FORMATS, Look

    project = edge.project()
    findings, language = check_project(project, edge.now(), lang)
    look = Look(language, colour=sys.stdout.isatty(), width=edge.columns())
    click.echo(FORMATS[style](findings, project.root, look))
    sys.exit(any(finding.severity is Severity.ERROR for finding in findings))


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
@click.option("--owner", help="only documents of this department: its id or name")
@click.option("--within", help="only what falls due in this time from now, such as 90days")
def due(owner: str | None, within: str | None) -> None:
    """List the reviews that fall due, the most urgent first. Exit status 0, overdue or not."""
    from handbook.build import Build
    from handbook.cli.due import show_due

    show_due(Build(edge.project(), edge.now()), owner, within)


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
