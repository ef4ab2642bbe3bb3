"""Numbers by which people name what stands in a list: questions, and the lines of scorecards.

They are derived, so that nobody has to keep them: what is put in between moves the others on.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.model.library import Library
from handbook.model.scorecard import Scorecard
from handbook.model.training import TrainingPlan
from handbook.render.words import Translate


def numbers(library: Library, t: Translate) -> dict[str, str]:
    """The number of each by its address."""
    found: dict[str, str] = {}
    for document in library.documents.values():
        if isinstance(document, TrainingPlan):
            found |= {each.id: str(n) for n, each in enumerate(document.quiz, 1)}
        elif isinstance(document, Scorecard):
            found |= dict(_lines(document, t))
    return found


def _lines(card: Scorecard, t: Translate) -> Iterator[tuple[str, str]]:
    for dimension, each in enumerate(card.dimensions, 1):
        for n, line in enumerate(each.lines, 1):
            yield line.id, f"{dimension}.{n}"
    for n, fatal in enumerate(card.fatal, 1):
        yield fatal.id, t("qa.fatal_number", n=n)
