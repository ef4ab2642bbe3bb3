"""``handbook export`` and ``handbook import``: files out, files in, what would change."""

from __future__ import annotations

import difflib
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from handbook.check.engine import judge
from handbook.cli import edge, journal
from handbook.cli.desk import Desk
from handbook.cli.put import put, taken
from handbook.cli.schema import SCHEMAS
from handbook.cli.start import modeline
from handbook.cli.tongue import Misused
from handbook.config import SOURCES
from handbook.diagnostics import Diagnostic, Problem, Severity
from handbook.exchange.apply import Applied, applied, rewritten
from handbook.exchange.columns import EXCHANGED
from handbook.exchange.delimited import as_csv, read_csv
from handbook.exchange.draft import draft_from
from handbook.exchange.forms import as_forms, forms_of
from handbook.exchange.grid import Grid
from handbook.exchange.guard import MAX_BYTES
from handbook.exchange.table import Table, data, tables
from handbook.exchange.take import Taken, take
from handbook.exchange.word import read_word
from handbook.exchange.workbook import MAX_TEXT, TooLongError, as_workbook, read_workbook
from handbook.load.discover import discover
from handbook.model.base import Document
from handbook.render.differences import Teller
from handbook.report.changes import FORMATS as COMPARISONS
from handbook.report.changes import Compared
from handbook.report.formats import FORMATS
from handbook.report.look import Look
from handbook.source import Span
from handbook.stamp.changes import all_differences, differences
from handbook.stamp.digest import content_of
from handbook.stamp.release import names_of

_ABLE = (*EXCHANGED, "forms", "form")
"""Kinds of what an id may name that goes out."""
_WORD = (".docx", ".docm", ".doc")
_WRITTEN = (".xlsx", ".csv")
_SHEETS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Out:
    """Where an export goes: a file, its format (by default that of its name), what it replaces."""

    file: Path | None
    style: str
    force: bool


def export(desk: Desk, what: Sequence[str], out: Out) -> None:
    """Write tables of kinds or documents. Raises click.ClickException."""
    stem = "-".join(what) if what else "handbook"
    file = out.file or Path(f"{stem}.{out.style or 'xlsx'}")
    forms = [form for one in what for form in forms_of(desk.library, one)]
    blank = bool(forms) and all(forms_of(desk.library, one) for one in what)
    wanted = (".xlsx",) if blank else _WRITTEN
    endings = [one for one in wanted if out.style in ("", one.removeprefix("."))] or wanted
    if file.suffix.lower() not in endings:
        raise Misused(desk.t("exchange.ending", file=file, endings=" ".join(endings)))
    bare: list[str] = []
    if blank:
        content = as_forms(forms, desk.library, desk.language, desk.now)
        made = [(file, content, len(forms))]
    else:
        documents = list(_chosen(desk, what or EXCHANGED))
        kinds = [kind for kind in EXCHANGED if kind in {one.lower() for one in what}]
        every = tables(desk.library, documents, desk.language, kinds)
        found = [one for one in every if one.rows or one.sheet.kind in kinds]
        bare = [kind for kind in kinds if kind not in {one.KIND for one in documents}]
        if not found:
            raise click.ClickException(desk.t("exchange.nothing"))
        made = list(_files(desk, file, found))
    for path, _, _ in made:
        if taken(path) and not out.force:
            raise click.ClickException(desk.t("exchange.there", file=path))
    key = "exchange.written_forms" if blank else "exchange.written"
    for path, content, count in made:
        put(path, content)
        click.echo(desk.t(key, count=count, file=path))
    for kind in bare:
        click.echo(desk.t("exchange.bare", kind=kind), err=True)


