"""What of a text binds: the form of content that an editorial change leaves as it is.

Explanatory prose stands in this form by what a reader must not miss in it, in order: figures with
their units, references, blanks, and the words that oblige, permit or deny. All else (actors,
limits, wording, branches, weights, targets, the steps themselves) stands as it is. Two contents of
one form differ editorially; an upstream item whose form is the same makes nobody read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from handbook.model.base import Document
from handbook.model.library import Library
from handbook.stamp.digest import (
    SHOWN_WHOLE,
    canonical,
    canonical_json,
    content_of,
    named_by,
    printed,
    sha256,
)
from handbook.stamp.fields import field

# Names, and what is known of a thing besides: they may be put better without a change in meaning.
_NAMES = frozenset(
    {"title", "subtitle", "name", "alt", "synonyms", "colloquial", "traditional", "pinyin", "en"}
)
# Where a thing is filed.
_FILING = frozenset({"scene", "scenes", "group"})
# Prose that is the rule itself, not an explanation of it.
_BINDING = frozenset(
    {
        "applies", "check", "consequence", "criteria", "decided", "do", "dont", "formula", "rule",
        "starts", "stops", "trigger", "what", "when",
    }
)  # fmt: skip
ORDERED = frozenset(
    {
        "articles", "branches", "chapters", "dimensions", "exceptions", "faces", "hops", "parts",
        "phases", "steps",
    }
)  # fmt: skip
"""Lists whose order, and what is in them, is the build of a document."""
_QUOTED_KINDS = frozenset({"sla", "std", "script", "phrase", "kpi", "form", "path", "grade"})
"""Kinds of item on whose meaning those depend who quote them."""
_VALUES = frozenset({"sla", "std"})

_NUMERAL = "零〇一二两三四五六七八九十百千万半"
_UNIT = "秒分时刻天日周月季年次声遍人名位件个家条项步级折成倍元题字米课份张页场点"
_WORDS = (
    "必须|务必|不得|禁止|严禁|不可|不能|不要|不应|不准|不许|应当|可以|允许|只能|至少|至多|最多|最少|"
    "不超过|不少于|以内|之内|以上|以下|之前|之后|以前|以后|立即|当场|当天|当日|全部|任何|除外|除非|"
    "不|未|无|非|勿|别|没|须|应|可|先|再|后|前|每|仅|或|且"
)
_LATIN = (
    "must|shall|should|may|can|cannot|not|no|never|only|all|any|each|every|unless|except|before|"
    "after|within|until|at least|at most|more than|less than|and|or"
)
_BINDS = re.compile(
    r"\[\[(?P<reference>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]"
    r"|\{(?P<slot>\w+)\}"
    r"|(?P<number>\d+(?:[.,:]\d+)*\s*(?:[%％‰℃]|[A-Za-z]+|个?[" + _UNIT + r"小半]*))"
    rf"|(?P<numeral>第?[{_NUMERAL}]+个?(?:[{_UNIT}]|小时|工作日)|百分之[{_NUMERAL}]+)"
    rf"|(?P<word>{_WORDS}|\b(?:{_LATIN})\b)",
    re.IGNORECASE,
)


def binding(content: Mapping[str, Any], model: Any) -> Any:
    """Content in the form that an editorial change leaves as it is; ``model`` is its class."""
    return {
        key: _value(key, value, model)
        for key, value in canonical(content).items()
        if key not in _NAMES | _FILING
    }


def may_be_reworded(model: Any, name: str) -> bool:
    """Whether a field may be put otherwise without a change in meaning."""
    return name in _NAMES | _FILING or (field(model, name).is_prose and name not in _BINDING)


def binds(text: str) -> list[str]:
    """What a reader must not miss in a text, in its order, and how many lines it has."""
    found = []
    for match in _BINDS.finditer(text):
        group = match.lastgroup or ""
        found.append("".join((match[group] or match[0]).split()).lower())
    return [*found, f"lines {sum(1 for line in text.splitlines() if line.strip())}"]


def _value(key: str, value: Any, model: Any) -> Any:
    known = field(model, key)
    if known.is_prose and key not in _BINDING:
        return _skeleton(value)
    nested = _nested(value, known.model)
    if isinstance(nested, list) and key not in ORDERED and (known.is_reference or known.model):
        return sorted(nested, key=canonical_json)  # an enumeration: its order says nothing
    return nested


def _nested(value: Any, model: Any) -> Any:
    if isinstance(value, dict):
        return binding(value, model)
    return [_nested(one, model) for one in value] if isinstance(value, list) else value


def _skeleton(value: Any) -> Any:
    if isinstance(value, list):
        return [_skeleton(one) for one in value]
    return binds(value) if isinstance(value, str) else value


def own_meaning(content: Mapping[str, Any], model: Any) -> str:
    """The digest of what binds in a content by itself; ``model`` is its class."""
    return sha256(binding(content, model))


def joined(parts: Mapping[str, str]) -> str:
    """The digest of a meaning, of those of its parts: its own first, then what is told in it."""
    return sha256(list(parts.values()))


class Upstream:
    """Digests of the meaning of what documents quote, each taken once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._own: dict[str, str] = {}
        self._whole: dict[str, str] = {}

    def of(self, document: str) -> dict[str, str]:
        """The digest of every item, by address, on whose meaning a document depends.

        A card depends on all of which it prints more than the name: not on its owner's duties.
        """
        whole = self.library.documents[document].KIND in SHOWN_WHOLE
        return {
            entry.address: self.digest(entry.address)
            for entry in named_by(document, self.library)
            if entry.kind in _QUOTED_KINDS or (whole and printed(entry))
        }

    def digest(self, address: str) -> str:
        """The digest of an entry's meaning, with all that is told in it of others."""
        if address not in self._whole:
            self._whole[address] = joined(self.parts(address))
        return self._whole[address]

    def parts(self, address: str) -> dict[str, str]:
        """The digests of an entry's own meaning and of all that is told in it, by address."""
        told = sorted(self._reached(address) - {address})
        return {one: self._digest(one) for one in (address, *told)}

    def is_known(self, address: str) -> bool:
        """Whether all that is told in an entry of others could be read."""
        return self._unsure.isdisjoint(self._reached(address))

    def _reached(self, address: str) -> set[str]:
        reached = {address}
        waiting = [address]
        while waiting:
            for target in self._told_in.get(waiting.pop(), ()):
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return reached

    def _digest(self, address: str) -> str:
        if address not in self._own:
            value = self.library.entries[address].value
            if isinstance(value, Document):
                content = content_of(value)
            else:
                content = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            self._own[address] = own_meaning(content, type(value))
        return self._own[address]

    @cached_property
    def _unsure(self) -> frozenset[str]:
        """Entries that name what stands in a file that could not be read."""
        library = self.library
        return frozenset(use.source for use in library.uses if library.is_unread(use.target))

    @cached_property
    def _told_in(self) -> dict[str, list[str]]:
        """The values that stand in each entry: what its prose resolves, and the limits it names."""
        entries = self.library.entries
        found: dict[str, list[str]] = {}
        for use in self.library.uses:
            entry = entries.get(use.target)
            if entry and (entry.kind in _VALUES or (use.prose and entry.kind in _QUOTED_KINDS)):
                found.setdefault(use.source, []).append(use.target)
        return found
