"""The lists of items, one a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.api import item_shapes
from handbook.api.shapes import Shape
from handbook.api.tell import Teller, ids, one
from handbook.model.prose import SLOT

Told = Callable[[Any, Teller], dict[str, Any]]
"""What an item says besides id, name, document and page."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A list: the kind of item that it holds and the shape in which it is told."""

    kind: str
    shape: type[item_shapes.Item]
    told: Told


def _script(item: Any, tell: Teller) -> dict[str, Any]:
    texts = [tell.spoken(text) for text in (item.text, *(each.text for each in item.variants))]
    variants = [
        item_shapes.Variant(
            channel=one("channel", each.channel), mood=one("mood", each.mood), text=text
        )
        for each, text in zip(item.variants, texts[1:], strict=True)
    ]
    return {
        "scene": f"scene.{item.scene.removeprefix('scene.')}",
        "channels": ids("channel", item.channels),
        "purpose": tell.text(item.purpose),
        "text": texts[0],
        "variants": tuple(variants),
        "blanks": tuple(dict.fromkeys(SLOT.findall("\n".join(texts)))),
        "verbatim": item.verbatim,
        "note": tell.text(item.note),
        "avoid": item.avoid,
        "asks": item.asks,
    }


def _phrase(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "forms": item.forms,
        "whole": item.whole,
        "channels": ids("channel", item.channels),
        "why": tell.text(item.why),
        "instead": tuple(map(tell.spoken, item.instead)),
        "scripts": item.scripts,
        "allow": item.allow,
    }


def _service_level(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "touchpoint": item.touchpoint,
        "measure": item.measure,
        "channels": ids("channel", item.channels),
        "limit": tell.quantity(item.limit),
        "rule": tell.text(item.rule),
        "starts": tell.text(item.starts),
        "stops": tell.text(item.stops),
        "clock": item.counts,
        "applies": tell.text(item.applies),
        "breach": item.breach,
        "kpis": item.kpis,
    }


def _standard(item: Any, tell: Teller) -> dict[str, Any]:
    return {"value": tell.quantity(item.value), "applies": tell.text(item.applies)}


def _kpi(item: Any, tell: Teller) -> dict[str, Any]:
    thresholds, scale = item.thresholds, item.scale
    return {
        "en": item.en or "",
        "definition": tell.text(item.definition),
        "formula": tell.text(item.formula),
        "unit": item.unit,
        "direction": item.direction,
        "target": item.target,
        "warning": thresholds.warning if thresholds else None,
        "critical": thresholds.critical if thresholds else None,
        "least": scale.min if scale else None,
        "most": scale.max if scale else None,
        "cycle": item.cycle,
        "data_source": tell.text(item.data_source),
        "owner": one("dept", item.owner),
        "roles": ids("role", item.roles),
        "channels": ids("channel", item.channels),
        "applies": tell.text(item.applies),
        "note": tell.text(item.note),
    }


def _term(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "en": item.en or "",
        "definition": tell.text(item.definition),
        "synonyms": item.synonyms,
        "colloquial": item.colloquial,
        "see": item.see,
    }


def _form(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "purpose": tell.text(item.purpose),
        "filled_by": ids("role", item.filled_by),
        "checked_by": ids("role", item.checked_by),
        "keep": tell.quantity(item.keep),
        "sections": tuple(_section(section, tell) for section in item.sections),
        "note": tell.text(item.note),
    }


def _section(section: Any, tell: Teller) -> item_shapes.FormSection:
    fields = tuple(
        item_shapes.FormField(
            id=field.id, label=field.label, type=field.type, required=field.required,
            options=field.options, hint=tell.text(field.hint), columns=field.columns,
            rows=tuple(tell.texts(row) for row in field.rows),
        )
        for field in section.fields
    )  # fmt: skip
    return item_shapes.FormSection(title=section.title, fields=fields)


def _rule(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "do": tell.text(item.do),
        "dont": tell.text(item.dont),
        "why": tell.text(item.why),
        "channels": ids("channel", item.channels),
    }


def _grade(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "rank": item.rank,
        "criteria": tell.text(item.criteria),
        "examples": item.examples,
        "handler": one("role", item.handler),
        "how": tell.text(item.how),
        "within": tell.optional(item.within),
        "path": item.path,
        "procedures": item.procedures,
    }


