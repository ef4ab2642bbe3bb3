"""What ``api/v1/`` publishes: a shape of its own, so that models may change and readers need not.

A key may be added. One that is taken away, or means something else, is a new version, which is
published beside this one. What is empty is left out; a key that is there is never null.

Texts are plain: references are resolved, emphasis is taken out, lists and tables stay as Markdown
writes them. Blanks of words to say stand as ``{order_no}``. Ids are full: ``role.frontline``,
``SOP-CMP-01#investigate``. Only the index names the edition: the other files keep their bytes, and
what is copied of them holds, until what they tell changes.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Number = Annotated[float, PlainSerializer(lambda one: int(one) if one.is_integer() else one)]
"""Written as briefly as it goes: ``24``, ``4.8``."""


# --- Pieces ---------------------------------------------------------------------------------------


class Quantity(Shape):
    """A number, or a closed range, with its unit."""

    value: Number
    upper: Number | None = None
    """The upper end of a range."""
    unit: str
    """As in the sources: ``min``, ``h``, ``workdays``, ``items``, ``%``."""
    text: str
    """As a reader is told it."""
    seconds: Number | None = None
    """The upper end in seconds, where the unit has a fixed length."""


class Limit(Shape):
    """How soon something must have happened."""

    text: str
    level: str | None = None
    """The id of the service level or standard that it is taken from."""
    amount: Quantity | None = None


class Change(Shape):
    version: str
    date: date
    kind: Literal["editorial", "normative", "structural"]
    summary: str


class Coming(Shape):
    """A version that is approved and takes effect on a later day."""

    version: str
    effective: date
    page: str


class Way(Shape):
    """Where to go on from a step, and when."""

    when: str
    go: str
    """The address of a step or document, or ``end``."""


class Step(Shape):
    id: str
    number: int
    do: str
    who: str
    within: Limit | None = None
    key: bool = False
    channels: tuple[str, ...] = ()
    detail: str = ""
    say: tuple[str, ...] = ()
    """Ids of scripts."""
    avoid: tuple[str, ...] = ()
    """Ids of phrases."""
    caution: str = ""
    record: tuple[str, ...] = ()
    """Ids of forms."""
    escalate: str | None = None
    measures: tuple[str, ...] = ()
    """Ids of indicators."""
    branches: tuple[Way, ...] = ()
    """Exactly one is taken; without any, ``next``."""
    next: str | None = None
    """By default the step that follows, and after the last the end."""
    page: str


class Procedure(Shape):
    purpose: str
    scope: str = ""
    trigger: str
    outcome: str = ""
    within: Limit | None = None
    prepare: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    steps: tuple[Step, ...]
    exceptions: tuple[Way, ...] = ()
    escalate: str | None = None
    measures: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class Article(Shape):
    id: str
    number: int
    title: str
    text: str
    page: str


class Chapter(Shape):
    title: str
    articles: tuple[Article, ...]


# --- Documents ------------------------------------------------------------------------------------


class Summary(Shape):
    """A document in force, as it stands in the list."""

    id: str
    kind: str
    title: str
    version: str
    digest: str
    """Changes whenever the document would read differently; for a manual, anything in it."""
    effective: date
    review_due: date | None = None
    owner: str
    """The id of a department."""
    approver: str
    """The id of a role."""
    summary: str = ""
    audience: tuple[str, ...] = ()
    """Ids of roles; for everybody where there are none."""
    channels: tuple[str, ...] = ()
    scenes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    coming: tuple[Coming, ...] = ()
    """What will take its place, the soonest first."""
    page: str
    """From the site's root, as every ``page``."""
    data: str
    """From the folder of ``index.json``."""


class Announced(Coming):
    """A document that is not in force yet."""

    id: str
    kind: str
    title: str


class Documents(Shape):
    """Every document in force, and what is announced."""

    documents: tuple[Summary, ...]
    """Everything in force; drafts and what was retired are in the register, a page."""
    coming: tuple[Announced, ...] = ()
    """What has never been in force."""


class ItemOf(Shape):
    """Something addressable in a document; the list of its kind has the rest."""

    id: str
    kind: str
    name: str
    page: str


class Document(Summary):
    """A document in force."""

    supersedes: str | None = None
    asks: tuple[str, ...] = ()
    """How customers and agents say it."""
    changes: tuple[Change, ...]
    procedure: Procedure | None = None
    chapters: tuple[Chapter, ...] = ()
    items: tuple[ItemOf, ...] = ()
    """What it holds besides steps and articles."""
    body: str = ""


# --- Items ----------------------------------------------------------------------------------------


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
    clock: Literal["calendar", "working"]
    applies: str = ""
    breach: str | None = None
    """The escalation path of a breach."""
    kpis: tuple[str, ...] = ()


class Standard(Item):
    """A counted standard that is not a time limit."""

    value: Quantity
    applies: str = ""


class Kpi(Item):
    """An indicator; its target is met at or beyond it in ``direction``."""

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


T = TypeVar("T", bound=Shape)


class Listing(Shape, Generic[T]):
    """Everything of a kind that is in force, in the order of the sources."""

    items: tuple[T, ...]


# --- What changed, what is due, where the search is, what there is --------------------------------


class Revision(Change):
    document: str
    title: str
    starts: date | None = None
    """From when it applies; a later day than the edition's is still to come."""
    page: str


class Changes(Shape):
    """Revisions of what is in force or coming."""

    changes: tuple[Revision, ...]
    """The newest first."""
    more: bool = False
    """Whether there are older ones, which are on the pages of their documents."""


class Review(Shape):
    document: str
    title: str
    version: str
    due: date
    """The day by which it must have been read again; before today it is overdue."""
    owner: str
    approver: str
    page: str


class Reviews(Shape):
    """By when each document must have been read again."""

    reviews: tuple[Review, ...]
    """Of everything in force, the most urgent first."""


class Search(Shape):
    """Where the search lies.

    Its parts are scripts that belong to the site's own and may change with any release: other
    systems embed ``panel``, or lead to ``results``.
    """

    folder: str
    """Named by what it holds: parts of another folder are of another index."""
    parts: tuple[str, ...]
    """From the site's root, as every path here."""
    sounds: str
    """The part that says how characters sound, the same for many indexes."""
    results: str
    """Page that shows what ``{query}`` finds."""
    panel: str
    """Page to embed, which does the same in little room."""


class Index(Shape):
    """What there is."""

    api: Literal["v1"]
    name: str
    organisation: str
    language: str
    site: str = ""
    """The address below which every ``page`` lies; where it is missing, two folders up."""
    edition: str
    """Changes whenever something in force reads differently; also in the site's manifest.json."""
    date: date
    """The day as of which everything is told."""
    time_zone: str
    links: dict[str, str]
    """What there is under a name: files, from this one's folder."""
    counts: dict[str, int]
    """How many a list holds."""
    manifest: str
    """From the site's root: which version of which document is in force, to be asked often."""
    schemas: str
    """The folder of the JSON Schemas, one a file, named as in ``links``."""
    openapi: str
