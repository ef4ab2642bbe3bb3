"""What a new source may hold, read off its model: every key with a value to begin with.

The same outline becomes a commented file for an author and a snippet for an editor.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from handbook.load.scalar import scalar
from handbook.model.base import (
    DOCUMENT_ID,
    LOCAL_ID,
    VERSION,
    Document,
    Image,
    Item,
    Model,
    Part,
    Prose,
    To,
)
from handbook.model.quantity import Amount, number
from handbook.render.meanings import describe
from handbook.render.words import Translate, translator

_LATER = ("supersedes", "superseded_by", "retired_because", "decisions", "waive", "body")
"""Keys that a new document has no use for, or that commands write."""
_LAST = ("asks", "changes")
"""Keys of the control block that stand below the content."""
FIRST = "1.0.0"
"""The version of something new."""
_AMOUNT, _NUMBER = "10min", "1"
_PICTURE = "images/example.png"
_STAND_IN = "SOP-RET-01"


class Slot(NamedTuple):
    """A value as YAML on one line; ``choices`` are all that it may be, where they are few."""

    text: str
    choices: tuple[str, ...] = ()


class Row(NamedTuple):
    """A list on one line."""

    slots: tuple[Slot | Row, ...]


class Block(NamedTuple):
    """A mapping; ``listed`` is one entry of a list."""

    keys: tuple[Key, ...]
    listed: bool = False


Value = Slot | Row | Block


class Key(NamedTuple):
    """A key with what it means; one that is not ``needed`` is only offered."""

    name: str
    value: Value
    note: str
    needed: bool


class WantingError(LookupError):
    """A reference that is needed, and nothing in the handbook that it could name."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__(kinds)
        self.kinds = kinds


@dataclass(frozen=True)
class Ground:
    """What the values of a new source are taken from."""

    language: str
    today: date
    ids: Mapping[str, tuple[str, ...]]
    """Addresses of the handbook by kind; those that should be taken stand first."""
    slug: str
    """What the ids of new items are made of."""
    stand_ins: bool = False
    """Whether a reference that nothing answers is made up; else WantingError is raised."""
    own: frozenset[str] = frozenset()
    """Kinds of item that the new source itself holds."""
    given: Mapping[type[Model], Mapping[str, Value]] = field(default_factory=dict)
    """Values that are known, by model and key."""

    @property
    def t(self) -> Translate:
        return translator(self.language)

    def known(self, model: type[Model], name: str) -> Value | None:
        """The value of a model's key, where it is known."""
        found = (self.given.get(one, {}).get(name) for one in model.__mro__)
        return next((one for one in found if one is not None), None)


def document(model: type[Document], ground: Ground) -> Block:
    """The outline of a new document, in the order in which sources are written."""
    own = [name for name in model.model_fields if name not in Document.model_fields]
    empty = not any(model.model_fields[name].is_required() for name in own)
    wanted = frozenset(name for name in own if empty and _holds_items(model, name))
    keys = {key.name: key for key in _keys(model, ground, wanted) if key.name not in _LATER}
    head = [name for name in keys if name not in own and name not in _LAST]
    return Block(tuple(keys[name] for name in (*head, *own, *_LAST)))


def part(model: type[Model], ground: Ground) -> Block:
    """The outline of a part of a document, such as a step."""
    return Block(tuple(_keys(model, ground)))


