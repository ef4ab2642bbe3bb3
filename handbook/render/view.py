"""What a template of either medium may ask: text, links, values, stamps, who refers to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any, ClassVar

from jinja2 import Environment
from markupsafe import Markup

from handbook.model.base import Change, Document
from handbook.model.escalation import EscalationPath
from handbook.model.kinds import KINDS
from handbook.model.kpi import KpiItem, Thresholds
from handbook.model.library import Entry, Library, with_documents
from handbook.model.quantity import Amount, measured
from handbook.model.script import Variant
from handbook.model.settings import Settings
from handbook.model.sop import Sop
from handbook.model.term import TermItem
from handbook.render.code import packed, svg
from handbook.render.diagram import (
    PAGE,
    Flow,
    Room,
    Swimlane,
    climb_of,
    flow_of,
    ladder,
    swimlane,
)
from handbook.render.numbers import numbers
from handbook.render.numerals import chinese
from handbook.render.order import collated
from handbook.render.proof import Proof, edition_proof, proof_of
from handbook.render.prose import After, Href, ProseRenderer, nothing
from handbook.render.words import Translate, translator
from handbook.stamp.entries import Approved, approval
from handbook.stamp.history import History
from handbook.stamp.in_force import Coming
from handbook.stamp.stamp import Edition, Stamp, edition, stamp
from handbook.stamp.validity import validity

_LIMITS = frozenset({"sla", "std"})
_DOCUMENTS = frozenset(kind.name for kind in KINDS)
_DIAGRAM_FONTS = {
    "zh-Hant": "Noto Sans CJK TC, Noto Sans TC, PingFang TC, Microsoft JhengHei, sans-serif",
    "en": "Noto Sans CJK JP, Noto Sans, Segoe UI, Helvetica Neue, Arial, sans-serif",
}
_USUAL_FONTS = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True)
class Book:
    """A library on a day in a language: what all pages of a build share."""

    library: Library
    """Every document as it is in force on the day."""
    today: date
    language: str
    templates: Environment
    coming: tuple[Coming, ...] = ()
    """What takes effect on later days, the soonest first."""
    histories: Mapping[str, History] = field(default_factory=dict)
    suspects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What has changed in meaning under a document since it was last read: addresses of items."""

    @property
    def folder(self) -> str:
        """Below which its pages lie: the language of the sources has the site's root."""
        return ""

    @cached_property
    def prose(self) -> ProseRenderer:
        return ProseRenderer(self.library, self.language)

    @cached_property
    def t(self) -> Translate:
        return translator(self.language)

    @cached_property
    def edition(self) -> Edition:
        return edition(self.library, self.today)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """By address, how questions and the lines of scorecards are numbered."""
        return numbers(self.library, self.t)

    @cached_property
    def stamps(self) -> dict[str, Stamp]:
        library = self.library
        return {
            doc.id: stamp(doc, library, self.today, self.histories.get(doc.id))
            for doc in library.documents.values()
        }

    @cached_property
    def proofs(self) -> dict[str, Proof]:
        """What a copy of each document is checked by."""
        in_force, of = self.in_force(), self.edition
        return {
            document.id: proof_of(document, self.stamps, in_force, of)
            for document in self.library.documents.values()
        }

    def valid_until(self, document: Document) -> date | None:
        """Until when a copy that is printed today may be used; None where nothing says.

        At most till the eve of the day from which the document tells something else.
        """
        ends = validity(document, self.library, self.today, self.histories)
        days = (ends.until if ends else None, self.eves.get(document.id))
        return min((day for day in days if day is not None), default=None)

    @cached_property
    def eves(self) -> dict[str, date]:
        """The last day on which what is in force tells the same, where a change is to come."""
        found: dict[str, date] = {}
        changed: dict[str, Document] = {}
        for day, some in groupby(self.coming, lambda one: one.effective):
            changed |= {one.document.id: one.document for one in some}
            library = with_documents(self.library, changed)
            then = replace(self, library=library, today=day, coming=())
            told = {document.id: then.proofs[document.id].digest for document in then.in_force()}
            for document in self.in_force():
                if told.get(document.id) != self.proofs[document.id].digest:
                    found.setdefault(document.id, day - timedelta(days=1))
        return found

    def proof_address(self, document: str) -> str | None:
        """Where a printed copy is checked, of a document or, unnamed, of the edition.

        None where the site has no address.
        """
        site = self.settings.site
        proof = self.proofs[document] if document else edition_proof(self.edition)
        return proof.address(site) if site else None

    def stamp_of(self, document: Document) -> Stamp:
        """The stamp of any version of a document, as one that is coming."""
        if self.library.documents.get(document.id) is document:
            return self.stamps[document.id]
        return stamp(document, self.library, self.today, self.histories.get(document.id))

    @property
    def settings(self) -> Settings:
        return self.library.required_settings

    def place(self, document: str) -> tuple[int, str]:
        """Where a document stands in a list: under its kind, by its id."""
        return self._kinds[self.library.documents[document].KIND], document

    @cached_property
    def _kinds(self) -> dict[str, int]:
        """The kinds in the order of the sources, each with its number."""
        kinds = dict.fromkeys(document.KIND for document in self.library.documents.values())
        return {kind: number for number, kind in enumerate(kinds)}

    def in_force(self, kind: str = "") -> list[Document]:
        """The documents in force, in the order of the sources."""
        return [
            document
            for document in self.library.documents.values()
            if self.stamps[document.id].standing == "in-force" and kind in ("", document.KIND)
        ]


