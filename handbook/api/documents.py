"""The documents in force: their list, and each with what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from handbook.api import shapes
from handbook.api.tell import Teller, ids
from handbook.model.base import Document
from handbook.model.policy import Policy
from handbook.model.sop import Branch, Sop, Step
from handbook.stamp.in_force import Coming

_TOLD_ELSEWHERE = frozenset({"step", "article"})
"""Kinds that a procedure and a policy tell in full."""


def folder_file(document: str) -> str:
    """The file of a document, from the folder of the index."""
    return f"documents/{document}.json"


def documents(tell: Teller) -> shapes.Documents:
    """The list of all in force, and of what is announced."""
    held = tell.book.in_force()
    known = {document.id for document in held}
    announced = (one for one in tell.book.coming if one.document.id not in known and not one.ends)
    return shapes.Documents(
        documents=tuple(shapes.Summary(**_summary(one, tell)) for one in held),
        coming=tuple(_announced(one, tell) for one in announced),
    )


def each_document(tell: Teller) -> Iterator[tuple[str, shapes.Document]]:
    """Every document in force under the name of its file."""
    for document in tell.book.in_force():
        yield folder_file(document.id), document_of(document, tell)


def document_of(document: Document, tell: Teller) -> shapes.Document:
    """A document with what it holds."""
    return shapes.Document(
        **_summary(document, tell),
        supersedes=document.supersedes,
        asks=document.asks,
        changes=tuple(shapes.Change(**change(one, tell)) for one in document.changes),
        procedure=_procedure(document, tell) if isinstance(document, Sop) else None,
        chapters=tuple(_chapters(document, tell)) if isinstance(document, Policy) else (),
        items=tuple(_items(document, tell)),
        body=tell.text(document.body, document.id),
    )


def change(one: Any, tell: Teller) -> dict[str, Any]:
    """What is told of an entry of a revision record."""
    return {
        "version": one.version,
        "date": one.date,
        "kind": one.change_class,
        "summary": tell.text(one.summary),
    }


def _summary(document: Document, tell: Teller) -> dict[str, Any]:
    stamp = tell.book.stamps[document.id]
    return {
        "id": document.id,
        "kind": document.KIND,
        "title": stamp.title,
        "version": stamp.version,
        "digest": tell.book.proofs[document.id].digest,
        "effective": stamp.effective,
        "review_due": stamp.review_due,
        "owner": document.owner,
        "approver": document.approver,
        "summary": tell.text(document.summary, document.id),
        "audience": ids("role", document.audience),
        "channels": ids("channel", document.channels),
        "scenes": ids("scene", document.scenes),
        "tags": document.tags,
        "coming": tuple(
            shapes.Coming(**_coming(one, tell))
            for one in tell.book.coming
            if one.document.id == document.id
        ),
        "page": tell.page(document.id),
        "data": folder_file(document.id),
    }


def _coming(one: Coming, tell: Teller) -> dict[str, Any]:
    return {
        "version": one.document.version,
        "effective": one.effective,
        "retired": one.ends,
        "page": page_of(one, tell),
    }


def page_of(one: Coming, tell: Teller) -> str:
    """Where what is coming can be read; of an end, where what ends is."""
    if one.ends:
        return tell.places.home(one.document)
    return tell.places.coming(one.document, one.effective)


def _announced(one: Coming, tell: Teller) -> shapes.Announced:
    document = one.document
    told = _coming(one, tell)
    return shapes.Announced(id=document.id, kind=document.KIND, title=document.title, **told)


def _procedure(sop: Sop, tell: Teller) -> shapes.Procedure:
    return shapes.Procedure(
        purpose=tell.text(sop.purpose, sop.id),
        scope=tell.text(sop.scope, sop.id),
        trigger=tell.text(sop.trigger, sop.id),
        outcome=tell.text(sop.outcome, sop.id),
        within=tell.optional(sop.within),
        prepare=tell.texts(sop.prepare, sop.id),
        principles=tell.texts(sop.principles, sop.id),
        steps=tuple(_step(number, step, sop, tell) for number, step in enumerate(sop.steps, 1)),
        exceptions=_ways(sop.exceptions, sop, tell),
        escalate=sop.escalate,
        measures=sop.measures,
        related=sop.related,
    )


def _step(number: int, step: Step, sop: Sop, tell: Teller) -> shapes.Step:
    address = f"{sop.id}#{step.id}"
    return shapes.Step(
        id=address,
        number=number,
        do=step.do,
        who=step.who,
        within=tell.optional(step.within),
        key=step.key,
        channels=ids("channel", step.channels),
        detail=tell.text(step.detail, sop.id),
        say=step.say,
        avoid=step.avoid,
        caution=tell.text(step.caution, sop.id),
        record=step.records,
        escalate=step.escalate,
        measures=step.measures,
        branches=_ways(step.branches, sop, tell),
        next=_go(step.next, sop) if step.next else None,
        page=tell.page(address),
    )


def _ways(branches: Iterable[Branch], sop: Sop, tell: Teller) -> tuple[shapes.Way, ...]:
    return tuple(
        shapes.Way(when=tell.text(one.when, sop.id), go=_go(one.go, sop)) for one in branches
    )


def _go(target: str, sop: Sop) -> str:
    """A full address; a step of the same procedure is written by its own id alone."""
    local = target != "end" and "#" not in target and not target[:1].isupper()
    return f"{sop.id}#{target}" if local else target


def _chapters(policy: Policy, tell: Teller) -> Iterator[shapes.Chapter]:
    number = 0
    for chapter in policy.chapters:
        articles = []
        for article in chapter.articles:
            number += 1
            address = f"{policy.id}#{article.id}"
            text = tell.text(article.text, policy.id)
            articles.append(
                shapes.Article(
                    id=address, number=number, title=article.title, text=text,
                    page=tell.page(address),
                )
            )  # fmt: skip
        yield shapes.Chapter(title=chapter.title, articles=tuple(articles))


def _items(document: Document, tell: Teller) -> Iterator[shapes.ItemOf]:
    told = isinstance(document, Sop | Policy)
    for entry in tell.book.library.items_of(document.id):
        if not (told and entry.kind in _TOLD_ELSEWHERE):
            yield shapes.ItemOf(
                id=entry.address, kind=entry.kind, name=tell.text(entry.label),
                page=tell.page(entry.address),
            )  # fmt: skip
