"""A text holds HTML.

One text serves the site, the print and the search, so HTML in it is not carried out: readers see
it as it is written, angle brackets and all.

Wrong::

    detail: 先<b>安抚</b>，再查证

Right::

    detail: 先**安抚**，再查证
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.markup import marks
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each piece of HTML."""
    for text in context.library.texts:
        for mark in marks(text.value, block=text.mark.block):
            if mark.kind == "html":
                at = text.place._replace(needle=mark.source)
                yield Problem("FMT33", at, {"html": mark.source[:40]})


RULE = Rule(
    code="FMT33",
    severity=Severity.WARNING,
    title=Words("文字里有 HTML", "HTML in a text"),
    message=Words(
        "「{html}」会原样显示给读者，不会生效",
        "“{html}” is shown to readers as it is written, without effect",
    ),
    hint=Words(
        "强调用 **文字**，换行用空行，列表用「- 」；要显示尖括号本身，放进 `反引号`",
        "use **words** for emphasis, an empty line for a new paragraph, “- ” for a list; "
        "put angle brackets that should be seen into `backquotes`",
    ),
    check=check,
    local=True,
    module=__name__,
)
