"""What ``api/v1/`` publishes of each kind of item; as :mod:`handbook.api.shapes` says of all."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from handbook.api.shapes import Limit, Number, Quantity, Shape

T = TypeVar("T", bound=Shape)


class Item(Shape):
    """What every item has. Its id never changes and is never used again."""

    id: str
    name: str
    document: str = ""
    """The document that it is a part of; none for the words of handbook.yml."""
    page: str = ""


class Variant(Shape):
    channel: str | None = None
    mood: str | None = None
    text: str


class Script(Item):
    """One thing to say."""

    scene: str
    channels: tuple[str, ...]
    purpose: str
    text: str
    variants: tuple[Variant, ...] = ()
    blanks: tuple[str, ...] = ()
    """Those of the text and its variants; ``blanks.json`` says what belongs there."""
    verbatim: bool = False
    """Whether it is said or sent word for word."""
    note: str = ""
    avoid: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


class Phrase(Item):
    """Words that must not, or should, be used."""

    kind: Literal["forbidden", "preferred"]
    forms: tuple[str, ...] = ()
    """Other shapes of the same phrase."""
    whole: bool = False
    """Whether only a whole message counts, not a part of one."""
    channels: tuple[str, ...] = ()
    """Where it applies; everywhere where there are none."""
    why: str
    instead: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    """Longer terms in which the words are innocent."""


class ServiceLevel(Item):
    """How soon something must have happened."""

    touchpoint: str
    measure: str
    channels: tuple[str, ...] = ()
    limit: Quantity | None = None
    rule: str = ""
    """In words, where no number says it."""
    starts: str = ""
    stops: str = ""
    clock: Literal["calendar", "working"] | None = None
    """Which time counts; null where the limit is in working days or in words, and nobody said."""
    applies: str = ""
    breach: str | None = None
    """The escalation path of a breach."""
    kpis: tuple[str, ...] = ()


class Standard(Item):
    """A counted standard that is not a time limit."""

    value: Quantity
    applies: str = ""


class Kpi(Item):
    """A KPI; its target is met at or beyond it in ``direction``."""

    en: str = ""
    definition: str
    formula: str
    unit: str
    direction: Literal["higher", "lower"]
    target: Number | None = None
    warning: Number | None = None
    critical: Number | None = None
    least: Number | None = None
    """The lower end of the scale."""
    most: Number | None = None
    cycle: tuple[str, ...]
    data_source: str
    owner: str
    roles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    applies: str = ""
    note: str = ""


class Term(Item):
    """A term with the ways in which people write or say it."""

    en: str = ""
    definition: str
    synonyms: tuple[str, ...] = ()
    colloquial: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


class FormField(Shape):
    id: str
    label: str
    type: str
    required: bool = False
    options: tuple[str, ...] = ()
    hint: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class FormSection(Shape):
    title: str
    fields: tuple[FormField, ...]


class Form(Item):
    """A sheet to fill in."""

    purpose: str
    filled_by: tuple[str, ...]
    checked_by: tuple[str, ...] = ()
    keep: Quantity | None = None
    sections: tuple[FormSection, ...]
    note: str = ""


class Rule(Item):
    """A rule of conduct."""

    topic: str
    do: str
    dont: str = ""
    why: str
    channels: tuple[str, ...] = ()


class Grade(Item):
    """A grade of problem and who deals with it."""

    rank: int
    """1 for the mildest."""
    criteria: str
    examples: tuple[str, ...] = ()
    handler: str
    how: str
    within: Limit | None = None
    path: str | None = None
    procedures: tuple[str, ...] = ()


class Hop(Shape):
    to: str
    within: Limit
    when: str
    how: str
    say: tuple[str, ...] = ()


class Path(Item):
    """Who is called in what order, and how soon each answers."""

    trigger: str
    starts_with: str
    hops: tuple[Hop, ...]
    note: str = ""


class Line(Item):
    """A line that a checker scores."""

    dimension: str
    points: Number
    how: str
    clauses: tuple[str, ...]


class Fatal(Item):
    """An error that voids the whole score."""

    consequence: str
    clauses: tuple[str, ...]


class Course(Item):
    """A course or session."""

    audience: tuple[str, ...]
    trigger: str
    hours: Quantity | None = None
    forms: tuple[str, ...]
    outline: tuple[str, ...]
    assessment: str
    covers: tuple[str, ...]


class Role(Item):
    """A post that a person holds."""

    department: str | None = None
    summary: str
    duties: tuple[str, ...] = ()
    reports_to: str | None = None
    deputy: str | None = None


class Department(Item):
    """A department or standing group."""

    summary: str = ""
    duties: tuple[str, ...] = ()


class Channel(Item):
    """Where customers and colleagues are met."""

    group: Literal["online", "offline", "internal"]
    summary: str
    hours: str = ""
    owner: str | None = None


class Scene(Item):
    """A situation in which something is looked up."""

    summary: str = ""


class Mood(Item):
    """A state of mind of the customer that has words of its own."""


class Blank(Shape):
    """What belongs in a blank of words to say."""

    id: str
    name: str
    example: str
    type: Literal["text", "number", "money", "date", "time"]


class Listing(Shape, Generic[T]):
    """Everything of a kind that is in force, in the order of the sources."""

    items: tuple[T, ...]
