"""Differences between two versions as text for a terminal and as Markdown for a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import click

from handbook.render.differences import Told
from handbook.render.words import Translate, translator
from handbook.report.excerpt import plain
from handbook.report.look import Look
from handbook.report.markdown import cell
from handbook.stamp.history import CLASSES

_COLOURS = {"added": "green", "removed": "red", "moved": "yellow", "renamed": "yellow"}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a document and what differs; ``before`` is empty for a first release."""

    id: str
    title: str
    before: str
    after: str
    found: tuple[Told, ...]
    beside: tuple[Told, ...] = ()
    """What is written beside, and changes no meaning."""

    @property
    def class_(self) -> str:
        """The class of the change; empty where nothing changed."""
        return max((one.change_class for one in self.found), key=CLASSES.index, default="")


def as_text(compared: Sequence[Compared], look: Look) -> str:
    """For a terminal: each difference with its old and new lines."""
    t = translator(look.language)
    blocks = ["\n".join(_text(one, t, look)) for one in compared]
    return "\n\n".join(blocks) if blocks else t("differences.nothing")


def as_markdown(compared: Sequence[Compared], look: Look) -> str:
    """For a review: one table a document."""
    t = translator(look.language)
    blocks = ["\n".join(_markdown(one, t)) for one in compared]
    return "\n\n".join(blocks) if blocks else t("differences.nothing")


FORMATS = {"text": as_text, "markdown": as_markdown}


def head(compared: Compared, t: Translate) -> str:
    """Which two versions are compared."""
    if not compared.before:
        return t("differences.first", id=compared.id, title=compared.title)
    return t(
        "differences.since", id=compared.id, title=compared.title,
        before=compared.before, after=compared.after,
    )  # fmt: skip


def summary(compared: Compared, t: Translate) -> str:
    """How much changed, and of which class."""
    if not compared.found:
        return t("differences.nothing")
    class_ = t(f"class.{compared.class_}")
    return t("differences.summary", count=len(compared.found), **{"class": class_})


def _text(compared: Compared, t: Translate, look: Look) -> Iterator[str]:
    def paint(text: str, colour: str | None, *, bold: bool = False) -> str:
        return click.style(text, fg=colour, bold=bold) if look.colour else text

    yield paint(plain(head(compared, t)), None, bold=True)
    if compared.before:
        yield summary(compared, t)
    if compared.beside:
        yield t("differences.beside", count=len(compared.beside))
    for one in (*compared.found, *compared.beside):
        way = paint(t(f"differences.{one.way}"), _COLOURS.get(one.way))
        class_ = f"  [{t(f'class.{one.change_class}')}]" if one in compared.found else ""
        yield ""
        yield f"  {way}  {plain(' › '.join(one.where))}{class_}"
        for sign, line in lines(one, t):
            yield paint(f"    {sign} {plain(line)}", {"-": "red", "+": "green"}.get(sign))


def lines(one: Told, t: Translate) -> Iterator[tuple[str, str]]:
    """What was and what is, line by line, each with its sign; of a long text only what changed."""
    before, after = one.before, one.after
    if one.way == "moved":
        before, after = (t("differences.place", number=number) for number in (before, after))
    yield from (("-", line) for line in before.splitlines())
    yield from (("+", line) for line in after.splitlines())


def _markdown(compared: Compared, t: Translate) -> Iterator[str]:
    yield f"### {cell(head(compared, t))}"
    yield ""
    if compared.before:
        yield summary(compared, t)
    if compared.found:
        yield ""
        yield from table(compared.found, t)


def table(found: Iterable[Told], t: Translate) -> Iterator[str]:
    """Differences as the lines of a table in Markdown."""
    heads = [t(f"differences.{name}") for name in ("way", "column", "was", "now")]
    yield f"| {' | '.join([*heads, t('doc.class')])} |"
    yield "| --- | --- | --- | --- | --- |"
    for one in found:
        sides = ["<br>".join(line for sign, line in lines(one, t) if sign == s) for s in "-+"]
        cells = [t(f"differences.{one.way}"), " › ".join(one.where), *sides]
        yield f"| {' | '.join(map(cell, cells))} | {t(f'class.{one.change_class}')} |"