@dataclass(frozen=True)
class View:
    """A book seen from one page or chapter; ``href`` says where links lead from there."""

    STYLED: ClassVar[bool] = False
    """Whether the medium's style sheet reaches into diagrams."""

    book: Book
    href: Href
    document: str = ""
    """The document that is shown: ``[[#step]]`` is a step of it."""
    after: After = nothing
    """What this medium adds to links."""

    def t(self, key: str, **args: object) -> str:
        """Words of the interface."""
        return self.book.t(key, **args)

    def inline(self, text: str | None) -> Markup:
        prose = self.book.prose
        return prose.inline(text, self.href, self.after, self.document) if text else Markup()

    def block(self, text: str | None) -> Markup:
        prose = self.book.prose
        return prose.block(text, self.href, self.after, self.document) if text else Markup()

    def wording(self, text: str) -> Markup:
        """A script's words with its blanks marked."""
        return self.book.prose.wording(text)

    def spoken(self, text: str) -> str:
        """A script's words as text for the clipboard, blanks as ``{name}``."""
        return self.book.prose.spoken(text)

    def plain(self, text: str) -> str:
        return self.book.prose.plain(text, self.document)

    def entry(self, address: str) -> Entry:
        """The document or item at an address; raises KeyError."""
        return self.book.library.entries[address]

    def item(self, address: str) -> Any:
        """The value at an address."""
        return self.entry(address).value

    def label(self, address: str) -> str:
        """What a document or item is called."""
        return self.book.prose.plain(self.entry(address).label)

    def value(self, address: str) -> str:
        """The value of a quantity, the label of anything else."""
        return str(self.item(address).words(self.book.language))

    def link(self, address: str, words: str | None = None, css: str = "") -> Markup:
        """A link to an address, or only its words where this medium has no place for it."""
        shown = words if words is not None else self.label(address)
        target = self.href(address)
        if target is None:
            return Markup("<span>{}</span>").format(shown)
        attribute = Markup(' class="{}"').format(css) if css else Markup()
        link = Markup('<a{} href="{}">{}</a>').format(attribute, target, shown)
        return link + self.after(address)

    def links(self, addresses: Iterable[str]) -> Markup:
        """Several links, set apart as the language does."""
        return Markup(self.t("shared.list_separator")).join(map(self.link, addresses))

    def amount(self, amount: Amount) -> str:
        return amount.words(self.book.language)

    def limit(self, limit: str | Amount | None) -> Markup:
        """A step's limit: a service level's value with a link, or the literal quantity."""
        if limit is None:
            return Markup()
        if isinstance(limit, Amount):
            return Markup("{}").format(self.amount(limit))
        return self.link(limit, self.value(limit))

    def target(self, kpi: KpiItem) -> str:
        return kpi.target_words(self.book.language)

    def lines(self, kpi: KpiItem) -> list[tuple[str, str]]:
        """The values at which a KPI calls for attention or action, with their keys."""
        drawn = kpi.thresholds or Thresholds()
        values = (("kpi.warning", drawn.warning), ("kpi.critical", drawn.critical))
        language = self.book.language
        return [
            (key, measured(value, kpi.unit, language)) for key, value in values if value is not None
        ]

    def number(self, address: str) -> str:
        """What a question or a line of a scorecard is numbered; empty for anything else."""
        return self.book.numbers.get(address, "")

    def names(self, kind: str, values: Iterable[str]) -> str:
        """The names of channels, scenes or moods written without their prefix."""
        addresses = (value if "." in value else f"{kind}.{value}" for value in values)
        return self.t("shared.list_separator").join(map(self.label, addresses))

    def kinds(self, kind: str) -> str:
        """What several of a kind are called; a kind of documents is named so already."""
        return self.t(f"kind.{kind}" if kind in _DOCUMENTS else f"kinds.{kind}")

    def glossary(self, terms: Iterable[TermItem]) -> list[TermItem]:
        """Terms as they are looked up: by letter; Chinese as they were put together."""
        if self.book.language.startswith("zh"):
            return list(terms)
        return sorted(terms, key=lambda term: collated(term.term, self.book.language).key)

    def words(self, section: str, keys: Iterable[str]) -> str:
        """Several words of one section of the catalogue, set apart as the language does."""
        return self.t("shared.list_separator").join(self.t(f"{section}.{key}") for key in keys)

    def variant(self, variant: Variant) -> str:
        """For whom a script's variant is: its channel, its mood."""
        parts = [("channel", variant.channel), ("mood", variant.mood)]
        return " · ".join(self.names(kind, [value]) for kind, value in parts if value)

    def ordinal(self, number: int) -> str:
        """A chapter's or article's number as the language writes it: 第十二条, Article 12."""
        return chinese(number) if self.book.language.startswith("zh") else str(number)

    def swimlane(self, document: Sop, room: Room = PAGE) -> Markup:
        """The diagram of a procedure, its boxes linked to the steps."""
        return self.lanes(swimlane(self.flow(document), room))

    def flow(self, document: Sop) -> Flow:
        """What the diagram of a procedure shows."""
        return flow_of(document, self.name_or_value, self.plain, self.book.language)

    def lanes(self, picture: Swimlane) -> Markup:
        """A diagram that is laid out, drawn."""
        return self._drawn("swimlane", picture)

    def ladder(self, path: EscalationPath) -> Markup:
        """The diagram of an escalation path."""
        climb = climb_of(path, self.name_or_value, self.plain, self.book.language)
        return self._drawn("ladder", ladder(climb))

    def name_or_value(self, address: str) -> str:
        """What a diagram calls an address: a limit by its value, all else by its label."""
        entry = self.book.library.entries.get(address)
        if entry is None:
            return address
        return self.value(address) if entry.kind in _LIMITS else self.label(address)

    def _drawn(self, name: str, picture: object) -> Markup:
        template = self.book.templates.get_template(f"shared/{name}.svg")
        font = _DIAGRAM_FONTS.get(self.book.language, _USUAL_FONTS)
        drawn = template.render(picture=picture, href=self.href, font=font, styled=self.STYLED)
        return Markup(drawn)

    def stamp(self, document: str) -> Stamp:
        return self.book.stamps[document]

    def approval(self, document: Document, change: Change) -> Approved | None:
        """Who approved a version of a document, by name, and when."""
        found = approval(change, self.book.histories.get(document.id))
        return found and found._replace(by=self.book.library.label(found.by))

    def approved(self, document: Document) -> Approved | None:
        """Who approved the version that a document is, and when."""
        own = next((one for one in document.changes if one.version == document.version), None)
        return self.approval(document, own) if own else None

    def packed_code(self, document: str = "") -> str:
        """The same code for the page's script to draw; empty where the site has no address."""
        address = self.book.proof_address(document)
        return packed(address) if address else ""

    def code(self, document: str = "") -> Markup:
        """The QR code by which a printed copy is checked, of a document or of the edition.

        Empty where the site has no address.
        """
        address = self.book.proof_address(document)
        return Markup(svg(address, self.t("proof.scan"))) if address else Markup()

    def referrers(self, address: str) -> list[Entry]:
        """Who refers to an address or, for a document, to any part of it; itself left out."""
        return referrers(self.book.library, address)


def referrers(library: Library, address: str) -> list[Entry]:
    """Entries that refer to an address or to what it holds, each once, in order of the sources."""
    own = library.entries[address].document
    targets = [address]
    if address == own:
        targets += [entry.address for entry in library.items_of(own)]
    found: dict[str, Entry] = {}
    for target in targets:
        for use in library.used_by(target):
            entry = library.entries.get(use.source)
            if entry and entry.document and not (address == own and entry.document == own):
                found.setdefault(entry.address, entry)
    return list(found.values())
