"""``handbook check``: which findings are told, in which form, and what is mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.check.run import Checked, check_project
from handbook.cli import edge, git
from handbook.cli.progress import shown
from handbook.config import Project
from handbook.diagnostics import Diagnostic, Problem, Severity, private
from handbook.report.formats import FORMATS
from handbook.report.look import Look
from handbook.report.text import MANY
from handbook.source import Span

# The rules and models take half a second to import: an unchanged project is answered without.
if TYPE_CHECKING:
    from handbook.check.mend import Mended
    from handbook.model.library import Library

_kept: list[Library] = []
"""What was checked last, until the process ends: to take it apart takes a twentieth of a check."""
_FOR_FORGES = ("github", "gitlab", "sarif")
"""Formats whose reader knows files by their paths in the repository."""
_WITHOUT_TITLES = ("text", "json", "gitlab")
Wanted = tuple[list[str], list[str]]
"""Codes, or beginnings of codes: those to tell, and those not to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is checked: a project at a moment, in a language, beside a base revision."""

    project: Project
    now: datetime
    language: str | None
    base: tuple[str, Path] | None

    def checked(self, *, aloud: bool = True) -> Checked:
        """All findings; ``aloud`` for a person, who may see how far it has come."""
        with shown(aloud=aloud) as progress:
            return check_project(
                self.project, self.now, self.language, self.base, progress, self._in_print
            )

    def _in_print(self, library: Library, today: date) -> Iterable[Problem]:
        """What is wrong on desk guides. The library is seen here alone, so it is kept from here."""
        from handbook.model.card import Card

        _kept[:] = [library]
        if not library.of_kind(Card.KIND):
            return ()
        from handbook.press.cards.found import found_in_print

        return found_in_print(self.project, library, today)


def codes(option: str, given: Sequence[str]) -> list[str]:
    """The codes that an option names, each of its values perhaps several; raises BadParameter."""
    if not given:
        return []
    from handbook.check.registry import BY_CODE

    parts = (part.strip().upper() for value in given for part in value.split(","))
    wanted = [part for part in parts if part]
    for part in wanted:
        if not any(code.startswith(part) for code in BY_CODE):
            families = " ".join(sorted({code[:3] for code in BY_CODE}))
            raise click.BadParameter(
                f"no rule begins with {part}; there are: {families}", param_hint=option
            )
    return wanted


def chosen(
    findings: Sequence[Diagnostic], select: Sequence[str], ignore: Sequence[str]
) -> list[Diagnostic]:
    """The findings of the selected rules (all by default) less those of the ignored ones."""
    kept = tuple(select) or ("",)
    return [
        one
        for one in findings
        if one.code.startswith(kept) and not one.code.startswith(tuple(ignore))
    ]


def report(asked: Asked, style: str, wanted: Wanted) -> int:
    """Print the findings. The exit status."""
    checked = asked.checked(aloud=style == "text")
    findings = chosen(checked.findings, *wanted)
    titles = {} if style in _WITHOUT_TITLES else _titles(checked.language)
    colour = edge.colour() and style == "text"
    hidden = private(checked.findings)
    look = Look(checked.language, colour, edge.columns(), titles, hidden)
    told, root = findings, asked.project.root
    if style in _FOR_FORGES and (folder := git.folder_of(root)):
        told = [_within(folder, one) for one in findings]
        root = root.parents[folder.count("/") - 1]
    click.echo(FORMATS[style](told, root, look))
    if style == "text" and len(findings) > MANY and not wanted[0]:
        from handbook.render.words import translator

        click.echo(translator(checked.language)("cli.one_rule"))
    return status(findings)


def _within(folder: str, finding: Diagnostic) -> Diagnostic:
    """A finding with the paths that its files have from the repository's root."""

    def moved(span: Span) -> Span:
        return replace(span, file=f"{folder}{span.file}")

    related = tuple(replace(one, span=moved(one.span)) for one in finding.related)
    return replace(finding, span=moved(finding.span), related=related)


def fix(asked: Asked, wanted: Wanted, *, write: bool) -> int:
    """Show what can be mended as a diff, or write it and print what is left. The exit status."""
    from handbook.check.mend import mend, patch
    from handbook.render.words import translator

    checked = asked.checked()
    findings = chosen(checked.findings, *wanted)
    t = translator(checked.language)
    mended = mend(findings, _texts(asked.project.root, findings))
    places = sum(one.places for one in mended)
    if not mended:
        click.echo(t("cli.nothing_to_mend"), err=True)
    elif write:
        _write(asked.project.root, mended)
        click.echo(t("cli.mended", places=places, files=len(mended)), err=True)
        return report(asked, "text", wanted)
    else:
        click.echo(patch(mended), nl=False)
        click.echo(t("cli.mendable", places=places, files=len(mended)), err=True)
    return status(findings)


def status(findings: Sequence[Diagnostic]) -> int:
    """1 where there are errors; warnings and notes hold nothing up."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _titles(language: str) -> dict[str, str]:
    from handbook.check.registry import BY_CODE

    return {code: rule.title.say(language, {}) for code, rule in BY_CODE.items()}


def _texts(root: Path, findings: Sequence[Diagnostic]) -> dict[str, str]:
    files = {finding.span.file for finding in findings if finding.fix is not None}
    return {file: (root / file).read_bytes().decode("utf-8") for file in files}


def _write(root: Path, mended: Sequence[Mended]) -> None:
    from handbook.cli.put import put

    for one in mended:
        put(root / one.file, one.after.encode("utf-8"))
