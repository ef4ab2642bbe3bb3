"""Commands that set a project up."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from handbook.cli import edge
from handbook.config import LANGUAGES


@click.command()
@click.argument("dir_", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="zh", show_default=True)
@click.option("--name", help="by default an example")
@click.option("--organisation", help="by default an example")
@click.option("--forge", type=click.Choice(["github", "gitlab", "gitea"]), help="its workflows too")
def init(
    dir_: Path, language: str, name: str | None, organisation: str | None, forge: str | None
) -> None:
    """Start a new company's handbook in a folder; it builds at once."""
    from handbook.cli.start import Start, start
    from handbook.cli.tongue import question

    source = click.get_current_context().get_parameter_source("language")
    spoken = (LANGUAGES[language],) if source is ParameterSource.COMMANDLINE else ()

    def named(given: str | None, key: str) -> str:
        if given is None and edge.asking():
            return str(click.prompt(question(key, spoken), default=""))
        return given or ""

    name = named(name, "start.ask_name")
    organisation = named(organisation, "start.ask_organisation")
    start(dir_, Start(language, name, organisation, forge or ""), edge.now())


@click.command()
@click.argument("name", type=click.Choice(["github", "gitlab", "gitea"]))
@click.option("--force", is_flag=True, help="replace files that are there already")
def forge(name: str, force: bool) -> None:
    """Put a forge's workflows into the project: review, comment, release, publication."""
    from handbook.cli.desk import Desk
    from handbook.cli.forge import put_workflows

    desk = Desk(edge.project(), edge.now())
    put_workflows(name, desk.library, desk.t, force=force)


@click.command()
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
