"""The items of a list in brackets are not divided: a Chinese comma stands between them.

Only the ordinary comma divides. What a Chinese one joins is a single item: a forbidden phrase that
nobody says so, one box to tick instead of three. Chinese quotation marks around an item become
part of it. An item that rightly holds the mark takes double quotes, if it is a phrase or another
name, or the only one in its list.

Wrong::

    options: [盗刷，重复扣款，金额不符]

Right::

    options: [盗刷, 重复扣款, 金额不符]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.source import Place

_MARK = re.compile("[，、]|^“[^“”]*”$")
_NAMES = {"forms", "allow", "synonyms", "colloquial", "traditional", "tags"}
"""Lists of words: a comma in one of several items is seldom meant."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each bare item in brackets that a mark runs through or encloses."""
    for label in context.library.labels:
        match = _MARK.search(label.value) if isinstance(label.place.route[-1], int) else None
        if match is None:
            continue
        why = "quoted" if match[0].startswith("“") else ""
        sure = bool(why) or label.place.route[-2] in _NAMES
        if _is_joined(context.library, label.place, sure=sure):
            args = {"item": label.value, "sign": match[0], "why": why}
            yield Problem("FMT39", label.place, args)


def _is_joined(library: Library, place: Place, *, sure: bool) -> bool:
    """Whether an item has brackets or commas about it, and no quotes; alone unless ``sure``."""
    at = library.locate(place)
    above, row = ["", *library.sources[at.file].split("\n")][at.line - 1 : at.line + 1]
    before = (above + row[: at.column - 1]).rstrip()
    bare = before.endswith(("[", ",")) and row[at.column - 1] not in "\"'"
    alone = before.endswith("[") and row[at.end_column - 1 :].lstrip().startswith("]")
    return bare and (sure or alone)


RULE = Rule(
    code="FMT39",
    severity=Severity.WARNING,
    title=Words("列表各项没有分开", "Items of a list that are not divided"),
    message=Words(
        "「{item}」里是中文的「{sign}」，会读成一项",
        "“{item}” holds the Chinese mark “{sign}” and is read as one item",
    ),
    hint=Words(
        "各项之间用英文逗号「, 」；「{sign}」本来就在这一项里的，给这一项加上英文双引号",
        "divide the items by an ordinary comma; where “{sign}” belongs to the item, "
        "put the item in double quotes",
    ),
    check=check,
    local=True,
    module=__name__,
    cases={
        "quoted": Case(
            Words(
                "「{item}」的中文引号会读成内容的一部分",
                "the Chinese quotation marks of “{item}” are read as a part of it",
            ),
            Words(
                "去掉引号，或换成英文双引号",
                "leave them out, or write ordinary double quotes",
            ),
        ),
    },
)
