"""The generated parts of ``format.md``, in Chinese and in English: what every file may hold.

The keys and what they take come from the models' annotations, what they mean from their docstrings
or from the Chinese of these, the words around from ``tables.toml``.
"""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic.fields import FieldInfo

from handbook.check.names import KIND_NAMES
from handbook.model import base
from handbook.model.base import Document, Image, Item, Model, Part, Prose, To
from handbook.model.kinds import KINDS, Kind
from handbook.model.quantity import UNITS, Amount, Duration, Interval, Quantity
from handbook.model.settings import SITE, Settings
from handbook.render.meanings import describe, describe_model, title
from handbook.render.words import catalogue
from tests.docs.words import models_below, own_fields

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"zh": ROOT / "docs" / "guide", "en": ROOT / "docs" / "guide" / "en"}
"""Where the guides of a language are."""
TABLES: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("tables.toml").read_text("utf-8")
)
_REGION = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_PLACE = re.compile(r"^[a-z-]+(?:\.yml|/): ")
_VALUES: tuple[tuple[Any, str], ...] = (
    (base.Plain, "plain"),
    (base.Inline, "inline"),
    (base.Block, "block"),
    (base.Wording, "wording"),
    (base.ImageFile, "image"),
    (base.Version, "version"),
    (Quantity, "quantity"),
    (Duration, "duration"),
    (Interval, "interval"),
    (base.Limit, "limit"),
    (str, "plain"),
    (bool, "bool"),
    (int, "int"),
    (float, "float"),
    (date, "date"),
)


