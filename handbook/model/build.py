"""Positioned data to models; pydantic's complaints to problems with a route."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from handbook.diagnostics import Problem
from handbook.load.node import Loaded
from handbook.model.base import DOCUMENT_ID, LINE, LOCAL_ID, SAID, VERSION
from handbook.model.card import SIZE
from handbook.model.quantity import TIMES, UNITS
from handbook.model.settings import OTHER, SITE, WORD
from handbook.source import Place, Route, Span

M = TypeVar("M", bound=BaseModel)

_WANTED = {
    "string_type": "text",
    "int_type": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "bool_type": "boolean",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "date_type": "date",
}
# Complaints of a value that come of others inside it: a list counts its sound entries only, and of
# a union the branch that does not fit complains too.
_OUTER = {*_WANTED, "too_short"}
_LIMITS = {
    "greater_than": ("gt", "gt"),
    "greater_than_equal": ("ge", "ge"),
    "less_than_equal": ("le", "le"),
    "too_long": ("long", "max_length"),
    "string_too_long": ("long", "max_length"),
}
_SHAPES = {
    LOCAL_ID: "local",
    DOCUMENT_ID: "document",
    VERSION: "version",
    LINE: "line",
    SITE: "site",
    WORD: "word",
    OTHER: "word",
    SIZE: "size",
}
_MOST = 40
"""So many characters of a value are quoted."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WITHIN = re.compile("[之以]?内$")
_MINUTES = re.compile("分$")
# What the loader has already said of a value; the model need not complain of it again.
_SAID = {"FMT05", "FMT06", "FMT07", "FMT27"}


def build(model: type[M], loaded: Loaded) -> tuple[M | None, list[Problem]]:
    """Validate a file's data; all mistakes of the file are returned at once."""
    try:
        return model.model_validate_json(loaded.json), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, list(_problems(model, loaded, details))


def _problems(
    model: type[BaseModel], loaded: Loaded, details: list[ErrorDetails]
) -> Iterator[Problem]:
    data = loaded.data
    said = {
        (one.at.line, one.at.column)
        for one in loaded.problems
        if one.code in _SAID and isinstance(one.at, Span)
    }
    found: dict[Route, ErrorDetails] = {}
    for detail in details:  # the branches of a union complain one by one: the first one speaks
        found.setdefault(_route(data, detail), detail)
    above = {route[:depth] for route in found for depth in range(len(route))}
    problems: dict[Route, Problem] = {}
    for route, detail in found.items():
        if route in above and detail["type"] in _OUTER:
            continue  # what is wrong further down is told there
        nothing = detail["input"] is None
        span = loaded.locate(Place(loaded.file, route, key=nothing), "")
        if (span.line, span.column) not in said:
            problems[route] = _problem(model, loaded, route, detail)
    meant = {
        (*route[:-1], one.args["near"]) for route, one in problems.items() if one.code == "FMT21"
    }
    for route, one in problems.items():
        if one.code != "FMT20" or route not in meant:  # what is misspelt is not missing, too
            yield one


def _problem(model: type[BaseModel], loaded: Loaded, route: Route, detail: ErrorDetails) -> Problem:
    kind = detail["type"]
    here = Place(loaded.file, route)
    args: dict[str, object] = {"key": _name(route), "value": detail.get("input")}
    if kind == "missing":
        return Problem("FMT20", Place(loaded.file, route[:-1]), args)
    if kind == "extra_forbidden":
        at = Place(loaded.file, route, key=True)
        return Problem("FMT21", at, args | _near_key(str(route[-1]), model, route))
    if detail.get("input") is None:
        why = "entry" if route and isinstance(route[-1], int) else "nothing"
        return Problem("FMT27", Place(loaded.file, route, key=True), args | {"why": why})
    complaint = _Complaint(kind, args["value"], detail.get("ctx", {}), _name(route))
    code, more = complaint.code()
    return Problem(code, here, args | {"value": _short(args["value"])} | more)


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What pydantic says of one value: the type of error with its context, and the value's key."""

    kind: str
    value: object
    context: dict[str, Any]
    key: str

    def code(self) -> tuple[str, dict[str, object]]:
        """The code that stands for it, and the particulars."""
        if self.kind.startswith("date") and self.kind != "date_type":
            return "FMT24", {"why": "" if _DATE.fullmatch(str(self.value)) else "shape"}
        if self.key == "version" and self.kind == "string_type":  # 2.1 reads as a number
            return "FMT26", {"why": "version"}
        if self.kind in _WANTED:
            wanted = _WANTED[self.kind]
            return "FMT22", {"wanted": wanted, "why": _mistake(wanted, self.value)}
        if self.kind in _LIMITS:
            why, name = _LIMITS[self.kind]
            return "FMT29", {"why": why, "limit": f"{self.context[name]:g}"}
        return self.rarer()

    def rarer(self) -> tuple[str, dict[str, object]]:
        is_blank = self.context.get("pattern") in (SAID, LINE) and not str(self.value).strip()
        match "string_too_short" if is_blank else self.kind:
            case "literal_error":
                allowed = re.findall(r"'([^']*)'", self.context.get("expected", ""))
                return "FMT23", _near_value(self.value, allowed)
            case "quantity" | "duration" | "interval":
                return "FMT25", _amount_meant(str(self.value), self.kind, self.key)
            case "string_pattern_mismatch":
                return "FMT26", {"why": _SHAPES.get(self.context["pattern"], "other")}
            case "too_short" | "string_too_short":
                least = self.context.get("min_length", 1)
                return "FMT27", {"why": "few" if least > 1 else "", "least": least}
            case "one_of":
                return "FMT28", {"names": self.context.get("names", "")}
        return "FMT29", {"detail": self.kind.replace("_", " ")}


