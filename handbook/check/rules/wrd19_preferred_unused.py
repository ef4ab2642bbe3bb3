"""No script uses a phrase that the handbook prefers.

Agents learn wording from scripts: a phrase that stands in none is a wish. Counted are all its
forms, in every wording.

Wrong (no script says it)::

    - {id: phrase.take-your-time, kind: preferred, text: 您慢慢说, why: 让客户缓下来}

Right::

    text: 不着急，您慢慢说，我在记。
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.corpus import Corpus
from handbook.check.phrases import Phrases, Sought
from handbook.check.rule import Context, Rule, Words
from handbook.check.spoken import spoken_texts
from handbook.check.wording import phrase_items, shapes
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each preferred phrase that is in no wording."""
    phrases = {one.id: one for one in phrase_items(context.library, "preferred")}
    spoken = Corpus(one.text for one in context.once(spoken_texts))
    if not phrases or not spoken.texts:
        return
    sought = Phrases({key: Sought(shapes(one)) for key, one in phrases.items()})
    used = {key for key, _ in sought.search(spoken)}
    for key, phrase in phrases.items():
        if key not in used:
            place = context.library.entries[key].place
            yield Problem("WRD19", place, {"phrase": phrase.text})


RULE = Rule(
    code="WRD19",
    severity=Severity.NOTE,
    title=Words("推荐用语没有用上", "Preferred phrase that no script uses"),
    message=Words("没有任何话术用到推荐用语「{phrase}」", "no script says “{phrase}”"),
    hint=Words(
        "在合适的话术里用上它，或把话术里实际的说法写进 forms",
        "use it where it fits, or enter the shape that scripts do use as one of its forms",
    ),
    check=check,
    module=__name__,
)
