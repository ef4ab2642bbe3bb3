"""``bump``, ``release``, ``confirm``, ``retire``: what they write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import click

from handbook.check.engine import check, judge
from handbook.check.rules.ver06_unapproved import unapproved
from handbook.check.rules.ver07_approver import is_asked, stranger
from handbook.check.versions import uses_of
from handbook.cli import git, journal
from handbook.cli.desk import Desk
from handbook.cli.due import owner_address
from handbook.cli.edit import Source
from handbook.config import HISTORY, SOURCES
from handbook.diagnostics import Severity
from handbook.model.base import Approval, Change, Document, full
from handbook.model.role import RoleItem
from handbook.report.formats import FORMATS
from handbook.report.look import Look
from handbook.stamp.changes import class_of
from handbook.stamp.early import brought_forward
from handbook.stamp.history import Class, Record
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import (
    Release,
    changes_of,
    confirmed,
    entry_of,
    is_released,
    lacks_approval,
    released,
)
from handbook.stamp.suspect import suspects
from handbook.stamp.version import number, raised, rank


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
    is_dated_anew = last.effective > desk.today and entry.effective not in (None, last.effective)
    least = least or ("normative" if is_dated_anew else None)  # it binds from another day
    if least is None:
        click.echo(desk.t("versions.unchanged", id=document.id, version=last.version))
        return
    claimed = entry.claimed or least
    if rank(claimed) < rank(least):
        named = desk.t(f"class.{least}")
        raise click.ClickException(desk.t("versions.less", **{"class": named}))
    version = max(raised(last.version, claimed), document.version, key=number)
    written = next((one for one in document.changes if one.version == version), None)
    source = _source(desk, document)
    source.set("version", version)
    first = entry.effective or desk.today
    if written:  # it was raised before and is not released yet
        graver: Class = max(claimed, written.change_class, key=rank)
        claimed = entry.claimed or graver
        first = entry.effective or max(document.effective or desk.today, desk.today)
    bumped = {"version": version, "status": "approved", "effective": first}
    ahead = brought_forward(document.model_copy(update=bumped), history, claimed, desk.today)
    first = entry.effective or (ahead.effective if ahead else first)
    source.set("effective", first.isoformat(), after="version")
    if written is None:
        source.put_first("changes", _entry(desk, document, version, claimed, entry))
    else:
        by = replace(entry, author=entry.author or written.author)
        changed = _entry(desk, document, version, claimed, by)
        source.put_over("changes", document.changes.index(written), changed, without="approved")
    source.write()
    named = desk.t(f"class.{claimed}")
    click.echo(desk.t("versions.bumped", id=document.id, version=version, **{"class": named}))
    if ahead:
        told = "versions.forward" if entry.effective else "versions.with_ahead"
        days = {"day": ahead.effective, "date": first}
        click.echo(desk.t(told, version=version, ahead=ahead.version, **days))
    if written:
        _tell_rewritten(desk, written, entry)
    click.echo(desk.t("versions.see", file=source.file))


def _tell_rewritten(desk: Desk, written: Change, entry: Entry) -> None:
    if written.summary != entry.summary:
        told = {"version": written.version, "summary": written.summary}
        click.echo(desk.t("versions.rewritten", **told))
    if written.approved:
        by_whom = desk.library.label(written.approved.by)
        click.echo(desk.t("versions.approval_out", by=by_whom, on=written.approved.on))


def retire(desk: Desk, id_: str, because: str, successor: str, entry: Entry) -> None:
    """Mark a document as retired, with the reason and what replaces it."""
    document = desk.document(id_)
    if document.status == "retired":
        raise click.ClickException(desk.t("versions.retired_already", id=document.id))
    next_ = desk.document(successor).id if successor else ""
    if next_ == document.id:
        raise click.ClickException(desk.t("versions.own_successor", id=document.id))
    if next_ and desk.library.documents[next_].status == "draft":
        raise click.ClickException(desk.t("versions.draft_successor", id=next_))
    version = raised(document.version, "structural")
    source = _source(desk, document)
    source.set("version", version)
    source.set("status", "retired")
    source.set("effective", (entry.effective or desk.today).isoformat(), after="status")
    if next_:
        source.set("superseded_by", next_, after="status")
    source.set("retired_because", because, after="status")
    source.put_first("changes", _entry(desk, document, version, "structural", entry))
    source.write()
    click.echo(desk.t("versions.retired", id=document.id, version=version))
    if uses := list(uses_of(desk.library, [document.id])):
        files = {use.place.file for use in uses}
        click.echo(desk.t("versions.quoted_still", uses=len(uses), files=len(files)))
    click.echo(desk.t("versions.see", file=source.file))


def _source(desk: Desk, document: Document) -> Source:
    return Source.read(desk.project.root, desk.library.file_of(document.id))


def _entry(
    desk: Desk, document: Document, version: str, class_: Class, entry: Entry
) -> dict[str, str]:
    author = entry.author or document.changes[0].author
    # Where the last author's clock is ahead, as in another time zone, it is that day there.
    day = max(desk.today, *(one.date for one in document.changes))
    return {
        "version": version,
        "date": day.isoformat(),
        "class": class_,
        "summary": entry.summary,
        "author": author,
    }


def chosen(desk: Desk, ids: Sequence[str], base: str | None) -> list[Document]:
    """The documents named, or all; with a base those whose sources differ from its.

    Raises click.ClickException.
    """
    documents = [desk.document(id_) for id_ in ids] or list(desk.library.documents.values())
    if base is None:
        return documents
    with git.told():
        changed = git.changed(desk.project.root, base)
    return [document for document in documents if desk.library.file_of(document.id) in changed]


def release(desk: Desk, documents: Iterable[Document], by: Release) -> int:
    """Record each that is approved and whose version is not in its history. The exit status."""
    waiting = [
        document
        for document in documents
        if document.status != "draft" and not is_released(document, desk.histories.get(document.id))
    ]
    if not waiting and not desk.is_incomplete:  # what cannot be read may be what is waiting
        click.echo(desk.t("versions.none"))
        return 0
    past = {f"{SOURCES}/{HISTORY}/{one.id}.jsonl" for one in waiting}
    if lost := sorted(past & git.deleted(desk.project.root, f"{SOURCES}/{HISTORY}")):
        raise click.ClickException(desk.t("versions.lost", files=" ".join(lost)))
    among = tuple(_role(desk, name) for name in by.among)
    by = replace(by, approver=among[-1] if among else "", among=among)
    if refused := _refused(desk, waiting, by):
        click.echo(refused, err=True)
        return 1
    upstream = Upstream(desk.library)
    records = [
        released(
            document, upstream, desk.histories.get(document.id), _approving(desk, document, by)
        )
        for document in waiting
    ]
    journal.append(desk.project.root, records)
    for record in records:
        click.echo(
            desk.t(
                "versions.released", id=record.id, version=record.version,
                effective=record.effective, approver=desk.library.label(record.approver),
                **{"class": desk.t(f"class.{record.change_class}")},
            )
        )  # fmt: skip
    _tell_suspects(desk)
    return 0


def _role(desk: Desk, name: str) -> str:
    """A role by its address, or a person's name as it is; raises ClickException."""
    role = full("role", name)
    if role in desk.library.entries:
        return role
    if name.startswith(RoleItem.ID_PREFIX):
        known = " ".join(role.id for role in desk.library.of_kind("role"))
        raise click.ClickException(desk.t("versions.no_role", id=name, known=known))
    return name