def _chosen(desk: Desk, what: Sequence[str]) -> Iterator[Document]:
    """The documents of kinds and ids, each once, in the order of the sources."""
    wanted = {one.lower(): one for one in what}
    known = set()
    for document in desk.library.documents.values():
        names = {document.KIND, document.id.lower()} & wanted.keys()
        known |= names
        if names and document.KIND in EXCHANGED:
            yield document
    for one in wanted.keys() - known - set(EXCHANGED):
        entries = desk.library.entries.items()
        able = {id_.lower(): id_ for id_, entry in entries if entry.kind in _ABLE}
        able |= {kind: kind for kind in EXCHANGED}
        near = [able[id_] for id_ in difflib.get_close_matches(one, able, n=3)]
        args = {"what": wanted[one], "kinds": desk.t("exchange.kinds", kinds=" ".join(EXCHANGED)),
                "near": desk.t("shared.list_separator").join(near)}  # fmt: skip
        told = "exchange.unknown_near" if near else "exchange.unknown"
        raise click.ClickException(desk.t(told, **args))


def _files(desk: Desk, file: Path, found: Sequence[Table]) -> Iterator[tuple[Path, bytes, int]]:
    if file.suffix.lower() == ".csv":
        for number, table in enumerate(found):
            own = table.sheet.name.replace(".", "-")
            path = file.with_name(f"{file.stem}-{own}.csv") if number else file
            yield path, as_csv(table), len(table.rows)
        return
    try:
        content = as_workbook(found, desk.language, desk.now)
    except TooLongError as error:
        raise click.ClickException(desk.t("exchange.long", where=error, limit=MAX_TEXT)) from error
    yield file, content, sum(len(table.rows) for table in found)


def take_in(desk: Desk, files: Sequence[Path], *, write: bool) -> int:
    """Show, or write, what files would change. The exit status."""
    words = [file for file in files if file.suffix.lower() in _WORD]
    if words and len(files) > 1:
        raise Misused(desk.t("exchange.one_draft"))
    return draft_of(desk, files[0], write=write) if words else sheets_of(desk, files, write=write)


def sheets_of(desk: Desk, files: Sequence[Path], *, write: bool) -> int:
    """Take spreadsheets back. The exit status."""
    taken, problems = _taken(desk, files)
    found = discover(desk.project.root, SOURCES)
    texts, wrong = rewritten(desk.library, found, taken.data)
    findings = judge(desk.library, [*problems, *wrong], desk.today, desk.language)
    result = None
    if texts and not wrong:
        result = applied(desk.library, found, texts, taken.cells, desk.today)
        told = {one.span for one in findings}
        findings += [one for one in result.findings if one.span not in told]
    _show(desk, findings)
    if any(one.severity is Severity.ERROR for one in findings):
        click.echo(f"\n{desk.t('exchange.refused')}", err=True)
        return 1
    if taken.kept:
        click.echo(desk.t("exchange.kept", count=taken.kept), err=True)
    if result is None:
        click.echo(desk.t("exchange.same"))
        return 0
    compared = list(_compared(desk, result, taken))
    look = Look(desk.language, edge.colour(), edge.columns())
    click.echo(COMPARISONS["text"](compared, look))
    _settle(desk, result, write=write)
    bumps = "".join(f"\n  handbook bump {one.id}" for one in compared if one.found)
    if write and bumps:
        click.echo(desk.t("exchange.next") + bumps, err=True)
    return 0


def draft_of(desk: Desk, file: Path, *, write: bool) -> int:
    """Make a draft of a procedure in Word. The exit status."""
    raw, problems = content(file)
    draft = None
    if raw is not None:
        outline, problems = read_word(str(file), raw)
        draft = draft_from(outline, desk.library, desk.language, desk.today) if outline else None
        if outline and not draft:
            problems = [*problems, Problem("XCH13", Span(str(file)))]
    findings = judge(desk.library, problems, desk.today, desk.language)
    result = None
    if draft is not None:
        lead = modeline(draft.file) if (desk.project.root / SCHEMAS).is_dir() else ""
        texts = {draft.file: lead + draft.text}
        found = discover(desk.project.root, SOURCES)
        result = applied(desk.library, found, texts, draft.cells, desk.today)
        findings += result.findings
    _show(desk, findings)
    if draft is None or result is None or any(x.severity is Severity.ERROR for x in findings):
        click.echo(f"\n{desk.t('exchange.refused')}", err=True)
        return 1
    if not write:
        click.echo(draft.text, nl=False)
    _settle(desk, result, write=write)
    args = {"file": draft.file, "steps": draft.steps, "todo": draft.todo}
    click.echo(desk.t("exchange.draft", **args), err=True)
    if write:
        click.echo(desk.t("exchange.draft_next"), err=True)
    return 0


