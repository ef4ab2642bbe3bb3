"""A text holds a picture.

Pictures have a place of their own, with a description for those who cannot see them; in a text
only the signs would be shown. One from the web would moreover be missing in print and offline.

Wrong::

    detail: 柜台布置如下 ![](https://example.com/counter.png)

Right::

    detail: 柜台布置见图
    pictures:
      - file: images/counter.png
        alt: 柜台布置
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.markup import marks
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity

_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each picture in a text."""
    for text in context.library.texts:
        if text.mark.slots:
            continue  # words to be said are no Markdown
        for mark in marks(text.value, block=text.mark.block):
            if mark.kind == "image":
                at = text.place._replace(needle=mark.source or "](")
                why = "remote" if _REMOTE.match(mark.source) else ""
                yield Problem("FMT35", at, {"file": mark.source, "why": why})


RULE = Rule(
    code="FMT35",
    severity=Severity.ERROR,
    title=Words("文字里插了图片", "Picture in a text"),
    message=Words("文字里的图片「{file}」不会显示", "the picture “{file}” in a text is not shown"),
    hint=Words(
        "图片写在步骤的 pictures 里：file 是从 sop_sources 算起的路径，alt 是图片说明",
        "put it under the step's pictures: file is its path from sop_sources, alt its description",
    ),
    check=check,
    local=True,
    module=__name__,
    cases={
        "remote": Case(
            Words(
                "文字里的图片「{file}」来自手册之外，不会显示",
                "the picture “{file}” in a text comes from outside the handbook and is not shown",
            ),
            Words(
                "把图片存进 sop_sources/images，写在步骤的 pictures 里",
                "save it to sop_sources/images and put it under the step's pictures",
            ),
        )
    },
)
