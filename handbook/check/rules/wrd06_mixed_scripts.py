"""Simplified and Traditional characters are mixed in one handbook.

The sources are written in the first of the handbook's ``languages``; other editions are made from
them. A character of the other script is usually pasted from elsewhere, looks like a slip on paper,
and may be missing from the fonts. Ways in which people search (``asks``, ``traditional``) are free.

Wrong (``languages: [zh-Hans]``)::

    purpose: 讓客户当天知道結果

Right::

    purpose: 让客户当天知道结果
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.fold import foreign
from handbook.check.occurrence import exact_span
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Text

_SHOWN = 8


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each text with characters of the other script, at the first of them."""
    language = context.library.settings.language if context.library.settings else "zh-Hans"
    signs = foreign(language)
    if not signs:
        return
    found: dict[int, tuple[Text, list[tuple[int, int]]]] = {}
    for hit in context.once(read_texts).search(re.compile(f"[{''.join(sorted(signs))}]+")):
        found.setdefault(id(hit.text), (hit.text, []))[1].append((hit.start, hit.end))
    for text, places in found.values():
        at, _ = exact_span(context.library, text, *places[0])
        several = "".join(dict.fromkeys("".join(text.value[start:end] for start, end in places)))
        yield Problem("WRD06", at, {"signs": several[:_SHOWN], "why": language})


_SIMPLIFIED = Words(
    "简体中文里夹着繁体字「{signs}」", "Traditional characters in Simplified text: {signs}"
)

RULE = Rule(
    code="WRD06",
    severity=Severity.WARNING,
    title=Words("繁简混用", "Both scripts in one handbook"),
    message=_SIMPLIFIED,
    hint=Words("改成简体字", "write them in Simplified"),
    check=check,
    local=True,
    module=__name__,
    cases={
        "zh-Hant": Case(
            Words(
                "繁体中文里夹着简体字「{signs}」",
                "Simplified characters in Traditional text: {signs}",
            ),
            Words("改成繁体字", "write them in Traditional"),
        )
    },
)
