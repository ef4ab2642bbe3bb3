"""A term that a phrase allows does not hold the phrase.

``allow`` lists longer terms in which the words are innocent, so each must contain one of the
phrase's shapes; otherwise it allows nothing, and the term that was meant is still reported.

Wrong::

    text: 亲亲
    allow: [相亲相爱]

Right::

    text: 亲亲
    allow: [相亲亲友]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.fold import fold
from handbook.check.rule import Context, Rule, Words
from handbook.check.wording import phrase_items, shapes
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each allowed term without the phrase, or the phrase itself."""
    library = context.library
    for phrase in (*phrase_items(library, "forbidden"), *phrase_items(library, "preferred")):
        own = [fold(shape) for shape in shapes(phrase)]
        at = library.entries[phrase.id].place
        for number, term in enumerate(phrase.allow):
            folded = fold(term)
            if folded in own or not any(shape in folded for shape in own):
                place = Place(at.file, (*at.route[:-1], "allow", number))
                yield Problem("WRD21", place, {"term": term, "phrase": phrase.text})


RULE = Rule(
    code="WRD21",
    severity=Severity.WARNING,
    title=Words("不起作用的例外", "Allowance without effect"),
    message=Words(
        "例外「{term}」里没有「{phrase}」或它的其他写法",
        "“{term}” is no longer term that holds “{phrase}” or a form of it",
    ),
    hint=Words(
        "写出包含禁用语的整个说法，或删去",
        "write the whole term with the phrase in it, or delete it",
    ),
    check=check,
    module=__name__,
)