def table(head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


@dataclass(frozen=True)
class Format:
    """The page in a language."""

    language: str

    @property
    def file(self) -> Path:
        return FOLDERS[self.language] / "format.md"

    @property
    def words(self) -> Mapping[str, Any]:
        return typing.cast("Mapping[str, Any]", TABLES[self.language])

    def say(self, word: str, **args: object) -> str:
        return str(self.words[word]).format(**args)

    def page(self) -> str:
        """The page with every generated part renewed."""
        parts = {"kinds": self.kinds_table, "units": self.units_table}
        parts |= {"control": self.control_block, "settings": self.settings_tables}
        parts |= {"documents": self.document_sections}
        found = []

        def renew(match: re.Match[str]) -> str:
            found.append(match[2])
            return f"{match[1]}\n{parts[match[2]]()}\n\n{match[3]}"

        text = _REGION.sub(renew, self.file.read_text("utf-8"))
        if sorted(found) != sorted(parts):
            raise ValueError(f"{self.file} should hold each of {sorted(parts)} once, not {found}")
        return text

    def kinds_table(self) -> str:
        """Where each kind of document lives, and how the ids of what it holds begin."""
        rows = [
            (
                f"[{self.title(kind.model)}](#{_anchor(kind.model)})",
                f"`{kind.name}`",
                _place(kind),
                self._prefixes(kind),
            )
            for kind in KINDS
        ]
        return table(self.words["kinds"], rows)

    def _prefixes(self, kind: Kind) -> str:
        items = [model for model in models_below(kind.model) if issubclass(model, Item)]
        part = self.say("part_id")
        ids = (part if issubclass(item, Part) else f"{item.ID_PREFIX}…" for item in items)
        named = (f"`{id_}` {self.named(item)}" for id_, item in zip(ids, items, strict=True))
        return self.say("and").join(named) or "—"

    def units_table(self) -> str:
        """Every unit of a quantity."""
        rows = [(f"`{unit}`", self._unit(unit), f"`{_example(unit)}`") for unit in UNITS]
        return table(self.words["units"], rows)

    def _unit(self, unit: str) -> str:
        chinese, _, many, _ = UNITS[unit]
        return chinese if self.language == "zh" else self.words["unit"].get(unit, many)

    def control_block(self) -> str:
        """The control block, and what its lists hold."""
        parts = (self.section(model, 3) for model in models_below(Document))
        return "\n\n".join([self.field_table(Document), *parts])

    def settings_tables(self) -> str:
        """handbook.yml."""
        own = [model for model in models_below(Settings) if model not in models_below(Document)]
        return "\n\n".join([self.field_table(Settings), *(self.section(one, 3) for one in own)])

    def document_sections(self) -> str:
        """A section for each kind, with a part for each thing that it holds."""
        told = {*models_below(Document), *models_below(Settings)}
        parts = []
        for kind in KINDS:
            place = self.say("in_brackets", text=_place(kind))
            parts.append(self.section(kind.model, 3, place))
            for model in models_below(kind.model):
                if model not in told:
                    told.add(model)
                    parts.append(self.section(model, 4))
        return "\n\n".join(parts)

    def section(self, model: type[Model], level: int, suffix: str = "") -> str:
        """Heading, description and fields of a model."""
        head = f"{'#' * level} {self.title(model)}{suffix} {{#{_anchor(model)}}}"
        said = _tidied(_PLACE.sub("", describe_model(model, self.language)))
        return "\n\n".join(part for part in (head, said, self.field_table(model)) if part)

    def title(self, model: type[Model]) -> str:
        """What a model is called at the head of its section."""
        return _capital(self.named(model))

    def named(self, model: type[Model]) -> str:
        """What a model is called: in English as findings call it, else by its class."""
        if self.language == "zh":
            return title(model)
        if issubclass(model, Item | Document) and not issubclass(model, Part):
            return re.sub(r"^an? ", "", KIND_NAMES[model.KIND].en)
        plain = _anchor(model).removesuffix("-item").replace("-", " ")
        return str(self.words["called"].get(model.__name__, plain))

    def field_table(self, model: type[Model]) -> str:
        """The keys that a model has of its own, in their order."""
        hints = typing.get_type_hints(model, include_extras=True)
        rows = []
        for name, info in own_fields(model).items():
            said = self.meaning(model, name)
            kind = self._id(model) if name == "id" else self.value_of(hints[name])
            values = kind.split(self.say("and"))
            if kind.startswith("`") and all(one in said for one in values):
                kind = self.say("described")
            value = self.say("stop").join([kind, *self.bounds(info), *self._default(info)])
            needed = self.say("yes") if info.is_required() else ""
            rows.append((f"`{info.alias or name}`", value, needed, said))
        return table(self.words["fields"], rows)

    def meaning(self, model: type[Model], name: str) -> str:
        """What a key means: by its docstring, or what it is called."""
        key = model.model_fields[name].alias or name
        told = describe(model, name, self.language) or catalogue(self.language)[f"field.{key}"]
        return _tidied(told).removesuffix(".")

    def _id(self, model: type[Model]) -> str:
        if issubclass(model, Item) and model.ID_PREFIX:
            return self.say("item_id", prefix=model.ID_PREFIX)
        return self.say("document_id" if issubclass(model, Document) else "name")

    # --- What a field takes -----------------------------------------------------------------

    def value_of(self, hint: Any) -> str:
        """What a value of an annotation is, in the words of an author."""
        known = next((self.words["value"][word] for one, word in _VALUES if hint == one), "")
        if not known and isinstance(hint, type) and issubclass(hint, Model):
            known = f"[{self.named(hint)}](#{_anchor(hint)})"
        return known or self._composed(hint, get_origin(hint), get_args(hint))

    def _composed(self, hint: Any, origin: Any, args: tuple[Any, ...]) -> str:
        if origin is Annotated:
            return self._marked(args)
        if origin is Literal:
            return self.say("and").join(f"`{value}`" for value in args)
        if origin is tuple:
            return self.say("list", value=self.value_of(args[0]))
        if origin is dict:
            return self.say("mapping", value=self.value_of(args[1]))
        if origin in (Union, types.UnionType):
            several = [self.value_of(part) for part in args if part is not type(None)]
            return self.say("or").join(dict.fromkeys(several))
        raise TypeError(f"no words for {hint}")

    def _marked(self, args: tuple[Any, ...]) -> str:
        for mark in args[1:]:
            if isinstance(mark, To):
                local = self.say("local") if mark.local else ""
                short = self.say("short", prefix=mark.prefix) if mark.prefix else ""
                return self._ids(mark) + local + short
            if isinstance(mark, Prose | Image):
                raise TypeError(f"no words for {mark}")
            if getattr(mark, "pattern", "") == SITE:
                return self.say("address")
        return self.value_of(args[0])

    def _ids(self, mark: To) -> str:
        *kinds, last = (KIND_NAMES[kind].say(self.language, {}) for kind in mark.kinds)
        if not kinds:
            return self.say("one_id", kind=last)
        return self.say("any_id", kinds=self.say("and").join(kinds), last=last)

    def bounds(self, info: FieldInfo) -> Iterator[str]:
        """Least and greatest, of a number or of a list's length."""
        for mark in info.metadata:
            match mark:
                case MinLen(least) if get_origin(info.annotation) is tuple:
                    yield self.say("least_items", n=least)
                case MaxLen(most):
                    yield self.say("most_items", n=most)
                case Ge(least):
                    yield self.say("least", n=least)
                case Gt(least):
                    yield self.say("above", n=least)
                case Le(most):
                    yield self.say("most", n=most)

    def _default(self, info: FieldInfo) -> Iterator[str]:
        value = info.default
        if isinstance(value, tuple) and value:
            yield self.say("default", value=f"[{', '.join(map(str, value))}]")
        elif value is True:
            yield self.say("default", value="true")
        elif isinstance(value, str | int | float) and value not in ("", False, 0):
            yield self.say("default", value=value)


FORMATS = [Format("zh"), Format("en")]


def _place(kind: Kind) -> str:
    return f"`{kind.place}`" if kind.place.endswith(".yml") else f"`{kind.place}/`"


def _example(unit: str) -> str:
    text = f"3{unit}" if unit in ("s", "min", "h", "m", "%") else f"3 {unit}"
    Amount.parse(text)
    return text


def _anchor(model: type[Model]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()


def _tidied(text: str) -> str:
    """A docstring as Markdown."""
    return _capital(text.replace("``", "`"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
