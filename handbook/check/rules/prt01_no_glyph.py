"""A character has no glyph in the fonts of print: on paper stands an empty box, or nothing.

Emoji are not in text fonts, and a few rare characters are in none. The screen borrows a font that
has them; a print would hide that something is missing. The fonts are Noto Sans CJK.

Wrong::

    title: 退换货😀

Right::

    title: 退换货
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import HIDDEN, Corpus, few
from handbook.check.glyphs import is_held
from handbook.check.occurrence import exact_span
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_SEARCHED = "asks"


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each character that cannot be printed, at the place where it stands."""
    texts = (*context.library.texts, *context.library.labels)
    corpus = Corpus(text for text in texts if _SEARCHED not in text.place.route)
    lacking = [character for character in {*corpus.value} - {HIDDEN} if not is_held(character)]
    if not lacking:
        return
    pattern = re.compile("[" + "".join(map(re.escape, lacking)) + "]")
    for found in few(corpus.search(pattern)):
        at, _ = exact_span(context.library, found.text, found.start, found.end)
        args = {"character": found.piece, "code": f"U+{ord(found.piece):04X}"}
        yield Problem("PRT01", at, args)


RULE = Rule(
    code="PRT01",
    severity=Severity.ERROR,
    title=Words("字库里没有的字", "No glyph for it"),
    message=Words(
        "「{character}」（{code}）印不出来：印刷字体里没有这个字",
        "“{character}” ({code}) cannot be printed: the fonts have no glyph for it",
    ),
    hint=Words("换成字体里有的字，或删去", "use a character that the fonts have, or leave it out"),
    check=check,
    local=True,
    module=__name__,
)
