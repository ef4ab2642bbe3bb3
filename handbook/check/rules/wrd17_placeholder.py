"""A text is not finished: it holds a mark such as TODO, 待补充 or xxx.

In force, it is read out or printed. What an agent fills in is a declared blank. A comment that
begins with TODO or 待填写, as in the draft of a Word file, says so too.

Wrong::

    text: 您好，我是客服XX，请问有什么可以帮您？

Right::

    text: 您好，我是客服{agent_name}，请问有什么可以帮您？
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.corpus import read_texts
from handbook.check.occurrence import exact_span
from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.source import Span

# Begins with one class of characters, for which a search skips fast.
_PATTERN = re.compile(
    r"[TFWxX×＊Ｘｘ](?:(?<![A-Za-z0-9_*×-]T)(?:(?<=T)ODO|(?<=T)BD)|(?<![A-Za-z0-9_]F)(?<=F)IXME"
    r"|(?<![A-Za-z0-9_]W)(?<=W)IP|(?<![A-Za-z0-9_*×-][xX])(?<=[xX])[xX]+|(?<=[×＊])[×＊]+"
    r"|(?<=[Ｘｘ])[Ｘｘ]+)(?![A-Za-z0-9_*×-])"
    r"|[待此][补完填确编处](?:(?<=待补)充|(?<=待完)善|(?<=待填)写|(?<=待确)定|(?<=待编)写|(?<=此处)填写)"
    r"|[?？]{3,}"
)
_COMMENT = re.compile(r"^ *# ?(TODO|待填写)", re.MULTILINE)


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each mark of something unfinished."""
    for found in context.once(read_texts).few(_PATTERN):
        document = context.library.documents.get(found.text.document)
        if document is not None and document.status != "draft":
            at, _ = exact_span(context.library, found.text, found.start, found.end)
            yield Problem("WRD17", at, {"mark": found.piece})
    for id_, document in context.library.documents.items():
        if document.status != "draft":
            yield from _comments(context.library, context.library.file_of(id_))


def _comments(library: Library, file: str) -> Iterator[Problem]:
    text = library.sources[file]
    for match in _COMMENT.finditer(text):
        start, mark = match.start(1), match[1]
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        at = Span(file, line, column, line, column + len(mark))
        yield Problem("WRD17", at, {"mark": mark, "why": "comment"})


_MESSAGE = Words("「{mark}」表示这里还没有写完", "“{mark}” says that this is not finished")

RULE = Rule(
    code="WRD17",
    severity=Severity.ERROR,
    title=Words("没有写完", "Unfinished text"),
    message=_MESSAGE,
    hint=Words(
        "补全内容；由客服填写的，写成空位，例如 {{agent_name}}",
        "finish it; what agents fill in is a blank such as {{agent_name}}",
    ),
    check=check,
    cases={
        "comment": Case(
            _MESSAGE,
            Words("照这一行说的补全，再删去这一行", "do as the line says, then delete it"),
        )
    },
    local=True,
    module=__name__,
)