def _settle(desk: Desk, result: Applied, *, write: bool) -> None:
    """Write the changed sources, or say that nothing was written."""
    if not write:
        click.echo(desk.t("exchange.preview"), err=True)
        return
    journal.write(desk.project.root, result.texts)
    for file in result.texts:
        click.echo(desk.t("exchange.done", file=file), err=True)


def _taken(desk: Desk, files: Sequence[Path]) -> tuple[Taken, list[Problem]]:
    """What files say, and what is wrong with them."""
    grids: list[Grid] = []
    problems: list[Problem] = []
    for file in files:
        more, wrong = _read(file, chinese=desk.language.startswith("zh"))
        grids += more
        problems += wrong
    taken = take(desk.library, grids, desk.language) if not problems else Taken()
    return taken, problems + taken.problems


def _read(file: Path, *, chinese: bool) -> tuple[list[Grid], list[Problem]]:
    name, ending = str(file), file.suffix.lower()
    if ending not in _SHEETS:
        return [], [Problem("XCH01", Span(name), {"why": "type", "value": ending or file.name})]
    raw, problems = content(file)
    if raw is None:
        return [], problems
    if ending in (".xlsx", ".xlsm"):
        grids, problems = read_workbook(name, raw)
    else:
        grids, problems = read_csv(name, raw, chinese=chinese)
    if not problems and not any(grid.rows for grid in grids):
        problems = [Problem("XCH01", Span(name), {"why": "empty"})]
    return grids, problems


def content(file: Path) -> tuple[bytes | None, list[Problem]]:
    """A file's bytes, or why they are not read."""
    name = str(file)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):  # a device has no end
            return None, [Problem("XCH01", Span(name), {"why": "special"})]
        if (size := status.st_size) > MAX_BYTES:
            args = {"why": "bytes", "size": f"{size / 1024**2:.1f}", "limit": MAX_BYTES // 1024**2}
            return None, [Problem("XCH02", Span(name), args)]
        return file.read_bytes(), []
    except FileNotFoundError:
        return None, [Problem("XCH01", Span(name), {"why": "absent"})]
    except PermissionError:
        return None, [Problem("XCH01", Span(name), {"why": "denied"})]
    except OSError as error:
        args = {"why": "missing", "detail": error.strerror or str(error)}
        return None, [Problem("XCH01", Span(name), args)]


def _show(desk: Desk, findings: Sequence[Diagnostic]) -> None:
    if findings:
        look = Look(desk.language, edge.colour(), edge.columns())
        click.echo(FORMATS["text"](findings, desk.project.root, look), err=True)


def _compared(desk: Desk, result: Applied, taken: Taken) -> Iterator[Compared]:
    """What will be written, document by document: what differs in meaning, and what else."""
    names = names_of(desk.library)
    teller = Teller(result.library, desk.language, desk.library)
    for document in taken.data:
        old, new = desk.library.documents[document], result.library.documents[document]
        found = differences(old.KIND, content_of(old), content_of(new), names)
        routes = {one.route for one in found}
        every = all_differences(old.KIND, data(desk.library, document), taken.data[document])
        beside = teller.tell(new, (one for one in every if one.route not in routes))
        told, after = teller.tell(new, found), desk.t("differences.source")
        yield Compared(new.id, new.title, old.version, after, tuple(told), tuple(beside))