def _approving(desk: Desk, document: Document, by: Release) -> Release:
    """Of several who approved the one who is asked for a document, else the last."""
    asked = (name for name in by.among if is_asked(document, desk.library, name))
    return replace(by, approver=next(asked, by.approver))


def _refused(desk: Desk, waiting: Iterable[Document], by: Release) -> str:
    """The errors that stand against a release, as text; an approver named now approves.

    Nothing is released without approval, from whatever day it is to hold.
    """
    library, ways = desk.library, [(one, _approving(desk, one, by)) for one in waiting]
    signed = {one.id: _signed(one, way) for one, way in ways}
    files = {library.file_of(id_) for id_ in signed}
    files |= {f"{SOURCES}/{HISTORY}/{id_}.jsonl" for id_ in signed}
    as_signed = replace(library, documents={**library.documents, **signed})
    lacking = [one for one in signed.values() if lacks_approval(one, desk.histories)]
    told = [unapproved(one, library, "release") for one in lacking]
    strangers = (stranger(one, library, way.approver) for one, way in ways)
    told += filter(None, strangers)
    found = [
        one
        for one in (
            *judge(library, told, desk.today, desk.language),
            *(one for one in check(as_signed, desk.today, desk.language) if one.code != "VER06"),
        )
        if one.severity is Severity.ERROR
        and (one.span.file in files or not one.code.startswith("VER"))
    ]
    if not found:
        return ""
    text = FORMATS["text"](found, desk.project.root, Look(desk.language))
    return f"{text}\n\n{desk.t('versions.refused')}"


