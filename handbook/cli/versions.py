"""``bump``, ``release``, ``confirm``, ``retire``, ``diff``, ``log``: what they do and print."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import click

from handbook.check.engine import check
from handbook.check.run import day_in
from handbook.cli import git, journal
from handbook.config import HISTORY, SOURCES, Project
from handbook.diagnostics import Severity
from handbook.load.edit import with_first, with_scalar
from handbook.load.node import Loaded
from handbook.load.tree import load_tree, parse
from handbook.model.base import Document
from handbook.model.library import Library, build_library
from handbook.render.differences import Teller
from handbook.render.words import Translate, translator
from handbook.report import FORMATS, Look
from handbook.report.changes import Compared
from handbook.stamp.changes import class_of, differences
from handbook.stamp.digest import content_of
from handbook.stamp.history import Class, History, Record, histories
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import (
    Release,
    changes_of,
    confirmed,
    is_released,
    names_of,
    released,
)
from handbook.stamp.suspect import suspects
from handbook.stamp.version import number, raised, rank


@dataclass
class Desk:
    """A project whose versions are worked on, at a moment."""

    project: Project
    now: datetime

    @cached_property
    def library(self) -> Library:
        tree = load_tree(self.project.root, SOURCES, self.project.cache)
        return build_library(tree, self.project.cache)

    @cached_property
    def histories(self) -> dict[str, History]:
        return histories(self.library.history)

    @property
    def language(self) -> str:
        return self.library.settings.language if self.library.settings else "zh-Hans"

    @property
    def t(self) -> Translate:
        return translator(self.language)

    @property
    def today(self) -> date:
        settings = self.library.settings
        return day_in(self.now, settings.time_zone if settings else "UTC")

    def document(self, id_: str) -> Document:
        """A document by its id, however it is spelt. Raises click.ClickException."""
        wanted = id_.upper()
        found = self.library.documents.get(wanted)
        if found is None:
            near = difflib.get_close_matches(wanted, self.library.documents, n=3)
            raise click.ClickException(
                self.t("versions.unknown", id=id_, near=" ".join(near) or "—")
            )
        return found

    def source(self, document: Document) -> Source:
        return Source.read(self.project.root, self.library.file_of(document.id))


@dataclass
class Source:
    """A source's text while it is edited in place."""

    path: Path
    file: str
    text: str

    @classmethod
    def read(cls, root: Path, file: str) -> Source:
        path = root / file
        with path.open(encoding="utf-8", newline="") as stream:
            return cls(path, file, stream.read())

    @property
    def loaded(self) -> Loaded:
        return parse(self.file, self.text.encode())

    def set(self, key: str, value: str, after: str = "id") -> None:
        self.text = with_scalar(self.text, self.loaded, key, value, after)

    def put_first(self, key: str, entry: dict[str, str]) -> None:
        self.text = with_first(self.text, self.loaded, key, entry)

    def write(self) -> None:
        """Replace the file whole."""
        part = self.path.with_suffix(self.path.suffix + ".part")
        with part.open("w", encoding="utf-8", newline="") as stream:
            stream.write(self.text)
        part.replace(self.path)


@dataclass(frozen=True)
class Entry:
    """What an author says of a new version."""

    summary: str
    author: str
    effective: date | None = None
    claimed: Class | None = None


def bump(desk: Desk, id_: str, entry: Entry) -> None:
    """Raise a document's version by the class of its change and open the changelog entry."""
    document = desk.document(id_)
    history = desk.histories.get(document.id)
    last = history.last if history else None
    if last is None:
        raise click.ClickException(desk.t("versions.never", id=document.id))
    least = class_of(changes_of(document, desk.library, history))
    if least is None:
        click.echo(desk.t("versions.unchanged", id=document.id, version=last.version))
        return
    claimed = entry.claimed or least
    if rank(claimed) < rank(least):
        named = desk.t(f"class.{least}")
        raise click.ClickException(desk.t("versions.less", **{"class": named}))
    version = max(raised(last.version, claimed), document.version, key=number)
    source = desk.source(document)
    source.set("version", version)
    source.set("effective", (entry.effective or desk.today).isoformat(), after="version")
    if all(change.version != version for change in document.changes):
        source.put_first("changes", _entry(desk, document, version, claimed, entry))
    source.write()
    named = desk.t(f"class.{claimed}")
    click.echo(desk.t("versions.bumped", id=document.id, version=version, **{"class": named}))
    click.echo(desk.t("versions.see", file=source.file))


def retire(desk: Desk, id_: str, because: str, successor: str, entry: Entry) -> None:
    """Mark a document as retired, with the reason and what replaces it."""
    document = desk.document(id_)
    if document.status == "retired":
        raise click.ClickException(desk.t("versions.retired_already", id=document.id))
    next_ = desk.document(successor).id if successor else ""
    version = raised(document.version, "structural")
    source = desk.source(document)
    source.set("version", version)
    source.set("status", "retired")
    source.set("effective", (entry.effective or desk.today).isoformat(), after="status")
    if next_:
        source.set("superseded_by", next_, after="status")
    source.set("retired_because", because, after="status")
    source.put_first("changes", _entry(desk, document, version, "structural", entry))
    source.write()
    click.echo(desk.t("versions.retired", id=document.id, version=version))
    click.echo(desk.t("versions.see", file=source.file))


def _entry(
    desk: Desk, document: Document, version: str, class_: Class, entry: Entry
) -> dict[str, str]:
    author = entry.author or document.changes[0].author
    return {
        "version": version,
        "date": desk.today.isoformat(),
        "class": class_,
        "summary": entry.summary,
        "author": author,
    }


