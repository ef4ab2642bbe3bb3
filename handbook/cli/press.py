"""``handbook print``: one manual in one way, as a file; cards and manuals as numbered copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import click

from handbook.build import Build, report
from handbook.check.run import day_in
from handbook.cli.copies import Counter, Wanted, print_copies
from handbook.model.manual import Impose, Manual, Paper, PrintVariant
from handbook.press.error import PressError
from handbook.press.layout import Order, order_of
from handbook.render.words import Translate, translator


def printed(build: Build, id_: str, how: Mapping[str, Any], folder: Path) -> Path:
    """A manual in the way that the options say, in a folder, under the name that it has by default.

    Raises click.ClickException.
    """
    t = translator(build.language)
    if build.failed:
        click.echo(report(build), err=True)
        raise click.ClickException(t("cli.refused"))
    manual = _manual(build, id_, t)
    variant = _variant(manual, how, t)
    order = order_of(manual, variant, build.since or manual.since)
    try:
        return build.presses.manual(build.book, order, folder)
    except PressError as error:
        raise click.ClickException(t("cli.failed", error=error)) from error


def print_controlled(
    build: Build, now: datetime, ids: Sequence[str], how: Mapping[str, Any], folder: Path
) -> None:
    """Write numbered copies of cards and manuals into a folder, and note them at a moment.

    The build may be as of a later day, for copies that are printed ahead.
    """
    on = day_in(now, build.library.required_settings.time_zone)
    counter, t = Counter(build, how["by"], on), translator(build.language)

    def order(manual: Manual) -> Order:
        return order_of(manual, _variant(manual, how, t), build.since or manual.since)

    sheet = "" if how["sheet"] == "none" else how["sheet"]
    wanted = Wanted(how["count"], how["holder"], how["size"], sheet)
    print_copies(counter, ids, wanted, order, folder)


def _manual(build: Build, id_: str, t: Translate) -> Manual:
    manuals = {doc.id: doc for doc in build.book.in_force("manual") if isinstance(doc, Manual)}
    if id_ not in manuals:
        others = {one.id for one in build.book.in_force()}
        told = "cli.other_print" if id_ in others else "cli.no_manual"
        raise click.ClickException(t(told, id=id_, known=" ".join(manuals) or "—"))
    return manuals[id_]


def _variant(manual: Manual, how: Mapping[str, Any], t: Translate) -> PrintVariant:
    """The variant of the manual's source, or one made of the options; its name tells them."""
    name = how["variant"]
    if name:
        known = {variant.name: variant for variant in manual.variants}
        if name not in known:
            names = " ".join(known) or "\u2014"
            raise click.ClickException(t("cli.no_variant", name=name, known=names))
        return known[name]
    flags = [key for key in ("duplex", "grey", "pdfa") if how[key]]
    return _made([how["paper"].lower(), *flags, how["impose"]])


def order_named(manual: Manual, file: str) -> Order:
    """The order whose file has a name: of a variant or of options; the plain one for another."""
    name = file.removesuffix(".pdf").removeprefix(f"{manual.id}-")
    variant = next((one for one in manual.variants if one.name == name), None)
    return order_of(manual, variant or _made(name.split("-")), manual.since)


def _made(words: Sequence[str]) -> PrintVariant:
    """The variant that words say; its name tells them, so that they can be read off it."""
    paper: Paper = next((one for one in get_args(Paper) if one.lower() in words), "A4")
    impose: Impose = next((one for one in get_args(Impose)[1:] if one in words), "none")
    flags = {key: key in words for key in ("duplex", "grey", "pdfa")}
    said = [paper.lower(), *(key for key, on in flags.items() if on)]
    name = "-".join(said if impose == "none" else [*said, impose])
    return PrintVariant(name=name, paper=paper, impose=impose, **flags)
