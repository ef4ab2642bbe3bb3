"""What the scripts of a page need while an agent talks: blanks, channels, moods and their names."""

from __future__ import annotations

from typing import Any

from handbook.check.limits import dimension, limit_of
from handbook.model.library import Library
from handbook.model.quantity import UNITS, Amount, number
from handbook.model.script import ScriptItem
from handbook.model.service_level import ServiceLevel
from handbook.model.sop import Sop
from handbook.render.view import Book

WORDS = (
    "call", "call_since", "call_old", "other_blanks", "channel", "feeling", "usual", "other",
    "stays", "done", "clear_call", "cleared", "unfilled", "and", "copy_refused",
    "clock_running", "clock_near", "clock_over", "clock_due_running", "clock_due_near",
    "clock_due_over", "run_start", "run_state", "run_now", "run_choose", "run_end", "run_over",
    "run_notes", "run_copy", "run_again", "run_do", "run_done", "run_next", "run_clock",
    "run_clock_of", "run_clock_runs", "run_took", "run_late", "run_changed", "run_head",
    "run_times", "run_line", "run_way", "run_skipped", "run_noted", "reply_failed",
)  # fmt: skip
"""Words of the interface that these scripts need."""

_SHIFT = ("s", "min", "h")


def desk(book: Book) -> dict[str, Any]:
    """The blanks as name, words, example and type; channels and moods that scripts have words for.

    ``folder`` is where this language lies on the site: in all of them an agent is in one call;
    ``blank`` are the two signs around an open blank.
    Channels and moods are known by their names without a prefix, in the order of the sources; units
    of time by their names in a source.
    """
    variants = [
        variant
        for entry in book.library.entries.values()
        if isinstance(entry.value, ScriptItem)
        for variant in entry.value.variants
    ]
    return {
        "folder": book.folder,
        "blank": book.prose.blank(""),
        "variables": [
            (name, one.name, one.example, one.type) for name, one in book.settings.variables.items()
        ],
        "channels": _named(book, "channel.", {variant.channel for variant in variants}),
        "moods": _named(book, "mood.", {variant.mood for variant in variants}),
        "units": {unit: _unit(unit, book.language) for unit in UNITS if is_time(Amount(1, unit))},
    }


def clocks(sop: Sop, library: Library) -> dict[str, str]:
    """By a step's id the limit that a clock can run by, ``10 min`` or ``3 workdays``.

    Of a range the upper end. Hours that count while the team is at work are left out: nothing says
    when that is.
    """
    found = {step.id: limit_of(library, step.within) for step in sop.steps}
    counted = {step.id: step.within for step in sop.steps}
    return {
        step: f"{number(limit.upper or limit.value)} {limit.unit}"
        for step, limit in found.items()
        if limit and is_time(limit) and not _is_shift(library, counted[step], limit)
    }


def is_time(amount: Amount) -> bool:
    """Whether an amount is a length of time."""
    return dimension(amount) == "time"


def _is_shift(library: Library, within: object, limit: Amount) -> bool:
    entry = library.entries.get(within) if isinstance(within, str) else None
    level = entry.value if entry else None
    return isinstance(level, ServiceLevel) and level.clock == "working" and limit.unit in _SHIFT


def _unit(unit: str, language: str) -> str:
    chinese, _, many, _ = UNITS[unit]
    return chinese if language.startswith("zh") else many


def _named(book: Book, prefix: str, used: set[str | None]) -> dict[str, str]:
    wanted = {name.removeprefix(prefix) for name in used if name}
    names = {
        entry.address.removeprefix(prefix): book.prose.plain(entry.label)
        for entry in book.library.entries.values()
        if entry.address.startswith(prefix)
    }
    return {name: label for name, label in names.items() if name in wanted}
