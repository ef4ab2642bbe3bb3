"""The ground under every kind: strict frozen models, typed text, references, the control block."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from handbook.model.quantity import Duration, Interval


class Model(BaseModel):
    """Frozen and strict; an unknown key is an error. Read from JSON, so that lists are tuples."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    BEGINS_WITH: ClassVar[tuple[str, ...]] = ()
    """Keys that may be left out, but without which something new would be found fault with."""
    IN_CHINESE: ClassVar[frozenset[str]] = frozenset()
    """Keys that only what is written in Chinese has a use for."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks text that holds Markdown and ``[[id]]`` references; ``block`` allows paragraphs.

    ``plain`` text holds neither: it is walked for what is said of its words alone.
    """

    block: bool = False
    slots: bool = False
    plain: bool = False


def full(kind: str, name: str) -> str:
    """The address of a channel, scene or mood, which may be written without its prefix."""
    return name if name.startswith(f"{kind}.") else f"{kind}.{name}"


REFERS = "x-refers-to"
"""In a JSON Schema: the kinds that a reference may name."""


_COMPLETED = frozenset({"role.", "dept."})
"""Prefixes that a value has whether its source writes them or not."""


@dataclass(frozen=True, slots=True)
class To:
    """Marks a reference and names the kinds of target it may have; ``prefix`` may be left out."""

    kinds: tuple[str, ...]
    prefix: str = ""
    local: bool = False

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema: Any = {"min_length": 1, **handler(source)}
        if self.prefix not in _COMPLETED:
            return schema  # type: ignore[no-any-return]
        return core_schema.no_info_after_validator_function(self._complete, schema)

    def _complete(self, value: str) -> str:
        return value if value.startswith(self.prefix) else self.prefix + value

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(core), REFERS: list(self.kinds)}

    def target(self, value: str, document: str) -> str:
        """The full address of what ``value`` names, seen from ``document``."""
        if self.local and "#" not in value and not value[:1].isupper():
            return f"{document}#{value}"
        if self.prefix and not value.startswith(self.prefix):
            return self.prefix + value
        return value


SAID = r"\S"
LINE = r"^[^\n\r]*\S[^\n\r]*$"
_Said = StringConstraints(pattern=SAID)
_Words = StringConstraints(min_length=1)

Plain = Annotated[str, StringConstraints(pattern=LINE), Prose(plain=True)]
"""Text of one line without any markup: titles, names, labels."""
Inline = Annotated[str, _Words, Prose()]
"""One line of Markdown with references; a blank is an empty cell of a form."""
Block = Annotated[str, _Said, Prose(block=True)]
"""Paragraphs, lists and tables with references."""
Wording = Annotated[str, _Said, Prose(slots=True)]
"""Words to be said or sent: references become values, ``{order_no}`` is a blank to fill in."""


@dataclass(frozen=True, slots=True)
class Image:
    """Marks the path of a picture, counted from the sources' folder."""


ImageFile = Annotated[str, _Said, Image()]
"""A picture below ``sop_sources/``, by its path from there."""

LOCAL_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
DOCUMENT_ID = r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$"
VERSION = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"
LocalId = Annotated[str, StringConstraints(pattern=LOCAL_ID)]
DocumentId = Annotated[str, StringConstraints(pattern=DOCUMENT_ID)]
Version = Annotated[str, StringConstraints(pattern=VERSION)]

Role = Annotated[str, To(("role",), prefix="role.")]
Department = Annotated[str, To(("dept",), prefix="dept.")]
Actor = Annotated[str, To(("role", "dept"))]
Channel = Annotated[str, To(("channel",), prefix="channel.")]
Scene = Annotated[str, To(("scene",), prefix="scene.")]
Mood = Annotated[str, To(("mood",), prefix="mood.")]
Level = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": r"^(sla|std)\."}), To(("sla", "std"))
]
Limit = Annotated[
    Annotated[Level, Tag("level")] | Annotated[Duration, Tag("duration")],
    Discriminator(lambda value: "duration" if str(value)[:1].isdigit() else "level"),
]
"""A limit: a service level's id, or a literal duration."""
Script = Annotated[str, To(("script",))]
Phrase = Annotated[str, To(("phrase",))]
Form = Annotated[str, To(("form",))]
Kpi = Annotated[str, To(("kpi",))]
Path = Annotated[str, To(("path",))]
AnyDocument = Annotated[str, To(("document",))]
Clause = Annotated[str, To(("document", "step", "article", "item"))]
"""Anything that can be quoted: a document, a step, an article, an item."""