def questions(model: type[Document]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys of a kind's own that a new document cannot do without, where one line answers."""
    hints = typing.get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        if info.is_required() and name not in Document.model_fields:
            base, marks = _bare(hints[name])
            if get_origin(base) is Literal or any(isinstance(mark, Prose) for mark in marks):
                yield name, info


def choices(model: type[Document], name: str) -> tuple[str, ...]:
    """The values that a key may have, where it has a list of them."""
    base, _ = _bare(typing.get_type_hints(model, include_extras=True)[name])
    return tuple(map(str, get_args(base))) if get_origin(base) is Literal else ()


def _keys(
    model: type[Model], ground: Ground, wanted: frozenset[str] = frozenset(), *, spare: bool = True
) -> Iterator[Key]:
    """The keys of a model, those ``wanted`` as if they were needed.

    Without ``spare`` only what is needed, or everything where nothing is.
    """
    hints = typing.get_type_hints(model, include_extras=True)
    required = {name for name, info in model.model_fields.items() if info.is_required()}
    needed = required | wanted | {*model.BEGINS_WITH}
    for name, info in model.model_fields.items():
        if needed and not spare and name not in needed:
            continue
        if name in model.IN_CHINESE and not ground.language.startswith("zh"):
            continue
        maker = _Maker(model, name, info, ground, live=name in needed)
        known = ground.known(model, info.alias or name)
        value = known or maker.value(hints[name])
        note = _note(model, name, value, ground)
        yield Key(info.alias or name, value, note, known is not None or name in needed)


@dataclass(frozen=True)
class _Maker:
    """Makes a value of a field, by the marks of its annotation."""

    model: type[Model]
    name: str
    info: FieldInfo
    ground: Ground
    live: bool
    """Whether the value is needed, not only offered."""

    def value(self, hint: Any) -> Value:
        base, marks = _bare(hint)
        if self.name == "id" and issubclass(self.model, Item):
            return Slot(self.own_id())
        if self.info.examples:
            return _of_example(self.info.examples[0])
        for mark in marks:
            if isinstance(mark, To):
                return Slot(scalar(self.candidate(mark), flow=True))
            if isinstance(mark, Image):
                return Slot(_PICTURE)
            if isinstance(mark, Prose):
                return Slot(scalar(self.ground.t("new.unwritten", label=self.label())))
        return self.of_type(base, marks)

    def of_type(self, base: Any, marks: Iterable[Any]) -> Value:
        origin = get_origin(base)
        if origin is Literal:
            return Slot(str(get_args(base)[0]), tuple(map(str, get_args(base))))
        if origin is tuple:
            return self.listed(get_args(base)[0])
        if origin in (Union, types.UnionType):
            return self.value(_simplest(get_args(base)))
        if isinstance(base, type) and issubclass(base, Model):
            return Block(tuple(_keys(base, self.ground, spare=self.live)))
        if base is str:
            return Slot(self.plain(marks))
        return Slot(_SAMPLES.get(base) or self.ground.today.isoformat())

    def plain(self, marks: Iterable[Any]) -> str:
        shapes = {
            LOCAL_ID: f"{self.model.__name__.lower()}-1", VERSION: FIRST, DOCUMENT_ID: _STAND_IN,
        }  # fmt: skip
        patterns = (getattr(mark, "pattern", None) for mark in marks)
        return next((shapes[one] for one in patterns if one in shapes), self.ground.slug)

    def listed(self, hint: Any) -> Value:
        one = self.value(hint)
        if isinstance(one, Block):
            return one._replace(listed=True)
        least = max((getattr(mark, "min_length", 0) for mark in self.info.metadata), default=0)
        if least > 1 and isinstance(one, Slot):  # options, no two of which may say the same
            return Row(tuple(one._replace(text=f"{one.text} {n}") for n in range(1, least + 1)))
        return Row((one,))

    def label(self) -> str:
        """What is to be written: what names an item by the item, other keys by the key."""
        if issubclass(self.model, Item) and self.name == self.model.LABEL:
            return self.ground.t(f"kind.{self.model.KIND}")
        return self.ground.t(f"field.{self.info.alias or self.name}")

    def own_id(self) -> str:
        assert issubclass(self.model, Item)  # noqa: S101 - asked for of items only
        if issubclass(self.model, Part):
            return f"{self.model.KIND}-1"
        return self.address(self.model.ID_PREFIX)

    def address(self, prefix: str) -> str:
        return f"{prefix}{self.ground.slug}-1"

    def candidate(self, mark: To) -> str:
        """What a reference may name; raises WantingError where there is nothing of the kind."""
        for kind in mark.kinds:
            if kind in self.ground.own:
                return self.address(f"{kind}.")
            if found := self.ground.ids.get(kind):
                return found[0]
        if self.live and not self.ground.stand_ins:
            raise WantingError(mark.kinds)
        return _STAND_IN if mark.kinds[0] == "document" else f"{mark.kinds[0]}.example"


_SAMPLES: Mapping[Any, str] = {Amount: _AMOUNT, bool: "true", int: _NUMBER, float: _NUMBER}


def _of_example(example: Any) -> Value:
    if isinstance(example, list):
        return Row(tuple(Slot(scalar(str(one))) for one in example))
    return Slot(scalar(example) if isinstance(example, str) else number(example))


def _bare(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A hint without its marks and without None, and the marks."""
    if get_origin(hint) is Annotated:
        base, *marks = get_args(hint)
        return base, tuple(marks)
    if get_origin(hint) in (Union, types.UnionType):
        some = [one for one in get_args(hint) if one is not type(None)]
        if len(some) == 1:
            return _bare(some[0])
    return hint, ()


def _simplest(hints: Iterable[Any]) -> Any:
    """Of several kinds of value a word or a quantity, which names nothing else; or the first."""
    some = [one for one in hints if one is not type(None)]

    def plain(hint: Any) -> bool:
        base, _ = _bare(hint)
        while get_origin(base) is Annotated:
            base, _ = _bare(base)
        return get_origin(base) is Literal or base is Amount

    return next(filter(plain, some), some[0])


def _holds_items(model: type[Document], name: str) -> bool:
    """Whether a key lists items."""
    listed = get_args(model.model_fields[name].annotation)
    return bool(listed) and isinstance(listed[0], type) and issubclass(listed[0], Item)


def _note(model: type[Model], name: str, value: Value, ground: Ground) -> str:
    """What a key means, and what it may be where it has a list of values."""
    key = model.model_fields[name].alias or name
    label = ground.t(f"field.{key}")
    told = describe(model, name, ground.language).replace("`", "") or label
    told = "" if told == key.replace("_", " ") else told.removesuffix(".")
    one = value.slots[0] if isinstance(value, Row) else value
    choices = one.choices if isinstance(one, Slot) else ()
    listed = " | ".join(choices if len(choices) > 1 and choices[-1] not in told else ())
    return ": ".join(filter(None, (told, listed)))