def _signed(document: Document, by: Release) -> Document:
    """A document as if its version were approved by the one who is named now.

    That is the day of the review, as far as it is known, unless an earlier day is noted.
    """
    if not by.approver:
        return document
    entry = entry_of(document)
    noted = entry.approved if entry else None
    approved = {
        "approved": Approval(by=by.approver, on=noted.on if noted else by.approved or by.on)
    }
    changes = [one.model_copy(update=approved) if one is entry else one for one in document.changes]
    return document.model_copy(update={"changes": tuple(changes)})


def _tell_suspects(desk: Desk) -> None:
    fresh = Desk(desk.project, desk.now)
    for suspect in suspects(fresh.library, fresh.histories):
        told = (f"{fresh.library.label(item)} ({item})" for item in suspect.items)
        items = desk.t("shared.list_separator").join(told)
        click.echo(desk.t("versions.suspect", id=suspect.document, items=items))


def confirm(desk: Desk, id_: str, items: Sequence[str], by: Release) -> None:
    """Record that a document was read again and holds."""
    document = desk.document(id_)
    _confirm_all(desk, [_reading(desk, document, items, by, Upstream(desk.library))])


def confirm_everywhere(desk: Desk, items: Sequence[str], owner: str | None, by: Release) -> None:
    """Record that all documents that items made suspect, of an owner or all, were read there.

    Those that cannot be confirmed are named and left out.
    """
    wanted = owner_address(desk.library, owner, desk.t) if owner is not None else ""
    documents = desk.library.documents
    waiting = [
        one for one in suspects(desk.library, desk.histories)
        if wanted in ("", documents[one.document].owner)
    ]  # fmt: skip
    known = sorted({item for one in waiting for item in one.items})
    if unknown := [item for item in items if item not in known]:
        told = desk.t("versions.none_suspect", item=unknown[0], known=" ".join(known) or "—")
        raise click.ClickException(told)
    readings, upstream = [], Upstream(desk.library)
    for one in waiting:
        if read := [item for item in one.items if item in items]:
            try:
                readings.append(_reading(desk, documents[one.document], read, by, upstream))
            except click.ClickException as error:
                click.echo(error.message, err=True)
    _confirm_all(desk, readings)
    click.echo(desk.t("versions.read_all", by=by.author, count=len(readings)))


def _confirm_all(desk: Desk, readings: Sequence[Record]) -> None:
    journal.append(desk.project.root, readings)
    for record in readings:
        told = desk.t("versions.confirmed", id=record.id, version=record.version, on=record.on)
        click.echo(told)


def _reading(
    desk: Desk, document: Document, items: Sequence[str], by: Release, upstream: Upstream
) -> Record:
    """That a document was read again and holds; raises ClickException where it cannot."""
    history = desk.histories.get(document.id)
    if history is None or not is_released(document, history):
        raise click.ClickException(desk.t("versions.not_released", id=document.id))
    if history.flaws:
        raise click.ClickException(desk.t("copies.flawed", file=history.file))
    if changes_of(document, desk.library, history):
        raise click.ClickException(desk.t("versions.changed", id=document.id))
    if document.status == "retired":
        raise click.ClickException(desk.t("versions.confirm_retired", id=document.id))
    last = max(record.on for record in history.records)
    if not last <= by.on <= desk.today:
        told = desk.t("versions.confirm_day", on=by.on, last=last, today=desk.today)
        raise click.ClickException(told)
    try:
        return confirmed(document, upstream, history, by, items)
    except KeyError as error:
        raise click.ClickException(
            desk.t("versions.not_quoted", id=document.id, item=error.args[0])
        ) from error
