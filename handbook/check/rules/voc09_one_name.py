"""Two things of a kind have one name, or one word is claimed by two terms.

In lists, in the search and in talk between colleagues they cannot be told apart: “fill in the
record” then means two forms. A phrase that is forbidden here and preferred there contradicts
itself.

Wrong::

    forms:
      - {id: form.complaint, name: 登记表}
      - {id: form.return, name: 登记表}

Right::

    forms:
      - {id: form.complaint, name: 投诉登记表}
      - {id: form.return, name: 退货登记表}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.names import KIND_NAMES
from handbook.check.plain import plain
from handbook.check.rule import Case, Context, Rule, Words
from handbook.check.settled import Settled
from handbook.check.standards import below
from handbook.diagnostics import Problem, Severity
from handbook.model.base import full
from handbook.model.kinds import KINDS
from handbook.model.library import Entry, Library
from handbook.model.phrase import PhraseItem
from handbook.model.script import ScriptItem
from handbook.model.term import TermItem
from handbook.source import Place, Route

_ITEMS = {"role", "dept", "channel", "term", "script", "phrase", "form", "course", "training",
          "sla", "std", "grade", "path", "goal", "measure", "step", "etiquette"}  # fmt: skip
_KINDS = _ITEMS | {kind.name for kind in KINDS}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each second bearer of a name."""
    library = context.library
    settled = context.once(Settled)
    seen: dict[tuple[str, ...], Entry] = {}
    words: dict[str, Entry] = {}
    for entry in library.entries.values():
        if entry.kind not in _KINDS or _retired(library, entry):
            continue
        first = seen.setdefault(_key(entry), entry)
        if first is not entry and not settled(entry.address, first.address):
            yield _problem(entry, first)
        elif isinstance(entry.value, TermItem):
            yield from _claimed(entry, entry.value, words)


def _retired(library: Library, entry: Entry) -> bool:
    return bool(entry.document) and library.documents[entry.document].status == "retired"


def _key(entry: Entry) -> tuple[str, ...]:
    """What must be the only one: steps within their procedure, scripts within their scene."""
    name = plain(entry.label)
    if entry.kind == "step":
        return entry.kind, name, entry.document
    if isinstance(entry.value, ScriptItem):
        where = (full("scene", entry.value.scene), *_channels(entry.value))
        return entry.kind, name, *where
    if isinstance(entry.value, PhraseItem):
        return entry.kind, name, *_channels(entry.value)
    return entry.kind, name


def _channels(item: ScriptItem | PhraseItem) -> list[str]:
    return sorted({full("channel", name) for name in item.channels})


def _problem(entry: Entry, first: Entry) -> Problem:
    args: dict[str, object] = {"name": entry.label, "kind": entry.kind}
    args |= {"one": entry.address, "other": first.address}
    if isinstance(entry.value, PhraseItem) and entry.value.kind != getattr(first.value, "kind", ""):
        args["why"] = "phrase"
    return Problem("VOC09", _named(entry), args, ((_named(first), "other"),))


def _named(entry: Entry) -> Place:
    label = "title" if entry.address == entry.document else getattr(entry.value, "LABEL", "id")
    return below(entry, label)


def _claimed(entry: Entry, term: TermItem, words: dict[str, Entry]) -> Iterator[Problem]:
    """A word that another term has already as its name or synonym."""
    names: list[tuple[Route, str]] = [(("term",), term.term)]
    names += [(("synonyms", at), word) for at, word in enumerate(term.synonyms)]
    for route, word in names:
        first = words.setdefault(plain(word), entry)
        if first is not entry:
            args = {"name": word, "one": entry.address, "other": first.address, "why": "term"}
            yield Problem("VOC09", below(entry, *route), args, ((_named(first), "other"),))


_HINT = Words("起两个分得清的名字，或合并成一个", "tell them apart by name, or make them one")

RULE = Rule(
    code="VOC09",
    severity=Severity.WARNING,
    title=Words("两样东西一个名字", "One name for two things"),
    message=Words(
        "{kind}「{name}」有两个：{one} 和 {other}",
        "“{name}” names two things: {one} and {other} ({kind})",
    ),
    hint=_HINT,
    check=check,
    module=__name__,
    cases={
        "phrase": Case(
            Words(
                "「{name}」既是禁用语又是推荐用语：{one} 和 {other}",
                "“{name}” is both forbidden and preferred: {one} and {other}",
            ),
            Words("留下其中一个", "keep one of them"),
        ),
        "term": Case(
            Words(
                "「{name}」一词有两个解释：{one} 和 {other}",
                "the word “{name}” has two definitions: {one} and {other}",
            ),
            Words("只归一个术语", "leave it to one term"),
        ),
    },
    vocabulary={"kind": KIND_NAMES, "label": {"other": Words("另一个", "the other one")}},
)
