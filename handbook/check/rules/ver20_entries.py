"""The revision record does not say what was released.

The history holds the entries of ``changes`` as they were when a version was released. Prints are
compared with them, and the site tells of changes by them: what was told on a day cannot be told
otherwise later. A correction is an entry of the next version. The oldest entries may be left out;
the punctuation of a summary may be mended.

Wrong (1.1.0 was released, but an older file was brought back)::

    version: 1.2.0
    changes:
      - {version: 1.2.0, date: 2026-05-01, class: normative, summary: 改回 30 分钟, author: 流程组}
      - {version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组}

Right::

    version: 1.2.0
    changes:
      - {version: 1.2.0, date: 2026-05-01, class: normative, summary: 改回 30 分钟, author: 流程组}
      - {version: 1.1.0, date: 2026-03-01, class: normative, summary: 缩短, author: 流程组}
      - {version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组}
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.versions import released_here
from handbook.diagnostics import Problem, Severity
from handbook.load.scalar import one_line
from handbook.model.base import Change, Document
from handbook.source import Place
from handbook.stamp.entries import entry_then, left_out, sealed_entries
from handbook.stamp.history import History
from handbook.stamp.version import number

_FIELDS = ("class", "date", "summary", "author")
_PUNCTUATION = re.compile(r"(?<!\d)[\W_]|[\W_](?!\d)")


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each entry that is missing, or not as it was released."""
    for document, history in released_here(context):
        if not history.flaws:
            file = context.library.file_of(document.id)
            yield from _missing(document, history, file)
            yield from _altered(document, history, file)


def _missing(document: Document, history: History, file: str) -> Iterator[Problem]:
    oldest = min(number(one.version) for one in document.changes)
    for record in left_out(document, history):
        if number(record.version) > oldest:
            entry = one_line(_told(entry_then(record)))
            args = {"id": document.id, "version": record.version, "entry": entry, "why": "missing"}
            yield Problem("VER20", Place(file, ("changes",), key=True), args)


def _altered(document: Document, history: History, file: str) -> Iterator[Problem]:
    try:
        sealed = sealed_entries(history.last) if history.last else {}
    except ValueError:  # of another form: told by the rule about records that cannot be read
        return
    for index, entry in enumerate(document.changes):
        if (then := sealed.get(entry.version)) is None:
            continue
        was, now = _told(then), _told(entry)
        for name in _FIELDS:
            if _bare(was[name]) != _bare(now[name]):
                place = Place(file, ("changes", index, name))
                args = {"version": entry.version, "field": name, "sealed": was[name]}
                yield Problem("VER20", place, args)


def _told(entry: Change) -> dict[str, str]:
    return {
        "version": entry.version,
        "date": entry.date.isoformat(),
        "class": entry.change_class,
        "summary": entry.summary,
        "author": entry.author,
    }


def _bare(text: str) -> str:
    """A text without what the tool itself may mend in it."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text))


RULE = Rule(
    code="VER20",
    severity=Severity.ERROR,
    title=Words(
        "修订记录与发布时不同",
        "Revision record not as released",
    ),
    message=Words(
        "修订记录里 {version} 的 {field} 发布以后被改过，发布时是「{sealed}」",
        "the {field} of {version} in the revision record was changed after its release; "
        "it was “{sealed}”",
    ),
    hint=Words(
        "改回发布时的写法；要更正，写在下一版的修订记录里",
        "put back what was released; a correction is an entry of the next version",
    ),
    check=check,
    module=__name__,
    cases={
        "missing": Case(
            Words(
                "{id} 的 {version} 已经发布，修订记录里却没有这一版",
                "{id} {version} was released, but the revision record does not tell of it",
            ),
            Words(
                "在 changes 里按版本的次序补上：{entry}",
                "add to changes, in the order of versions: {entry}",
            ),
        ),
    },
)
