"""The answer card of a procedure: what an agent must know before reading on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.model.library import Library
from handbook.model.phrase import PhraseItem
from handbook.model.script import ScriptItem
from handbook.model.sop import Sop, Step
from handbook.render.prose import ProseRenderer

_MOST_LIMITS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """Addresses in the order of the steps, each once."""

    say: tuple[str, ...]
    avoid: tuple[str, ...]
    who: tuple[str, ...]
    limits: tuple[Step, ...]
    """The steps with limits; of more than five the key ones first, in the order of the steps."""
    escalate: tuple[str, ...]
    """The procedure's own path, or else those of its steps."""


def answer_of(sop: Sop) -> Answer:
    """What a procedure's card says."""
    return Answer(
        say=_once(script for step in sop.steps for script in step.say),
        avoid=_once(phrase for step in sop.steps for phrase in step.avoid),
        who=_once(step.who for step in sop.steps),
        limits=_limits(sop),
        escalate=(sop.escalate,) if sop.escalate else _once(_paths(sop)),
    )


def measured_by(sop: Sop) -> dict[str, list[tuple[int, str]]]:
    """The KPIs of a procedure, each with the number and id of the steps that it measures."""
    found: dict[str, list[tuple[int, str]]] = {address: [] for address in sop.measures}
    for number, step in enumerate(sop.steps, 1):
        for address in step.measures:
            found.setdefault(address, []).append((number, step.id))
    return found


def _limits(sop: Sop) -> tuple[Step, ...]:
    timed = [step for step in sop.steps if step.within is not None]
    shown = sorted(timed, key=lambda step: not step.key)[:_MOST_LIMITS]
    return tuple(step for step in timed if step in shown)


def _paths(sop: Sop) -> Iterator[str]:
    return (step.escalate for step in sop.steps if step.escalate)


def _once(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addresses))


def said_instead(phrase: PhraseItem, library: Library, prose: ProseRenderer) -> list[str]:
    """What to say in place of a phrase, here or in a script; blanks visible as 〔订单号〕."""
    texts = list(phrase.instead)
    for address in () if texts else phrase.scripts:
        entry = library.entries.get(address)
        if entry and isinstance(entry.value, ScriptItem):
            texts.append(entry.value.text)
    return [prose.plain(text.strip()) for text in texts]
