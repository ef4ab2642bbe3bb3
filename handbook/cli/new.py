"""``handbook new``: a document of any kind, begun as a commented file that checks at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from handbook.cli.alone import alone
from handbook.cli.desk import Desk
from handbook.cli.put import put, taken, written
from handbook.cli.schema import SCHEMAS, write_schemas
from handbook.cli.start import modeline
from handbook.config import SOURCES
from handbook.load.scalar import scalar
from handbook.model.base import DOCUMENT_ID, Approval, Change, Document, Item
from handbook.model.escalation import Hop
from handbook.model.kinds import KINDS, Kind
from handbook.model.library import Entry
from handbook.render.meanings import describe, models_below
from handbook.render.scaffold import as_markdown, as_source
from handbook.render.skeleton import (
    Ground,
    Row,
    Slot,
    Value,
    WantingError,
    choices,
    document,
    questions,
)

NAMES = tuple(kind.name for kind in KINDS)
_MARKDOWN = "policy"
_BETWEEN = (re.compile(r"\s*[,，、;；]\s*"), re.compile(r"[\s,，、;；]+"))
"""What may stand between answers: blanks only where names hold none."""
_NUMBERED = re.compile(r"(.+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was given as options, and whether the rest may be asked for."""

    given: Mapping[str, Sequence[str]]
    """Texts by key; several for a list."""
    asking: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: ``known`` are the addresses that answer it, with their names."""

    key: str
    option: str
    words: str
    default: str | None = None
    """None where there must be an answer."""
    known: Mapping[str, str] = field(default_factory=dict)
    many: bool = False


def given(kind: str, options: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The options of the command by key; raises click.UsageError."""
    if kind not in NAMES:
        raise click.UsageError(f"KIND is one of: {' '.join(NAMES)}")
    model = next(one.model for one in KINDS if one.name == kind)
    found: dict[str, Sequence[str]] = {
        key: [text] for key, text in options.items() if isinstance(text, str) and text
    }
    found |= {"audience": list(options["audience"]), "channels": list(options["channel"])}
    able = [key for key, _ in questions(model)]
    for pair in options["keys"]:
        key, _, text = pair.partition("=")
        if key not in able:
            known = " ".join(able) or "—"
            raise click.UsageError(f"--set {key}: KEY is one of: {known}")
        found[key] = [text]
    return found


def new(desk: Desk, kind: str, id_: str, answers: Answers) -> None:
    """Write a new document. Raises click.ClickException."""
    writer = _Writer(desk, next(one for one in KINDS if one.name == kind))
    writer.refuse_second()
    name = writer.name(id_, answers)
    file = writer.place(name)
    found = writer.ask(answers)
    text = writer.text(name, file, found)
    with written(Path(SOURCES)), alone(desk.project.root / SOURCES, patient=True):
        put(desk.project.root / writer.place(name), text.encode())  # it may be there by now
    click.echo(desk.t("new.written", file=file))
    fresh = Desk(desk.project, desk.now)
    write_schemas(desk.project.root / SCHEMAS, desk.language, fresh.library)
    click.echo(desk.t("new.next", id=name, unwritten=desk.t("new.unwritten", label="").strip()))


def meant(question: Question, named: str) -> str:
    """The address that is meant by itself, its last part or its name; empty for none."""
    known = question.known.items()
    return next((at for at, name in known if named in (at, at.partition(".")[2], name)), "")


