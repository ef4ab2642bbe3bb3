"""Options that several commands share, and what all of them ask of theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click
from click.core import ParameterSource

from handbook.cli import edge, tongue

MOST_JOBS = 1024
"""More processes than any machine has room for."""


class Asked(click.Option):
    """An option that is asked for where it is not given; ``prompt`` is the key of the question."""

    def prompt_for_value(self, ctx: click.Context) -> object:
        if not edge.asking():
            raise tongue.Refusal(tongue.told("new.missing", options=self.opts[0]))
        self.prompt = tongue.question(str(self.prompt))
        return super().prompt_for_value(ctx)


class Day(click.ParamType[date]):
    """A day such as 2026-12-31."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return edge.told(value if isinstance(value, date) else date.fromisoformat(str(value)))
        except ValueError:
            self.fail(f"{value!r} is not a day like 2026-12-31", param, ctx)


class Moment(Day):
    """A day, or a moment such as 2026-12-31T09:30:00Z, which is a day by its time zone only."""

    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            moment = datetime.fromisoformat(str(value)) if "T" in str(value) else None
        except ValueError:
            moment = None
        if moment is None:
            return super().convert(value, param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


AS_OF = click.option(
    "--as-of", type=Day(), metavar="DATE", help="the day to answer for, by default today"
)
SINCE = click.option(
    "--since", type=Day(), metavar="DATE", help="revision bars: what changed after this edition"
)
AUTHOR = click.option("--author", default="", help="by default as in the revision record")
EFFECTIVE = click.option(
    "--effective", type=Day(), metavar="DATE", help="first day in force, by default today"
)
SHEET = click.option(
    "--sheet",
    type=click.Choice(["A4", "SRA3", "none"]),
    default="A4",
    show_default=True,
    help="on which copies of cards stand together",
)
BY = click.option(
    "--by", default="", metavar="NAME", help="who does it; by default git's user.name"
)


def refuse(why: str, *names: str) -> None:
    """Raise UsageError where one of these options is written, which would do nothing."""
    ctx = click.get_current_context()
    found = [
        one.opts[-1]
        for one in ctx.command.params
        if one.name in names
        and ctx.get_parameter_source(str(one.name)) is ParameterSource.COMMANDLINE
    ]
    if found:
        raise click.UsageError(f"{' '.join(found)}: {why}")


def one_of(**ways: bool) -> str:
    """Which of some options is written; empty for none. Raises UsageError for several."""
    found = [name for name, on in ways.items() if on]
    if len(found) > 1:
        options = " ".join(f"--{name}" for name in found)
        raise click.UsageError(tongue.told("cli.only_one", options=options))
    return "".join(found)


def said(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A text that must say something; raises BadParameter."""
    if not value.strip():
        raise click.BadParameter("it is empty", ctx, param)
    return value
