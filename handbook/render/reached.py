"""What a change reaches, in values: for those who work it out, and those who tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handbook.render.differences import Told
from handbook.render.wording import Worded
from handbook.stamp.history import CLASSES, Class, Line
from handbook.stamp.version import number, raised

PrintWay = Literal["new", "replace", "withdraw"]


@dataclass(frozen=True, slots=True)
class Named:
    """A document or item by its name; ``page`` is its path on the site, empty without one."""

    address: str
    label: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Revised:
    """A document that says something else or stands otherwise than before.

    ``before`` and ``after`` are versions: empty for one that is new, and one that is gone.
    """

    id: str
    title: str
    owner: str
    before: str
    after: str
    status: str
    effective: date | None
    found: tuple[Told, ...]
    change_class: Class | None
    """The least that the author may claim; None where the content says the same."""
    ahead: Line | None = None
    """The release to come whose changes this version would put into force before their day."""

    @property
    def needed(self) -> str:
        """The least version that the change asks for."""
        if not self.before or self.change_class is None:
            return self.after
        return raised(self.before, self.change_class)

    @property
    def is_short(self) -> bool:
        """Whether the version was raised too little."""
        return bool(self.after) and number(self.after) < number(self.needed)


@dataclass(frozen=True, slots=True)
class Reread:
    """A document that must be read again, for what it quotes has changed."""

    document: Named
    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """A printed piece that is new, must be replaced or be withdrawn, and what makes it so."""

    piece: Named
    way: PrintWay
    on: date | None
    """The first day on which the old copy is wrong, where its causes name one."""
    because: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Controlled copies that a holder has of a printed piece that must be replaced or withdrawn."""

    holder: str
    piece: Named
    way: PrintWay
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change reaches, each in the order of the sources."""

    revised: tuple[Revised, ...] = ()
    reread: tuple[Reread, ...] = ()
    pages: tuple[Named, ...] = ()
    scripts: tuple[Named, ...] = ()
    """Those whose words read otherwise."""
    checks: tuple[Named, ...] = ()
    """Scorecard lines and fatal errors that check what changed in meaning."""
    courses: tuple[Named, ...] = ()
    questions: tuple[Named, ...] = ()
    cards: tuple[Print, ...] = ()
    manuals: tuple[Print, ...] = ()
    held: tuple[Held, ...] = ()
    """By holder."""
    worded: tuple[Worded, ...] = ()
    """Blanks and Traditional words that handbook.yml or the glossary sets otherwise."""
    traditional: tuple[Named, ...] = ()
    """The pages that these words have read otherwise in Traditional alone."""
    unread: tuple[str, ...] = ()
    """Files that cannot be read now: nothing is known of what they change."""
    unread_before: tuple[str, ...] = ()
    """Files that could not be read in what it is compared with."""

    @property
    def reaches_readers(self) -> bool:
        """Whether a reader is told anything otherwise, in a document or by handbook.yml's words."""
        return bool(self.revised or self.pages or self.worded or self.traditional)

    @property
    def change_class(self) -> Class | None:
        """The gravest class of all."""
        found = [one.change_class for one in self.revised if one.change_class]
        return max(found, key=CLASSES.index, default=None)