@dataclass
class _Writer:
    """What is known about the new document's kind and handbook."""

    desk: Desk
    kind: Kind

    @property
    def t(self) -> Any:
        return self.desk.t

    @cached_property
    def ids(self) -> dict[str, tuple[str, ...]]:
        """What may be referred to, by kind: of documents that hold, and of handbook.yml."""
        found: dict[str, list[str]] = {}
        for entry in self.desk.library.entries.values():
            if self._holds(entry):
                found.setdefault(entry.kind, []).append(entry.address)
        # A procedure is what most other documents are about.
        sources = [found.get("sop", ()), *(found.get(one, ()) for one in NAMES if one != "sop")]
        found["document"] = [address for those in sources for address in those]
        return {kind: tuple(those) for kind, those in found.items() if those}

    def _holds(self, entry: Entry) -> bool:
        owner = self.desk.library.documents.get(entry.document)
        return owner is None or owner.status == "approved"

    def refuse_second(self) -> None:
        """Some kinds are one file of a handbook. Raises click.ClickException."""
        if self.desk.library.settings is None:
            raise click.ClickException(self.t("forge.unread"))
        for one in self.desk.library.documents.values():
            if self.kind.single and self.kind.name == one.KIND:
                file = self.desk.library.file_of(one.id)
                raise click.ClickException(self.t("new.single", file=file))

    # -- the id and its file

    def name(self, id_: str, answers: Answers) -> str:
        """The document's id: as given, or the next of its series. Raises click.ClickException."""
        wanted = id_.strip().upper()
        if not wanted:
            wanted = self.next(self.kind.series)
            if answers.asking:
                wanted = click.prompt(self.t("new.id"), default=wanted).strip().upper()
        if wanted.endswith("-") or "-" not in wanted:
            wanted = self.next(wanted.rstrip("-"))
        if not re.fullmatch(DOCUMENT_ID, wanted):
            raise click.ClickException(self.t("new.not_an_id", id=wanted))
        if where := self.taken.get(wanted):
            match = _NUMBERED.fullmatch(wanted)
            args = {"id": wanted, "file": where, "series": match[1] if match else wanted}
            raise click.ClickException(self.t("new.taken", **args))
        return wanted

    def next(self, series: str) -> str:
        """The next free id of a series; ids of former documents are never used again."""
        if self.kind.single and series == self.kind.series:
            return series
        numbers = [match for one in self.taken if (match := _NUMBERED.fullmatch(one))]
        used = [match[2] for match in numbers if match[1] == series]
        width = max(map(len, used), default=2)
        return f"{series}-{max(map(int, used), default=0) + 1:0{width}d}"

    @cached_property
    def taken(self) -> dict[str, str]:
        """Every id that is or was a document's, and the file that says so."""
        library = self.desk.library
        past = {file.rpartition("/")[2].removesuffix(".jsonl"): file for file in library.history}
        return {**library.unread} | past | {id_: library.file_of(id_) for id_ in library.documents}

    def place(self, name: str) -> str:
        """The new file, relative to the project. Raises click.ClickException."""
        ending = ".md" if self.kind.name == _MARKDOWN else ".yml"
        file = self.kind.place if self.kind.single else f"{self.kind.place}/{name}{ending}"
        file = f"{SOURCES}/{file}"
        if taken(self.desk.project.root / file):
            raise click.ClickException(self.t("new.exists", file=file))
        return file

    # -- the questions

    def ask(self, answers: Answers) -> dict[str, Value]:
        """The answers by key. Raises click.ClickException, for all that are missing at once."""
        found: dict[str, Value] = {}
        missing = []
        for question in self.questions():
            given = answers.given.get(question.key, ())
            if not given and answers.asking:
                given = [self.prompt(question)]
            elif not given and question.default is None:
                missing.append(question.option)
            value = self.value(question, given or [question.default or ""])
            if value is not None:
                found[question.key] = value
        if missing:
            raise click.ClickException(self.t("new.missing", options=" ".join(missing)))
        return found

    def questions(self) -> Iterator[Question]:
        """What has to be known of any document, and what of this kind."""
        t, desk = self.t, self.desk
        departments, roles = self.names("dept"), self.names("role")
        same = [one for one in desk.library.documents.values() if self.kind.name == one.KIND]
        owner = same[-1].owner if same else next(iter(departments), "")
        sure = len(departments) < 2 or None  # noqa: PLR2004 - one is no choice
        approver = next(iter(self.approvers()), next(iter(roles), ""))
        yield Question("title", "--title", t("doc.title"))
        yield Question("owner", "--owner", t("doc.owner"), sure and owner, departments)
        yield Question("approver", "--approver", t("doc.approver"), approver, roles)
        yield Question("audience", "--audience", t("new.audience"), "", roles, many=True)
        channels = self.names("channel")
        yield Question("channels", "--channel", t("new.channels"), "", channels, many=True)
        yield Question("author", "--author", t("doc.author"), "")
        model = self.kind.model
        for key, _ in questions(model):
            told = describe(model, key, desk.language) or t(f"field.{key}")
            values = dict.fromkeys(choices(model, key), "")
            first = next(iter(values), "")
            yield Question(key, f"--set {key}=", told.rstrip("."), first, values)

    def names(self, kind: str) -> dict[str, str]:
        entries = self.desk.library.entries
        return {address: entries[address].label for address in self.ids.get(kind, ())}

    def approvers(self) -> list[str]:
        """The roles that may approve the kind."""
        able = {self.kind.name, "all"}
        return [role.id for role in self.desk.library.of_kind("role") if able & {*role.approves}]

    def prompt(self, question: Question) -> str:
        known = question.known
        listed = self.t("shared.list_separator").join(
            f"{address} {name}".strip() for address, name in known.items()
        )
        if listed:
            click.echo(f"  {listed}")
        while True:
            answer = click.prompt(
                question.words, default=question.default, show_default=bool(question.default)
            )
            try:
                self.value(question, [answer])
            except click.ClickException as error:
                click.echo(error.message, err=True)
            else:
                return str(answer)

    def value(self, question: Question, given: Sequence[str]) -> Value | None:
        """An answer as a value; None for an empty one. Raises click.ClickException."""
        if not question.known or not any(given):
            text = " ".join(" ".join(given).split())
            return Slot(scalar(text)) if text else None
        if not question.many:
            return Slot(self.address(question, given[-1].strip()))
        asked = [one for text in given for one in self.several(question, text)]
        return Row(tuple(Slot(self.address(question, one)) for one in asked))

    def several(self, question: Question, text: str) -> list[str]:
        """The answers in a text: as few as are all known."""
        ways = [[text.strip()], *([one for one in way.split(text) if one] for way in _BETWEEN)]
        return next((way for way in ways if all(meant(question, one) for one in way)), ways[1])

    def address(self, question: Question, named: str) -> str:
        """What is meant, by its address; raises click.ClickException."""
        if address := meant(question, named):
            return address
        known = " ".join(question.known)
        option = question.option.rstrip("=")
        raise click.ClickException(self.t("new.unknown", option=option, value=named, known=known))

    # -- the text

    def text(self, name: str, file: str, found: Mapping[str, Value]) -> str:
        """The whole file. Raises click.ClickException."""
        try:
            outline = document(self.kind.model, self.ground(name, dict(found)))
        except WantingError as error:
            words = self.t("shared.list_separator").join(
                self.t(f"kind.{kind}") for kind in error.kinds
            )
            raise click.ClickException(self.t("new.wanting", kinds=words)) from error
        head = [self.t("new.head", kind=self.t(f"kind.{self.kind.name}")), self.t("new.offered")]
        if self.kind.name == _MARKDOWN:
            return as_markdown(outline, head)
        return modeline(file) + as_source(outline, head)

    def ground(self, name: str, found: dict[str, Value]) -> Ground:
        """What the file is made of: the answers, and what follows from them."""
        author = found.pop("author", None) or self.author(found)
        change: dict[str, Value] = {
            "class": Slot("structural"),
            "summary": Slot(scalar(self.t("new.first"))), "author": author,
        }  # fmt: skip
        own = models_below(self.kind.model)
        return Ground(
            self.desk.language,
            self.desk.today,
            self.preferred(found),
            name.lower(),
            own=frozenset(one.KIND for one in own if issubclass(one, Item) and one.ID_PREFIX),
            given={
                Document: {"id": Slot(name), "status": Slot("draft")} | found,
                Change: change,
                Approval: {"by": found["approver"]} if "approver" in found else {},
                Hop: {"to": Slot(self.further_up(found))},
            },
        )

    def further_up(self, found: Mapping[str, Value]) -> str:
        """Who else a case may be handed to than who has it first."""
        first = self.preferred(found).get("role", ())[:1]
        others = [*self.approvers(), *self.ids.get("role", ()), *self.ids.get("dept", ())]
        return next((one for one in others if one not in first), "")

    def author(self, found: Mapping[str, Value]) -> Value:
        owner = found.get("owner")
        names = self.names("dept")
        text = names.get(owner.text) if isinstance(owner, Slot) else None
        return Slot(scalar(text or self.desk.library.required_settings.organisation))

    def preferred(self, found: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
        """What may be referred to, with who was named in the answers first."""
        ids = dict(self.ids)
        for key, kind in (("owner", "dept"), ("audience", "role"),
                          ("channels", "channel")):  # fmt: skip
            value = found.get(key)
            slots = value.slots if isinstance(value, Row) else (value,)
            first = [slot.text for slot in slots if isinstance(slot, Slot)]
            ids[kind] = tuple(dict.fromkeys([*first, *ids.get(kind, ())]))
        return {kind: those for kind, those in ids.items() if those}
