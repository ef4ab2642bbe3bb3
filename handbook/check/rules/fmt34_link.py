"""A link in a text leads to something that not every reader can reach.

A path on somebody's computer, or the address of a page as it happens to be today, breaks in print,
in a sub-folder and after the next move. Inside the handbook, ids are quoted; outside, the whole
address is written.

Wrong::

    detail: 见[退货流程](../sops/return.md)

Right::

    detail: 见[[SOP-RET-01]]，或[平台规则](https://example.com/rules)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.markup import marks
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_ALLOWED = ("https:", "http:", "mailto:", "tel:")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each link that is neither to the outside nor a reference."""
    for text in context.library.texts:
        if text.mark.slots:
            continue  # words to be said are no Markdown
        for mark in marks(text.value, block=text.mark.block):
            if mark.kind == "link" and not mark.source.lower().startswith(_ALLOWED):
                at = text.place._replace(needle=mark.source or "]()")
                yield Problem("FMT34", at, {"link": mark.source, "why": _why(mark.source)})


def _why(link: str) -> str:
    if link[:1] in ("", "#"):
        return "anchor" if link else "empty"
    return "scheme" if _SCHEME.match(link) else ""


_MESSAGE = Words("链接「{link}」不能用", "the link “{link}” cannot be used")

RULE = Rule(
    code="FMT34",
    severity=Severity.ERROR,
    title=Words("不能用的链接", "Link that cannot be used"),
    message=_MESSAGE,
    hint=Words(
        "引用手册里的内容写 [[编号]] 或 [[编号|文字]]；外部网页写以 https:// 开头的完整网址",
        "quote what is in the handbook as [[id]] or [[id|words]]; "
        "write the whole address of a page outside, beginning with https://",
    ),
    check=check,
    local=True,
    module=__name__,
    cases={
        "anchor": Case(
            _MESSAGE,
            Words(
                "引用本文件的步骤或条款，写 [[{link}|文字]]",
                "quote a step or article of this document as [[{link}|words]]",
            ),
        ),
        "empty": Case(
            Words("链接没有写地址", "the link has no address"),
            Words(
                "补上以 https:// 开头的网址，或写 [[编号|文字]]", "add one, or write [[id|words]]"
            ),
        ),
        "scheme": Case(
            _MESSAGE,
            Words(
                "只能链接到 https:、http:、mailto:（邮箱）和 tel:（电话）",
                "links may only lead to https:, http:, mailto: and tel:",
            ),
        ),
    },
)
