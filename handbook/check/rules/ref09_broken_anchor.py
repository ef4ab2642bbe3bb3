"""A reference names a step or article that its document does not have.

The document exists, but the place in it does not: the reader would land at its top and search.

Wrong::

    go: SOP-CMP-01#investigat

Right::

    go: SOP-CMP-01#investigate
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each reference to a missing place in an existing document."""
    library = context.library
    for use in library.uses:
        document, mark, place = use.target.partition("#")
        if not mark or use.target in library.entries or document not in library.documents:
            continue
        known = [entry.address.partition("#")[2] for entry in library.items_of(document)]
        parts = [name for name in known if name]
        near = tuple(difflib.get_close_matches(place, parts, n=3, cutoff=0.5)) or tuple(parts[:8])
        args = {"place": place, "document": document, "near": near, "why": "" if parts else "none"}
        yield Problem("REF09", use.place, args)


_MESSAGE = Words("{document} 里没有「{place}」", "{document} has no “{place}”")

RULE = Rule(
    code="REF09",
    severity=Severity.ERROR,
    title=Words("引用的步骤或条款不存在", "Broken anchor"),
    message=_MESSAGE,
    hint=Words("这个文件里有：{near}", "that document has: {near}"),
    check=check,
    module=__name__,
    cases={
        "none": Case(
            _MESSAGE,
            Words(
                "这个文件里没有步骤或条款，直接引用文件编号",
                "that document has no steps or articles: refer to it as a whole",
            ),
        )
    },
)
