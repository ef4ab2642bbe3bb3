"""What is wrong with the desk guides of a library, whether in force or not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

from handbook.config import Project
from handbook.diagnostics import Problem
from handbook.model.card import Card
from handbook.model.library import Library
from handbook.press.cards.run import Pool, set_cards
from handbook.press.error import PressError
from handbook.press.workers import processes
from handbook.render.environment import environment
from handbook.render.view import Book
from handbook.source import Place
from handbook.stamp.digest import shown_by
from handbook.stamp.history import histories


def found_on_cards(
    project: Project, library: Library, today: date, pool: Pool
) -> Iterator[Problem]:
    """Lay out every card that is not retired, and yield what is wrong with its faces.

    A card that shows what does not exist is left out: another rule tells of that.
    """
    cards = [card for card in library.of_kind(Card.KIND) if _whole(card, library)]
    if library.settings is None or not cards:
        return
    book = Book(
        library, today, library.settings.language, environment(project.templates),
        histories=histories(library.history),
    )  # fmt: skip
    try:
        yield from set_cards(book, cards, project.cache, pool).problems()
    except (ImportError, OSError, PressError) as error:  # WeasyPrint's libraries, or what it takes
        at = Place(library.file_of(cards[0].id), ("layout",))
        yield Problem("PRT06", at, {"count": len(cards), "detail": str(error).strip()[:200]})


def found_in_print(project: Project, library: Library, today: date) -> Iterator[Problem]:
    """The same with processes for that alone."""
    with ExitStack() as stack:
        yield from found_on_cards(
            project, library, today, lambda: stack.enter_context(processes(os.cpu_count() or 1))
        )


def _whole(card: Card, library: Library) -> bool:
    if card.status == "retired":
        return False
    shown = {entry.address: entry for entry in shown_by(card.id, library)}
    return all(
        use.target in library.entries
        for document in {card.id, *(entry.document for entry in shown.values())}
        for use in library.uses_of(document)
    )