class Item(Model):
    """An addressable thing. Its id never changes and is never used again."""

    KIND: ClassVar[str]
    ID_PREFIX: ClassVar[str] = ""
    LABEL: ClassVar[str] = "name"

    id: str
    """Never changed, never used again."""

    @property
    def label(self) -> str:
        """What a link to it says."""
        return str(getattr(self, self.LABEL))

    def words(self, language: str) -> str:  # noqa: ARG002
        """What ``[[id]]`` in prose says: its value or wording, where it has one, not its name."""
        return self.label


class Part(Item):
    """An item whose id is local to its document; its address is ``DOCUMENT#id``."""

    id: LocalId
    """Its name in its document; elsewhere ``DOCUMENT#id``. Never changed, never used again."""


class Approval(Model):
    by: Role
    """The role that approved."""
    on: date
    """The day of the approval."""


class Change(Model):
    """One entry of the revision record."""

    version: Version
    """The version that it became."""
    date: date
    change_class: Literal["editorial", "normative", "structural"] = Field(alias="class")
    """``editorial``: the meaning stays; ``normative``: limits, figures, scripts, roles or branches
    change; ``structural``: steps come or go, a flow is laid anew, a document is new.
    """
    summary: Inline
    """What changed."""
    author: Plain
    """Who changed it."""
    approved: Approval | None = None
    """Who approved it, and when."""


class Decision(Model):
    """How a contradiction between standards is settled, shown wherever it is felt."""

    about: Inline
    """Where the contradiction is."""
    concerns: tuple[Clause, ...] = ()
    """What is touched by it."""
    sources: tuple[Inline, ...] = ()
    """What each side said."""
    decided: Block
    """What holds."""
    why: Inline


class Waiver(Model):
    """A finding knowingly accepted until a day."""

    rule: Plain
    """The rule's code."""
    reason: Plain
    """Why it can be accepted."""
    until: date
    """The last day on which it is accepted."""
    match: Plain | None = None
    """Only findings whose message or source line holds these words."""


class Document(Model):
    """One source file under version control of its own: the control block all kinds share."""

    KIND: ClassVar[str]

    id: DocumentId
    """Capitals and digits in parts, such as ``SOP-RET-01``; never changed, never used again."""
    title: Plain
    version: Version
    """Three numbers, such as ``2.1.0``."""
    status: Literal["draft", "approved", "retired"]
    effective: date | None = None
    """First day on which this version applies; a draft may lack it."""
    owner: Department
    """The department that keeps it."""
    approver: Role
    """The role that approves it."""
    review_every: Interval | None = Field(default=None, examples=["6 months"])
    """Interval between reviews; by default that of the kind in handbook.yml."""
    summary: Inline | None = None
    audience: tuple[Role, ...] = ()
    """Roles that it is for."""
    channels: tuple[Channel, ...] = ()
    """Channels where it applies."""
    scenes: tuple[Scene, ...] = ()
    """Scenes where it applies."""
    tags: tuple[Plain, ...] = ()
    supersedes: AnyDocument | None = None
    """The document that it replaces."""
    superseded_by: AnyDocument | None = None
    """The document that replaces it."""
    retired_because: Inline | None = None
    """Why it was retired."""
    asks: tuple[Plain, ...] = ()
    """How customers and agents say it; feeds the search."""
    decisions: tuple[Decision, ...] = ()
    """What holds where standards contradict each other."""
    changes: tuple[Change, ...] = Field(min_length=1)
    """The revision record, newest first."""
    waive: tuple[Waiver, ...] = ()
    """Findings accepted in this document."""
    body: Block | None = None
    """Background and notes, shown after the structured content."""

    def words(self, language: str) -> str:  # noqa: ARG002
        """What ``[[id]]`` in prose says."""
        return self.title
