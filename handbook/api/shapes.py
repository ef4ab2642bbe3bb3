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
from typing import Annotated, Literal

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
    """A version that is approved and takes effect on a later day, or the document's end."""

    version: str
    effective: date
    retired: bool = False
    """Whether the document ends on that day."""
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
    """Ids of KPIs."""
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


# --- What changed, what is due, where the search is, what there is --------------------------------


class Revision(Change):
    document: str
    title: str
    starts: date | None = None
    """From when it applies; a later day than the edition's is still to come."""
    retired: bool = False
    """Whether it is the end of the document, from that day on."""
    page: str


class Changes(Shape):
    """Revisions of what is in force, was till it was retired, or is coming."""

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
    """The part that says how characters sound and what people call things; many share it."""
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