def release(desk: Desk, ids: Sequence[str], by: Release) -> int:
    """Record every approved document whose version is not in its history. The exit status."""
    chosen = [desk.document(id_) for id_ in ids] or list(desk.library.documents.values())
    waiting = [
        document
        for document in chosen
        if document.status != "draft" and not is_released(document, desk.histories.get(document.id))
    ]
    if not waiting:
        click.echo(desk.t("versions.none"))
        return 0
    if refused := _refused(desk, {document.id for document in waiting}, by):
        click.echo(refused, err=True)
        return 1
    upstream = Upstream(desk.library)
    records = [
        released(document, upstream, desk.histories.get(document.id), by) for document in waiting
    ]
    journal.append(desk.project.root, records)
    for record in records:
        click.echo(
            desk.t(
                "versions.released", id=record.id, version=record.version,
                effective=record.effective, approver=_name(desk, record.approver),
                **{"class": desk.t(f"class.{record.change_class}")},
            )
        )  # fmt: skip
    _tell_suspects(desk)
    return 0


def _refused(desk: Desk, ids: set[str], by: Release) -> str:
    """The errors that stand against a release, as text; an approver named now approves."""
    library = desk.library
    files = {library.file_of(id_) for id_ in ids}
    files |= {f"{SOURCES}/{HISTORY}/{id_}.jsonl" for id_ in ids}
    found = [
        one
        for one in check(library, desk.today, desk.language)
        if one.severity is Severity.ERROR
        and (one.span.file in files or not one.code.startswith("VER"))
        and not (one.code == "VER06" and by.approver)
    ]
    if not found:
        return ""
    text = FORMATS["text"](found, desk.project.root, Look(desk.language))
    return f"{text}\n\n{desk.t('versions.refused')}"


def _tell_suspects(desk: Desk) -> None:
    fresh = Desk(desk.project, desk.now)
    for suspect in suspects(fresh.library, fresh.histories):
        items = " ".join(suspect.items)
        click.echo(desk.t("versions.suspect", id=suspect.document, items=items))


def confirm(desk: Desk, id_: str, items: Sequence[str], by: Release) -> None:
    """Record that a document was read again and holds."""
    document = desk.document(id_)
    history = desk.histories.get(document.id)
    if history is None or not is_released(document, history):
        raise click.ClickException(desk.t("versions.not_released", id=document.id))
    if changes_of(document, desk.library, history):
        raise click.ClickException(desk.t("versions.changed", id=document.id))
    try:
        record = confirmed(document, desk.library, history, by, items)
    except KeyError as error:
        raise click.ClickException(
            desk.t("versions.not_quoted", id=document.id, item=error.args[0])
        ) from error
    journal.append(desk.project.root, [record])
    click.echo(desk.t("versions.confirmed", id=document.id, version=record.version, on=record.on))


def compare(desk: Desk, id_: str, versions: str) -> Compared:
    """What differs between two versions of a document, or since one; by default since the last."""
    document = desk.document(id_)
    history = desk.histories.get(document.id)
    before, _, after = versions.partition("..")
    old = _record(desk, document, history, before) if before else (history and history.last)
    new = _record(desk, document, history, after) if after else None
    if not old:
        return Compared(document.id, document.title, "", document.version, ())
    content = new.content if new else content_of(document)
    found = differences(document.KIND, old.content, content, names_of(desk.library))
    told = Teller(desk.library, desk.language).tell(document, found)
    later = new.version if new else desk.t("differences.source")
    return Compared(document.id, document.title, old.version, later, tuple(told))


def compare_all(desk: Desk) -> Iterator[Compared]:
    """Every document that has changed since its last release."""
    for document in desk.library.documents.values():
        compared = compare(desk, document.id, "")
        if compared.found:
            yield compared


def compare_with(desk: Desk, base: str) -> Iterator[Compared]:
    """What differs in each document from a revision of git. Raises git.GitError."""
    teller, names = Teller(desk.library, desk.language), names_of(desk.library)
    with git.sources_at(desk.project.root, git.commit_of(desk.project.root, base)) as folder:
        former = build_library(load_tree(folder, SOURCES)).documents
    for document in desk.library.documents.values():
        old = former.get(document.id)
        if old is None:
            yield Compared(document.id, document.title, "", document.version, ())
            continue
        found = differences(document.KIND, content_of(old), content_of(document), names)
        if found:
            told = tuple(teller.tell(document, found))
            yield Compared(document.id, document.title, old.version, document.version, told)


def _record(desk: Desk, document: Document, history: History | None, version: str) -> Record:
    found = history.release(version) if history else None
    if found is None:
        known = " ".join(one.version for one in history.releases) if history else ""
        raise click.ClickException(
            desk.t("versions.no_version", id=document.id, version=version, known=known or "—")
        )
    return found


def log(desk: Desk, id_: str) -> Iterator[str]:
    """The lines of a document's history, the newest first."""
    document = desk.document(id_)
    history = desk.histories.get(document.id)
    t = desk.t
    yield f"{document.id}  {document.title}"
    if history is None or not is_released(document, history):
        yield t(
            "versions.waiting", version=document.version, status=t(f"standing.{_state(document)}")
        )
    for record in reversed(history.records if history else ()):
        who = _name(desk, record.approver) or record.author
        if record.event != "release":
            yield t("versions.log_read", on=record.on, version=record.version, who=record.author)
            continue
        class_ = t(f"class.{record.change_class}")
        yield t(
            "versions.log", version=record.version, effective=record.effective, on=record.on,
            approver=who, digest=record.digest[:8], **{"class": class_},
        )  # fmt: skip
        yield f"    {record.summary}"


def _state(document: Document) -> str:
    return {"approved": "coming"}.get(document.status, document.status)


def _name(desk: Desk, approver: str) -> str:
    entry = desk.library.entries.get(approver)
    return entry.label if entry else approver
