"""handbook.yml: the handbook's name, languages, calendar defaults and shared vocabulary."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from handbook.model.base import Inline, Item, Limit, Model, Plain, Waiver
from handbook.model.quantity import Interval

_HOST = r"^https?://[\w-]+(\.[\w-]+)*(:\d{1,5})?"
SITE = _HOST + r"(/[^/\s?#]+)*/$"
REPOSITORY = _HOST + r"(/[^/\s?#]+){2,}$"
_SIGNS = r'[^\n\r\t"<>&\\{}\[\]]'
WORD = f"^{_SIGNS}*[\u3400-\u9fff]{_SIGNS}*$"
"""A word of Chinese, of no sign by which a page or its data is built."""
OTHER = f"^{_SIGNS}+$"
ORIGIN = r"^https?://[a-z0-9.-]+(:\d{1,5})?$"
TEAM = r"^(@[\w.-]+(/[\w.-]+)*|[^@\s]+@[^@\s]+)$"
Language = Literal["zh-Hans", "zh-Hant", "en"]


class Scene(Item):
    """A situation in which an agent looks something up."""

    KIND: ClassVar[str] = "scene"
    ID_PREFIX: ClassVar[str] = "scene."

    name: Plain
    summary: Inline | None = None
    icon: Plain | None = None


class Mood(Item):
    """A state of mind of the customer for which a script has its own wording."""

    KIND: ClassVar[str] = "mood"
    ID_PREFIX: ClassVar[str] = "mood."

    name: Plain


class Variable(Model):
    """A blank in a script that the agent fills in."""

    name: Plain
    """What the agent sees."""
    example: Plain
    """Something that could stand there; in quotes where it looks like a number or a time."""
    type: Literal["text", "number", "money", "date", "time"] = "text"
    """What is filled in."""


class Checks(Model):
    """How findings are judged: a severity a rule, and accepted findings with reason and end."""

    notice: Limit | None = Field(default=None, examples=["3 workdays"])
    """How long before it takes effect a change is approved at least, unless it is editorial."""
    severity: dict[str, Literal["error", "warning", "note", "off"]] = Field(default_factory=dict)
    """By the rule's code; ``"off"``, in quotes, turns the rule off."""
    waive: tuple[Waiver, ...] = ()
    """Findings accepted in the whole handbook."""


class Traditional(Model):
    """How a Traditional edition is made of Simplified sources."""

    region: Literal["taiwan", "hong-kong"] = "taiwan"
    """Whose words and characters it is written in."""
    words: dict[
        Annotated[str, StringConstraints(pattern=WORD)],
        Annotated[str, StringConstraints(pattern=OTHER)],
    ] = Field(default_factory=dict)
    """Words that it writes otherwise than the conversion would, by their Simplified form."""
    print: bool = True
    """Whether it has PDFs of its own; without them its pages lead to the Simplified ones."""


class CardPrint(Model):
    """How desk guides are printed."""

    bleed: float = Field(default=0, ge=0, le=5)
    """Colour beyond the trimmed edge, in millimetres, for a print shop that cuts: usually 3."""
    corner: float = Field(default=0, ge=0, le=10)
    """Radius of rounded corners in millimetres; sheets then show the line of the die."""
    sheets: tuple[Literal["A4", "SRA3"], ...] = ("A4", "SRA3")
    """Sheets on which several cards are printed together."""


class Panel(Model):
    """The panel that brings the search into the pages of other systems."""

    origins: tuple[Annotated[str, StringConstraints(pattern=ORIGIN)], ...] = Field(
        default=(), examples=[["https://crm.example.com"]]
    )
    """Systems whose pages may ask the panel and are told what is copied; others only show it."""


class Settings(Model):
    """The whole of handbook.yml."""

    name: Plain
    short_name: Plain | None = None
    organisation: Plain
    languages: tuple[Language, ...] = Field(default=("zh-Hans",), min_length=1)
    """The first is that of the sources; ``zh-Hant`` after ``zh-Hans`` adds a Traditional edition.
    """
    time_zone: Plain = "Asia/Shanghai"
    """By which it is told what day it is."""
    site: Annotated[str, StringConstraints(pattern=SITE)] | None = None
    """The site's address, ending in a slash; printed on paper and used for absolute links."""
    repository: Annotated[str, StringConstraints(pattern=REPOSITORY)] | None = None
    """Its address on the forge, without a slash at the end; pages lead to its editor and issues."""
    branch: Plain = "main"
    """The branch that holds what is in force."""
    forge: Literal["github", "gitlab", "gitea"] | None = None
    """Which forge it is, where the address does not tell."""
    teams: dict[str, Annotated[str, StringConstraints(pattern=TEAM)]] = Field(default_factory=dict)
    """Who reviews (``"@shop/service"``), by department or role; ``default`` for the rest."""
    editor: Plain = ""
    """Who keeps the handbook, for the document-control page."""
    approver: Plain = ""
    """Who approves the handbook, for the document-control page."""
    print_note: Plain | None = None
    """Stands at the foot of every printed page; by default that prints are uncontrolled."""
    print_expiry: Interval | None = None
    """How long a printed card is good for, at most."""
    cards: CardPrint = Field(default_factory=CardPrint)
    """How desk guides are printed."""
    review_every: dict[str, Interval] = Field(default_factory=dict)
    """Review interval by kind; ``default`` for the rest, else a year."""
    variables: dict[str, Variable] = Field(default_factory=dict)
    """Blanks of scripts, each by the name that stands in braces."""
    scenes: tuple[Scene, ...] = ()
    """Situations in which agents look something up."""
    moods: tuple[Mood, ...] = ()
    """Moods of customers; scripts may have other wordings for them."""
    traditional: Traditional = Field(default_factory=Traditional)
    """What a Traditional edition beside Simplified sources asks for."""
    api: bool = False
    """Whether the site publishes the handbook as JSON, below ``api/v1/``."""
    panel: Panel = Field(default_factory=Panel)
    """How the panel deals with the pages it is embedded in."""
    checks: Checks = Field(default_factory=Checks)
    """Severities of rules, and accepted findings."""

    @property
    def language(self) -> Language:
        """The language the sources are written in."""
        return self.languages[0]

    @property
    def translations(self) -> tuple[Language, ...]:
        """The languages that can be made of that one: Traditional of Simplified."""
        made = self.language == "zh-Hans" and "zh-Hant" in self.languages
        return ("zh-Hant",) if made else ()