def _mistake(wanted: str, value: object) -> str:
    """What an author probably meant whose value has the wrong type."""
    if wanted == "text" and isinstance(value, list) and [type(one) for one in value] == [list]:
        return "reference"
    if wanted == "text" and isinstance(value, dict) and list(value.values()) == [None]:
        return "slot"
    if wanted == "text" and isinstance(value, bool | int | float):
        return "quote"
    if wanted == "text" and isinstance(value, list):
        return "single"
    return wanted


def _near_key(name: str, model: type[BaseModel], route: Route) -> dict[str, object]:
    known = _keys_at(model, route[:-1])
    if name[:1].isspace():  # the indentation was read as a part of the key
        return {"near": name.strip(), "known": ", ".join(known), "why": "blank"}
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return {"near": "".join(near), "known": ", ".join(known), "why": "near" if near else ""}


def _near_value(value: object, allowed: list[str]) -> dict[str, object]:
    near = difflib.get_close_matches(str(value), allowed, n=1, cutoff=0.6)
    return {"near": "".join(near), "allowed": ", ".join(allowed), "why": "near" if near else ""}


def _amount_meant(value: str, kind: str, key: str) -> dict[str, object]:
    """How to write the amount that a value gives in words of a language."""
    from handbook.model.figures import figures  # noqa: PLC0415 - seldom needed, slow to import

    units = TIMES if kind == "duration" else tuple(UNITS)
    args: dict[str, object] = {"units": ", ".join(units), "why": kind, "new": "", "other": ""}
    if kind == "interval":
        return args
    said = _WITHIN.sub("", value)
    if kind == "duration" or key == "limit":  # 分 are points elsewhere
        said = _MINUTES.sub("分钟", said)
    # 15日 is a date where nothing says that it is a length of time.
    found = next(iter(figures(f"{said}内")), None)
    whole = found is not None and (found.start, found.end) == (0, len(said))
    if found is None or not whole or found.amount.unit not in units:
        return args
    args["new"] = found.amount.written
    if found.amount.unit != "days":
        return args | {"why": "said"}
    return args | {"why": "days", "other": replace(found.amount, unit="workdays").written}


def _name(route: Route) -> str:
    """The innermost key of a route: a list's entry goes by the list's name."""
    return next((part for part in reversed(route) if isinstance(part, str)), "")


def _route(data: Any, detail: ErrorDetails) -> Route:
    """pydantic's location without the names of union branches, which are not in the data."""
    location = detail["loc"]
    route: list[str | int] = []
    for index, part in enumerate(location):
        if isinstance(data, dict):
            missing = index == len(location) - 1 and detail["type"] == "missing"
            if part in data or missing:
                route.append(part)
                data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int):
            route.append(part)
            data = data[part] if part < len(data) else None
    return tuple(route)


def _keys_at(model: type[BaseModel], route: Route) -> list[str]:
    """The keys that the model allows at a route, found through the fields' annotations."""
    current, is_named = model, False
    for part in route:
        if isinstance(part, int):
            continue
        if is_named:  # a key of the author's own
            is_named = False
            continue
        annotation = _field(current, part)
        below = _model_in(annotation)
        if below is None:
            return []
        current, is_named = below, get_origin(annotation) is dict
    return [info.alias or name for name, info in current.model_fields.items()]


def _field(model: type[BaseModel], key: str) -> Any:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return info.annotation
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _model_in(part)) is not None:
            return found
    return None


def _flow(value: object) -> str:
    """A value as YAML would have it in one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
    return str(value)


def _short(value: object) -> str:
    """A value as an author would recognise it, cut where it is long."""
    text = re.sub(r"\s+", " ", _flow(value))
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
