"""Limits by the everyday words for them: 退款一般要十天 and 48小时内回复您的投诉 name no standard.

What a service level is asked by says how people speak of it: 退款几天到 is 退款, a figure and 到.
With the words that mean the same, from the glossary and from what is known of the language, a
figure is understood where these words stand around it. What several limits are spoken of by may be
any of them, so only what none of them allows is a contradiction; to promise less is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handbook.check.limits import dimension, seconds
from handbook.check.standards import in_use
from handbook.model.figures import Figure
from handbook.model.library import Entry, Library
from handbook.model.quantity import Amount
from handbook.model.service_level import ServiceLevel
from handbook.model.spoken import spoken_words
from handbook.model.term import TermItem

_DAY = 86_400
LEEWAY = 2 * _DAY
"""Working days told in days of the calendar may hold a weekend."""
REACH = 60
"""So many characters on either side of a figure may speak of it."""
_ENOUGH = 3
"""So many signs must be said, or the words are met anywhere."""
_ASKED = re.compile("(?:几(?:天|个?小时|个?工作日|分钟|秒钟?)|多久|多长时间)(?:之?内|以内)?")
_CONDITION = re.compile("超|逾期|再|每")
_TAIL = re.compile("[期时][限间]$")

CLAUSE = re.compile(r"[。！？；，,;!?\n\0]|\.(?!\d)")
# What makes a figure that of something else: how long ago, how much longer, a guarantee.
BEFORE = re.compile("[已超再每第未没距]|还[有剩差]|[之以]后|过了|过去|等了|上次|最近|保修|质保")
BEHIND = re.compile(r" ?(?:[之以]?[前后]|多?了|多|之久)")
NEXT = re.compile(" ?(?:[之以]?内|左右)?(?:能|可以|会|就|才|都|给您|为您|您| )*")


class Saying(NamedTuple):
    """One way in which a limit is spoken of."""

    entry: Entry
    limit: Amount
    least: float
    """The shortest time that may be told, in seconds: a period of the customer's is not cut."""
    keys: tuple[tuple[str, ...], ...]
    """Of each of these sets a word is said."""
    behind: str
    """What follows the figure at once."""


def sayings(library: Library) -> tuple[Saying, ...]:
    """Every way in which the limits in use are spoken of, each once."""
    families = _families(library)
    found = {}
    for entry in in_use(library, ServiceLevel.KIND):
        level = entry.value
        if isinstance(level, ServiceLevel) and level.limit and dimension(level.limit) == "time":
            for ahead, after in _asked(level):
                words, last = _parts(after, families)
                keys = (*_parts(ahead, families)[0], *words)
                if keys and sum(map(len, (*keys, last))) >= _ENOUGH:
                    sets = tuple(families.get(word, (word,)) for word in keys)
                    found[entry.address, sets, last] = Saying(
                        entry, level.limit, _least(level, level.limit), sets, last
                    )
    return tuple(found.values())


def _least(level: ServiceLevel, limit: Amount) -> float:
    return seconds(limit) or 0 if level.measure == "window" else 0


def _asked(level: ServiceLevel) -> Iterator[tuple[str, str]]:
    """What stands before and behind the figure that is asked for."""
    if "或" not in level.name:
        yield _TAIL.sub("", level.name), ""
    for ask in level.asks:
        match = _ASKED.search(ask)
        if match and not _CONDITION.search(ask):
            yield ask[: match.start()], ask[match.end() :]


def _families(library: Library) -> dict[str, tuple[str, ...]]:
    """By each word, all that mean the same."""
    rows = [tuple(row.split()) for row in spoken_words("zh")["families"].splitlines()]
    for entry in library.entries.values():
        if isinstance(term := entry.value, TermItem):
            rows += [(term.term, *term.synonyms)]
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if all(len(word) > 1 for word in row):  # 退 is the half of two things
            for word in row:
                found.setdefault(word, {}).update(dict.fromkeys(row))
    return {word: tuple(alike) for word, alike in found.items()}


def _parts(said: str, families: dict[str, tuple[str, ...]]) -> tuple[list[str], str]:
    """The words with content, and a single sign where it is all there is."""
    if len(said) == 1:  # 到 in 几天到, which elsewhere says nothing
        return [], said
    parts, rest = [], ""
    while said:
        word = next((said[:n] for n in range(len(said), 1, -1) if said[:n] in families), "")
        empty = word or next((one for one in _empty() if said.startswith(one)), "")
        if empty:
            parts += [rest, "" if word in _empty() else word]
            rest = ""
        else:
            rest += said[0]
        said = said[len(empty) or 1 :]
    parts.append(rest)
    words = [part for part in parts if len(part) > 1]
    single = "".join(parts)
    return words, single if len(single) == 1 else ""


@cache
def _empty() -> tuple[str, ...]:
    """Words without content, the longest first."""
    spoken = spoken_words("zh")
    return tuple(sorted((*spoken["words"], *spoken["signs"]), key=len, reverse=True))


def meant(text: str, figure: Figure, said: tuple[Saying, ...]) -> Saying | None:
    """The limit that a figure in a folded text contradicts; None where one of them allows it."""
    length = seconds(figure.amount)
    if length is None or figure.bound in ("more-than", "less-than", "scale"):
        return None
    first, last = max(figure.start - REACH, 0), min(figure.end + REACH, len(text))
    starts = [first, first]
    starts += [match.end() for match in CLAUSE.finditer(text, first, figure.start)]
    end = match.start() if (match := CLAUSE.search(text, figure.end, last)) else last
    if BEFORE.search(text, starts[-1], figure.start) or BEHIND.match(text, figure.end):
        return None
    around, clause = text[starts[-2] : end], text[starts[-1] : end]
    filler = NEXT.match(text, figure.end)
    behind = text[filler.end() if filler else figure.end :]
    spoken = [
        one
        for one in said
        if behind.startswith(one.behind) and all(_holds(around, key) for key in one.keys)
    ]
    if any(_allows(one, figure.amount, length) for one in spoken):
        return None
    near = (one for one in spoken if one.behind or any(_holds(clause, key) for key in one.keys))
    return next(near, None)


def _holds(text: str, key: tuple[str, ...]) -> bool:
    return any(word in text for word in key)


def _allows(saying: Saying, amount: Amount, length: float) -> bool:
    most = seconds(saying.limit) or 0
    if saying.limit.unit == "workdays" != amount.unit:
        most += LEEWAY
    return saying.least <= length <= most
