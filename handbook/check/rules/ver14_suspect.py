"""What a document quotes has changed in meaning since it was last released or confirmed.

The page shows the new limit or wording at once, but nobody has yet read whether the text around it
still fits. An editorial change of what is quoted makes nobody read again; nor does an editorial
release of the document itself count as reading. Where the item that is quoted only tells of what
changed, the finding names both: the arrow comes from what changed. A card is to be read again for
what it prints, not for the duties of a role whose name is all that it prints.

Wrong (the service level went from 15 to 10 minutes)::

    within: sla.complaint-first-response

Right (after reading the document again)::

    handbook confirm SOP-CMP-01
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.source import Place
from handbook.stamp.suspect import Causes, suspects

_MOST = 3
"""So many of what changed, and of what it is quoted through, are shown with their place."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each document under which something changed."""
    library = context.library
    causes = Causes(library, context.histories)
    for suspect in suspects(library, context.histories):
        uses = library.uses_of(suspect.document)
        place = next(
            (use.place for use in uses if use.target in suspect.items),
            Place(library.file_of(suspect.document)),
        )
        found = [
            (cause, item) for item in suspect.items for cause in causes.of(suspect.document, item)
        ]
        labels = tuple(_named(library, *pair) for pair in found)
        args = {"id": suspect.document, "items": labels}
        changed = dict.fromkeys(cause for cause, _ in found)
        through = dict.fromkeys(item for cause, item in found if item not in changed)
        related = [(library.entries[one].place, "changed") for one in changed][:_MOST]
        related += [(library.entries[one].place, "through") for one in through][:_MOST]
        yield Problem("VER14", place, args, tuple(related))


def _named(library: Library, cause: str, item: str) -> str:
    """An item that changed; with an arrow from what changed in it, where it is told there only."""
    named = f"{library.entries[item].label} ({item})"
    return named if cause == item else f"{named} ← {library.entries[cause].label} ({cause})"


RULE = Rule(
    code="VER14",
    severity=Severity.WARNING,
    title=Words(
        "引用的内容变了，待确认",
        "Suspect",
    ),
    message=Words(
        "{id} 引用的内容在它上次发布或确认之后变了：{items}",
        "what {id} quotes changed after it was last released or confirmed: {items}",
    ),
    hint=Words(
        "重读引用处：仍然正确就运行 handbook confirm {id}（后面可以只写其中几项的编号）；"
        "要改就改好后发布",
        "read again what stands around it: if it holds, run `handbook confirm {id}` "
        "(naming some of the items, for those only); else change and release",
    ),
    check=check,
    module=__name__,
    vocabulary={
        "label": {
            "changed": Words("变化的内容", "what changed"),
            "through": Words("经由这里引用", "quoted through this"),
        }
    },
)
