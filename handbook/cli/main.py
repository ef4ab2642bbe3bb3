"""The command that holds all others."""

from __future__ import annotations

import re
from typing import Any

import click

from handbook import __version__
from handbook.cli import edge, stop, tongue
from handbook.cli.commands import outputs, project, sources, versions
from handbook.render.fault import FaultyTemplateError

_UNTOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text holds, and bytes that are no UTF-8."""


class _Commands(click.Group):
    """Takes arguments that are text: most of them go into sources, histories and messages."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for one in args:
            if _UNTOLD.search(one):
                shown = one.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                raise tongue.Misused(tongue.told("cli.no_text", value=repr(shown)))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FaultyTemplateError as error:
            raise tongue.headed(edge.faulty(error)) from error
        except click.ClickException as error:
            raise tongue.headed(error) from error
        except KeyboardInterrupt as stopped:
            ctx.exit(stop.told(stopped, tongue.question("cli.stopped")))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Check, build and preview a handbook kept as code under sop_sources/."""


for _module in (sources, versions, outputs, project):
    for _command in vars(_module).values():
        if isinstance(_command, click.Command):
            main.add_command(_command)