def _path(item: Any, tell: Teller) -> dict[str, Any]:
    hops = tuple(
        item_shapes.Hop(
            to=hop.to, within=tell.limit(hop.within), when=tell.text(hop.when),
            how=tell.text(hop.how), say=hop.say,
        )
        for hop in item.hops
    )  # fmt: skip
    return {
        "trigger": tell.text(item.trigger),
        "starts_with": one("role", item.starts_with),
        "hops": hops,
        "note": tell.text(item.note),
    }


def _line(item: Any, tell: Teller) -> dict[str, Any]:
    scorecards: list[Any] = tell.book.in_force("scorecard")
    dimensions = (one for scorecard in scorecards for one in scorecard.dimensions)
    return {
        "dimension": next(one.name for one in dimensions if item in one.lines),
        "points": item.points,
        "how": tell.text(item.how),
        "clauses": item.clauses,
    }


def _fatal(item: Any, tell: Teller) -> dict[str, Any]:
    return {"consequence": tell.text(item.consequence), "clauses": item.clauses}


def _course(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "audience": ids("role", item.audience),
        "trigger": tell.text(item.trigger),
        "hours": tell.quantity(item.hours),
        "forms": item.forms,
        "outline": tell.texts(item.outline),
        "assessment": tell.text(item.assessment),
        "covers": item.covers,
    }


def _role(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "department": one("dept", item.department),
        "summary": tell.text(item.summary),
        "duties": tell.texts(item.duties),
        "reports_to": one("role", item.reports_to),
        "deputy": one("role", item.deputy),
    }


def _department(item: Any, tell: Teller) -> dict[str, Any]:
    return {"summary": tell.text(item.summary), "duties": tell.texts(item.duties)}


def _channel(item: Any, tell: Teller) -> dict[str, Any]:
    return {
        "group": item.group,
        "summary": tell.text(item.summary),
        "hours": tell.text(item.hours),
        "owner": one("dept", item.owner),
    }


def _scene(item: Any, tell: Teller) -> dict[str, Any]:
    return {"summary": tell.text(item.summary)}


def _nothing(_item: Any, _tell: Teller) -> dict[str, Any]:
    return {}


COLLECTIONS: Mapping[str, Collection] = {
    "scripts": Collection("script", item_shapes.Script, _script),
    "phrases": Collection("phrase", item_shapes.Phrase, _phrase),
    "service-levels": Collection("sla", item_shapes.ServiceLevel, _service_level),
    "standards": Collection("std", item_shapes.Standard, _standard),
    "kpis": Collection("kpi", item_shapes.Kpi, _kpi),
    "terms": Collection("term", item_shapes.Term, _term),
    "forms": Collection("form", item_shapes.Form, _form),
    "etiquette": Collection("etiquette", item_shapes.Rule, _rule),
    "grades": Collection("grade", item_shapes.Grade, _grade),
    "paths": Collection("path", item_shapes.Path, _path),
    "lines": Collection("qa", item_shapes.Line, _line),
    "fatal": Collection("fatal", item_shapes.Fatal, _fatal),
    "courses": Collection("course", item_shapes.Course, _course),
    "roles": Collection("role", item_shapes.Role, _role),
    "departments": Collection("dept", item_shapes.Department, _department),
    "channels": Collection("channel", item_shapes.Channel, _channel),
    "scenes": Collection("scene", item_shapes.Scene, _scene),
    "moods": Collection("mood", item_shapes.Mood, _nothing),
}
"""The lists by their names, in the order in which the index tells of them."""


def listings(tell: Teller) -> Iterator[tuple[str, Shape]]:
    """Each list under its name, that of the blanks at the end."""
    entries: dict[str, list[Any]] = {}
    shown = {document.id for document in tell.book.in_force()} | {""}
    for entry in tell.book.library.entries.values():
        if entry.document in shown:
            entries.setdefault(entry.kind, []).append(entry)
    for name, collection in COLLECTIONS.items():
        items = tuple(_told(collection, entry, tell) for entry in entries.get(collection.kind, ()))
        yield name, item_shapes.Listing[collection.shape](items=items)  # type: ignore[name-defined]
    blanks = tuple(
        item_shapes.Blank(id=name, name=blank.name, example=blank.example, type=blank.type)
        for name, blank in tell.book.settings.variables.items()
    )
    yield "blanks", item_shapes.Listing[item_shapes.Blank](items=blanks)


def _told(collection: Collection, entry: Any, tell: Teller) -> item_shapes.Item:
    return collection.shape(
        id=entry.address,
        name=tell.text(entry.label),
        document=entry.document,
        page=tell.page(entry.address),
        **collection.told(entry.value, tell),
    )
