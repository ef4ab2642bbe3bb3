"""An option is there twice.

A question of a quiz with two options that read the same cannot be marked, and of a form with a
choice twice nobody can count what was ticked. What an option refers to counts by what it says: a
limit that has changed may say what another option says. An answer that is named twice is mostly a
slip for another one.

Wrong (the service level is 2 h)::

    options: ["[[sla.return-accept]]", 2 小时, 当天]
    answer: [1]

Right::

    options: ["[[sla.return-accept]]", 4 小时, 当天]
    answer: [1]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.form import FormItem
from handbook.model.library import Entry, Library
from handbook.model.prose import REFERENCE, anchored
from handbook.model.training import Question
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each option or answer that is there before."""
    library = context.library
    for entry in library.entries.values():
        if isinstance(entry.value, Question | FormItem) and _counts(entry, library):
            above = Place(entry.place.file, entry.place.route[:-1])
            if isinstance(entry.value, Question):
                said = (
                    _said(anchored(one, entry.document), library) for one in entry.value.options
                )
                yield from _repeated(said, _below(above, "options"))
                yield from _repeated(
                    map(str, entry.value.answer), _below(above, "answer"), "answer"
                )
            else:
                yield from _choices(entry.value, above)


def _counts(entry: Entry, library: Library) -> bool:
    return library.documents[entry.document].status != "retired"


def _choices(form: FormItem, above: Place) -> Iterator[Problem]:
    for number, section in enumerate(form.sections):
        for at, one in enumerate(section.fields):
            options = _below(above, "sections", number, "fields", at, "options")
            yield from _repeated(one.options, options)


def _repeated(said: Iterable[str], at: Place, why: str = "") -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, words in enumerate(said):
        before = first.setdefault(_read(words), number)
        if before != number:
            args = {"words": words, "first": before + 1, "why": why}
            yield Problem("FMT41", _below(at, number), args, ((_below(at, before), "first"),))


def _said(option: str, library: Library) -> str:
    return REFERENCE.sub(partial(_words, library), option)


def _words(library: Library, found: re.Match[str]) -> str:
    entry = library.entries.get(found[1].strip())
    return found[2] or (entry.value.words(library.language) if entry else found[0])


def _read(words: str) -> str:
    """The same for what looks the same to a reader: width and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def _below(place: Place, *route: str | int) -> Place:
    return Place(place.file, (*place.route, *route))


RULE = Rule(
    code="FMT41",
    severity=Severity.ERROR,
    title=Words("选项重复", "Option twice"),
    message=Words(
        "选项「{words}」与第 {first} 项读起来一样",
        "the option “{words}” reads the same as number {first}",
    ),
    hint=Words("删去一项，或改成别的说法", "leave one out, or make it say something else"),
    check=check,
    module=__name__,
    cases={
        "answer": Case(
            Words("答案 {words} 写了两次", "the answer {words} is named twice"),
            Words("删去一个，或改成另一项的序号", "leave one out, or name another option"),
        ),
    },
    vocabulary={"label": {"first": Words("先写的一项", "the first of them")}},
)
