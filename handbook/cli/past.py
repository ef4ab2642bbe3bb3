"""``diff`` and ``log``: what became of documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import click

from handbook.cli.desk import Desk
from handbook.config import SOURCES
from handbook.load.tree import load_tree
from handbook.model.base import Document
from handbook.model.library import build_library
from handbook.render.differences import Teller
from handbook.report.changes import Compared
from handbook.stamp.changes import Difference, differences
from handbook.stamp.digest import canonical_json, content_of
from handbook.stamp.entries import before_history
from handbook.stamp.history import History, Record
from handbook.stamp.release import is_released, lacks_approval, names_of
from handbook.stamp.stamp import standing
from handbook.stamp.then import library_then

_ADDRESS = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?:#[a-z0-9-]+)?|[a-z]+\.[a-z0-9-]+")


def compare(desk: Desk, id_: str, versions: str) -> Compared:
    """What differs between two versions of a document, or since one; by default since the last."""
    document = desk.document(id_)
    history = desk.histories.get(document.id)
    if history and history.flaws:
        raise click.ClickException(desk.t("copies.flawed", file=history.file))
    before, _, after = versions.partition("..")
    old = _record(desk, document, history, before) if before else (history and history.last)
    new = _record(desk, document, history, after) if after else None
    if not old:
        return Compared(document.id, document.title, "", document.version, ())
    content = new.content if new else content_of(document)
    found = differences(document.KIND, old.content, content, names_of(desk.library))
    library = desk.knowing(_named_in(found))
    now = library_then(library, new) if new else library
    told = Teller(now, desk.language, library_then(library, old)).tell(document, found)
    later = new.version if new else desk.t("differences.source")
    return Compared(document.id, document.title, old.version, later, tuple(told))


def compare_all(desk: Desk) -> Iterator[Compared]:
    """Every document that has changed since its last release, or has none."""
    for document in desk.library.documents.values():
        compared = compare(desk, document.id, "")
        if compared.found or not compared.before:
            yield compared


def compare_with(desk: Desk, base: str) -> Iterator[Compared]:
    """What differs in each document from a revision of git. Raises click.ClickException."""
    from handbook.cli import git  # processes and archives, for this comparison alone

    root, names = desk.project.root, names_of(desk.library)
    with git.told(), git.sources_at(root, git.commit_of(root, base)) as folder:
        former = build_library(load_tree(folder, SOURCES))
    teller = Teller(desk.library, desk.language, former)
    for document in desk.library.documents.values():
        old = former.documents.get(document.id)
        if old is None:
            yield Compared(document.id, document.title, "", document.version, ())
            continue
        found = differences(document.KIND, content_of(old), content_of(document), names)
        if found:
            told = tuple(teller.tell(document, found))
            yield Compared(document.id, document.title, old.version, document.version, told)


def _named_in(found: Iterable[Difference]) -> set[str]:
    """Whatever may be an address in what differs."""
    sides = canonical_json([(one.before, one.after) for one in found])
    return set(_ADDRESS.findall(sides))


def _record(desk: Desk, document: Document, history: History | None, version: str) -> Record:
    found = history.release(version) if history else None
    if found is None:
        known = " ".join(one.version for one in history.releases) if history else ""
        earlier = before_history(document, history) if history else []
        key = "unkept" if version in {one.version for one in earlier} else "no_version"
        raise click.ClickException(
            desk.t(f"versions.{key}", id=document.id, version=version, known=known or "—")
        )
    return found


def log(desk: Desk, id_: str) -> Iterator[str]:
    """The lines of a document's history, the newest first."""
    document = desk.document(id_)
    history = desk.histories.get(document.id)
    t = desk.t
    yield f"{document.id}  {document.title}"
    if history and history.flaws:
        yield t("copies.flawed", file=history.file)
    if history is None or not is_released(document, history):
        status = _state(document, desk)
        yield t("versions.waiting", version=document.version, status=status)
    records = history.records if history else ()
    library = desk.knowing({item for one in records for item in _confirmed_by(one)})
    plain = Teller(library, desk.language).prose.plain
    for record in reversed(records):
        who = library.label(record.approver) or record.author
        if record.event != "release":
            items = (plain(library.label(item)) for item in _confirmed_by(record))
            what = t("shared.list_separator").join(items) or t("history.whole")
            reader = library.label(record.author)
            yield t(
                "versions.log_read", on=record.on, version=record.version, who=reader, what=what
            )
            continue
        class_ = t(f"class.{record.change_class}")
        yield t(
            "versions.log", version=record.version, effective=record.effective, on=record.on,
            approver=who, digest=record.digest[:8], **{"class": class_},
        )  # fmt: skip
        yield f"    {record.summary}"
    if earlier := before_history(document, history) if history else []:
        yield f"  {t('history.unkept')}"
    for change in earlier:
        class_ = t(f"class.{change.change_class}")
        told = {"version": change.version, "date": change.date, "class": class_}
        yield t("versions.log_earlier", **told)
        yield f"    {change.summary}"


def _confirmed_by(record: Record) -> Iterable[str]:
    """The items that were read again by themselves; none where all was."""
    return record.upstream if record.event == "confirm" else ()


def _state(document: Document, desk: Desk) -> str:
    if lacks_approval(document, desk.histories):
        return desk.t("versions.unapproved")
    return desk.t(f"standing.{standing(document, desk.today)}")
