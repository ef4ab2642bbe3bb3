"""All cards of a book: set, judged, imposed. What is unchanged is taken from where it is kept.

WeasyPrint is only imported where there is something to set: to check a handbook in which no card
changed must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from handbook.diagnostics import Problem
from handbook.load.parallel import each
from handbook.model.card import Card
from handbook.press.cards.faces import CardView
from handbook.press.cards.job import (
    CardJob,
    Fault,
    SetCard,
    SizeJob,
    keep_bytes,
    keep_card,
    kept_bytes,
    kept_card,
    key,
)
from handbook.press.chapter import fonts
from handbook.render.prints import SEVERAL, Print
from handbook.render.view import Book
from handbook.source import Place
from handbook.stamp.digest import shown_at

if TYPE_CHECKING:
    from handbook.press.cards.sheets import Sheet

Pool = Callable[[], Executor]
FOLDER = "print"
"""The site's folder of what is printed."""
_FEW = 3
"""So many cards are set here sooner than processes are started."""
_IN_CONTEXT = " —— ……"
"""Characters that a font shows otherwise in company than alone."""
_OFFICE = "A4"
"""The sheet on which every card is offered several times."""


@dataclass(frozen=True)
class Cards:
    """The cards of a book, set."""

    book: Book
    views: tuple[CardView, ...]
    jobs: Mapping[str, CardJob]
    set: Mapping[str, SetCard]
    cache: Path | None
    pool: Pool
    _files: dict[str, bytes] = field(default_factory=dict, repr=False)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with their faces."""
        for view in self.views:
            yield from _unscannable(view)
            for fault in self.set[view.card.id].faults:
                yield _problem(view, fault)

    @cached_property
    def prints(self) -> tuple[Print, ...]:
        """All that is to be printed; the files are in :attr:`files`."""
        return tuple(self._prints())

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path from the site's root, pictures too."""
        return self._files if self.prints else {}

    def of(self) -> dict[str, tuple[Print, ...]]:
        """The prints of each card, by its id; sheets of several among those of :data:`SEVERAL`."""
        found: dict[str, list[Print]] = {}
        for one in self.prints:
            name = one.documents[0] if len(one.documents) == 1 else SEVERAL
            found.setdefault(name, []).append(one)
        return {name: tuple(prints) for name, prints in found.items()}

    def _prints(self) -> Iterator[Print]:
        for view in self.views:
            for size in view.card.sizes:
                yield self._single(view, size)
        sheets = list(self._sheets())
        if not sheets:
            return
        from handbook.press.cards.sheets import imposed  # noqa: PLC0415

        made = imposed(sheets, self.cache, self.pool, self._specimen)
        for sheet, data in zip(sheets, made, strict=True):
            self._files[sheet.path] = data
            yield sheet.told(len(data))

    def _single(self, view: CardView, size: str) -> Print:
        done = self.set[view.card.id].sizes[size]
        name = f"{FOLDER}/{view.card.id}-{size}"
        previews = tuple(f"{name}-{number}.png" for number, _ in enumerate(done.previews, 1))
        self._files.update(
            {f"{name}.pdf": done.pdf, **dict(zip(previews, done.previews, strict=True))}
        )
        return Print(
            f"{name}.pdf", (view.card.id,), size, *trimmed(view, size), _pages(view), len(done.pdf),
            previews=previews,
        )  # fmt: skip

    def _sheets(self) -> Iterator[Sheet]:
        """Sheets full of one card, and sheets of all cards of a format, each once."""
        for view in self.views:
            for size in view.card.sizes:
                yield from self._sheet(f"{view.card.id}-{size}", [(view, size)], _OFFICE)
        for (width, height), members in self._by_format():
            for sheet in self.book.settings.cards.sheets if len(members) > 1 else ():
                yield from self._sheet(f"{width}x{height}", members, sheet)

    def _by_format(self) -> Iterator[tuple[tuple[int, int], list[tuple[CardView, str]]]]:
        every = [(view, size) for view in self.views for size in view.card.sizes]

        def format_(one: tuple[CardView, str]) -> tuple[int, int]:
            return trimmed(*one)

        for same, members in groupby(sorted(every, key=format_), format_):
            yield same, list(members)

    def _sheet(
        self, name: str, members: Sequence[tuple[CardView, str]], sheet: str
    ) -> Iterator[Sheet]:
        """Cards on a sheet, unless one has no room beside another."""
        from handbook.press.cards.impose import Cut, plan  # noqa: PLC0415
        from handbook.press.cards.sheets import Sheet  # noqa: PLC0415

        ways = self.book.settings.cards
        cut = Cut(ways.bleed, ways.corner)
        planned = plan(sheet, *trimmed(*members[0]), cut)
        if len(planned.slots) > 1:
            yield Sheet(
                f"{FOLDER}/{name}-{sheet}.pdf", sheet, members[0][1], planned, cut,
                tuple((view.card.id, self.jobs[view.card.id].key) for view, _ in members),
                tuple(self.set[view.card.id].sizes[size].pdf for view, size in members),
                max(_pages(view) for view, _ in members),
            )  # fmt: skip

    def _specimen(self, sheet: Sheet) -> bytes:
        return specimen(self.book, [self.jobs[id_] for id_ in sheet.ids], self.cache)


