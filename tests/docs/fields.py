"""The generated parts of ``docs/guide/format.md``: what every file of a handbook may hold.

The keys and what they take come from the models' annotations, what they mean from words.py.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic.fields import FieldInfo

from handbook.check.names import KIND_NAMES
from handbook.model import base
from handbook.model.base import Document, Image, Item, Model, Part, Prose, To
from handbook.model.kinds import KINDS, Kind
from handbook.model.quantity import UNITS, Amount, Interval, Quantity
from handbook.model.settings import SITE, Settings
from handbook.render.meanings import describe, describe_model, title
from tests.docs.words import models_below, own_fields

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "guide" / "format.md"
_REGION = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def page() -> str:
    """The page with every generated part renewed."""
    parts = {"kinds": kinds_table, "units": units_table, "control": control_block}
    parts |= {"settings": settings_tables, "documents": document_sections}
    found = []

    def renew(match: re.Match[str]) -> str:
        found.append(match[2])
        return f"{match[1]}\n{parts[match[2]]()}\n\n{match[3]}"

    text = _REGION.sub(renew, PAGE.read_text("utf-8"))
    if sorted(found) != sorted(parts):
        raise ValueError(f"{PAGE.name} should hold each of {sorted(parts)} once, not {found}")
    return text


def kinds_table() -> str:
    """Where each kind of document lives, and how the ids of what it holds begin."""
    rows = [
        (
            f"[{title(kind.model)}](#{_anchor(kind.model)})",
            f"`{kind.name}`",
            _place(kind),
            _prefixes(kind),
        )
        for kind in KINDS
    ]
    return table(("种类", "种类名", "位置", "其中条目的编号"), rows)


def _place(kind: Kind) -> str:
    return f"`{kind.place}`" if kind.place.endswith(".yml") else f"`{kind.place}/`"


def _prefixes(kind: Kind) -> str:
    items = [model for model in models_below(kind.model) if issubclass(model, Item)]
    ids = ("文件编号#…" if issubclass(item, Part) else f"{item.ID_PREFIX}…" for item in items)
    named = (f"`{id_}` {title(item)}" for id_, item in zip(ids, items, strict=True))
    return "、".join(named) or "—"


def units_table() -> str:
    """Every unit of a quantity."""
    rows = [(f"`{unit}`", words[0], f"`{_example(unit)}`") for unit, words in UNITS.items()]
    return table(("单位", "意思", "写法"), rows)


def _example(unit: str) -> str:
    text = f"3{unit}" if unit in ("s", "min", "h", "m", "%") else f"3 {unit}"
    Amount.parse(text)
    return text


def control_block() -> str:
    """The control block, and what its lists hold."""
    parts = (section(model, 3) for model in models_below(Document))
    return "\n\n".join([field_table(Document), *parts])


def settings_tables() -> str:
    """handbook.yml."""
    own = [model for model in models_below(Settings) if model not in models_below(Document)]
    return "\n\n".join([field_table(Settings), *(section(model, 3) for model in own)])


def document_sections() -> str:
    """A section for each kind, with a part for each thing that it holds."""
    told = {*models_below(Document), *models_below(Settings)}
    parts = []
    for kind in KINDS:
        parts.append(section(kind.model, 3, f"（{_place(kind)}）"))
        for model in models_below(kind.model):
            if model not in told:
                told.add(model)
                parts.append(section(model, 4))
    return "\n\n".join(parts)


def section(model: type[Model], level: int, suffix: str = "") -> str:
    """Heading, description and fields of a model."""
    head = f"{'#' * level} {title(model)}{suffix} {{#{_anchor(model)}}}"
    said = describe_model(model)
    return "\n\n".join(part for part in (head, said, field_table(model)) if part)


def field_table(model: type[Model]) -> str:
    """The keys that a model has of its own, in their order."""
    hints = typing.get_type_hints(model, include_extras=True)
    rows = []
    for name, info in own_fields(model).items():
        said = describe(model, name)
        kind = _id(model) if name == "id" else value_of(hints[name])
        if kind.startswith("`") and all(one in said for one in kind.split("、")):
            kind = "可选值见说明"
        value = "；".join([kind, *bounds(info), *_default(info)])
        needed = "是" if info.is_required() else ""
        rows.append((f"`{info.alias or name}`", value, needed, said))
    return table(("键", "值", "必填", "说明"), rows)


def _id(model: type[Model]) -> str:
    if issubclass(model, Item) and model.ID_PREFIX:
        return f"`{model.ID_PREFIX}` 加[英文名](#ids)"
    return f"[{'文件编号' if issubclass(model, Document) else '英文名'}](#ids)"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


# --- What a field takes ---------------------------------------------------------------------

_NAMED: tuple[tuple[Any, str], ...] = (
    (base.Plain, "文字"),
    (base.Inline, "一行 [Markdown](#text)"),
    (base.Block, "多段 [Markdown](#text)"),
    (base.Wording, "[话术文字](#text)"),
    (base.ImageFile, "图片路径"),
    (base.Version, "版本号"),
    (Quantity, "[数量](#quantity)"),
    (Interval, "周期：`30 days`、`6 weeks`、`6 months`、`2 quarters`、`1 years`"),
    (base.Limit, "服务时限或计数标准的编号，或[数量](#quantity)"),
    (str, "文字"),
    (bool, "`true` 或 `false`"),
    (int, "整数"),
    (float, "数字"),
    (date, "日期"),
)


def value_of(hint: Any) -> str:
    """What a value of an annotation is, in the words of an author."""
    known = next((words for one, words in _NAMED if hint == one), "")
    if not known and isinstance(hint, type) and issubclass(hint, Model):
        known = f"[{title(hint)}](#{_anchor(hint)})"
    return known or _composed(hint, get_origin(hint), get_args(hint))


def _composed(hint: Any, origin: Any, args: tuple[Any, ...]) -> str:
    if origin is Annotated:
        return _marked(args)
    if origin is Literal:
        return "、".join(f"`{value}`" for value in args)
    if origin is tuple:
        return f"列表：{value_of(args[0])}"
    if origin is dict:
        return f"对照表，值为{value_of(args[1])}"
    if origin in (Union, types.UnionType):
        several = [value_of(part) for part in args if part is not type(None)]
        return "，或".join(dict.fromkeys(several))
    raise TypeError(f"no words for {hint}")


def _marked(args: tuple[Any, ...]) -> str:
    for mark in args[1:]:
        if isinstance(mark, To):
            *names, last = (KIND_NAMES[kind].zh for kind in mark.kinds)
            kinds = f"{'、'.join(names)}或{last}的编号" if names else f"{last}编号"
            local = "（本文件的步骤只写英文名）" if mark.local else ""
            return f"{kinds}{local}" + (f"（`{mark.prefix}` 可省）" if mark.prefix else "")
        if isinstance(mark, Prose | Image):
            raise TypeError(f"no words for {mark}")
        if getattr(mark, "pattern", "") == SITE:
            return "网址"
    return value_of(args[0])


def bounds(info: FieldInfo) -> Iterator[str]:
    """Least and greatest, of a number or of a list's length."""
    for mark in info.metadata:
        match mark:
            case MinLen(least) if get_origin(info.annotation) is tuple:
                yield f"至少 {least} 项"
            case MaxLen(most):
                yield f"最多 {most} 项"
            case Ge(least):
                yield f"不小于 {least}"
            case Gt(least):
                yield f"大于 {least}"
            case Le(most):
                yield f"不大于 {most}"


def _default(info: FieldInfo) -> Iterator[str]:
    value = info.default
    if isinstance(value, tuple) and value:
        yield f"默认 `[{', '.join(map(str, value))}]`"
    elif isinstance(value, str | int | float) and value not in ("", False, 0):
        yield f"默认 `{value}`"


def _anchor(model: type[Model]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()