def set_cards(book: Book, cards: Iterable[Card], cache: Path | None, pool: Pool) -> Cards:
    """Set cards, each unless it was set before; raises PressError.

    ``pool`` starts worker processes, when there is enough to do.
    """
    views = tuple(CardView(card, book) for card in cards)
    jobs = {job.id: job for job in each(job_of, views)}
    done = {id_: kept_card(job.key, cache) for id_, job in jobs.items()}
    missing = [jobs[id_] for id_, card in done.items() if card is None]
    for job, card in zip(missing, set_jobs(missing, pool), strict=True):
        keep_card(job.key, cache, card)
        done[job.id] = card
    known = {id_: card for id_, card in done.items() if card is not None}
    return Cards(book, views, jobs, known, cache, pool)


def set_jobs(jobs: Sequence[CardJob], pool: Pool) -> Iterator[SetCard]:
    """Set cards, in their order; raises PressError."""
    if not jobs:
        return iter(())
    from handbook.press.cards.setting import set_card  # noqa: PLC0415

    return pool().map(set_card, jobs) if len(jobs) > _FEW else map(set_card, jobs)


def specimen(book: Book, jobs: Iterable[CardJob], cache: Path | None) -> bytes:
    """A page with every character of some cards, in the two faces that cards use."""
    from handbook.press.cards.setting import set_specimen  # noqa: PLC0415

    used = sorted({sign for job in jobs for one in job.sizes for sign in one.html})
    signs = _IN_CONTEXT + book.prose.blank("")  # the style sheet sets these round blanks
    text = "".join(sign for sign in used if not sign.isspace()) + signs
    html = Markup('<html lang="{}"><p> {}</p><p><b> {}</b></p></html>').format(
        book.language, text, text
    )
    css = f"html {{ font-family: {fonts(book)}; font-variant-ligatures: none }}"
    name = key(["specimen", html, css])
    data = kept_bytes(name, cache)
    if data is None:
        data = set_specimen(html, css)
        keep_bytes(name, cache, data)
    return data


def job_of(view: CardView, sizes: Sequence[str] = ()) -> CardJob:
    """What a worker needs to set a card, by default in all of its sizes."""
    card = view.card
    wanted = tuple(
        SizeJob(
            size, view.html(size), view.css(size), view.places(size), view.gap(size),
            len(card.faces), view.address or "", view.book.t("proof.scan"),
        )
        for size in sizes or card.sizes
    )  # fmt: skip
    return CardJob(card.id, wanted, card.layout == "tent")


def trimmed(view: CardView, size: str) -> tuple[int, int]:
    """Width and height of what is cut out: of a tent both faces."""
    width, height = view.card.format(size)
    return (width, 2 * height) if view.card.layout == "tent" else (width, height)


def _pages(view: CardView) -> int:
    """The pages of a card's file: both faces of a tent stand on one."""
    return 1 if view.card.layout == "tent" else len(view.card.faces)


def _unscannable(view: CardView) -> Iterator[Problem]:
    """A code that has no room in its smallest legible size."""
    card = view.card
    for size in card.sizes:
        places = view.places(size)
        if not places.scannable:
            at = Place(view.book.library.file_of(card.id), ("size",))
            args = {
                "id": card.id, "size": size, "width": f"{places.code.width:.1f}",
                "most": places.most, "module": f"{places.module:.2f}",
                "length": len(view.address or ""),
            }  # fmt: skip
            yield Problem("PRT04", at, args)


def _problem(view: CardView, fault: Fault) -> Problem:
    """A fault of a face, at what causes it."""
    card, library = view.card, view.book.library
    face = card.faces[fault.face]
    route: tuple[str | int, ...] = ("faces", fault.face, "title")
    item = face.title
    if fault.item == "foot":
        route, item = ("size",), view.book.t("card.foot")
    elif fault.item != "head":
        places = [
            (number, entry)
            for number, address in enumerate(face.show)
            for entry in shown_at(address, library)
        ]
        number, entry = places[int(fault.item) - 1]
        route, item = ("faces", fault.face, "show", number), f"{entry.label} ({entry.address})"
    args = {
        "id": card.id, "face": face.title, "size": fault.size, "item": item,
        "by": f"{fault.by:.1f}", "why": fault.why,
        "least": f"{view.places(fault.size).smallest('item'):g}",
    }  # fmt: skip
    code = "PRT03" if fault.why == "small" else "PRT02"
    return Problem(code, Place(library.file_of(card.id), route), args)
