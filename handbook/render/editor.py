"""What VS Code takes from a workspace: which schema belongs to which file, extensions, snippets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from handbook.config import HANDBOOK, SOURCES
from handbook.model.base import Document, Model
from handbook.model.kinds import KINDS, Kind
from handbook.model.policy import Article, Chapter, Policy
from handbook.render.meanings import describe_model, models_below, title
from handbook.render.scaffold import flat_lines, halves, headings
from handbook.render.schema import SETTINGS, schema_file
from handbook.render.skeleton import Block, Ground, Slot, document, part

EXTENSIONS = ("redhat.vscode-yaml",)
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_SPECIAL = re.compile(r"[\\$}]")
_SOME_DAY = date(2000, 1, 1)
_THIS_DAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_HEADED = {Chapter: 2, Article: 3}
"""Parts that are headings of Markdown, by their level."""

Settings = dict[str, Any]


def workspace_settings(schemas: str) -> Settings:
    """Which schema of a folder belongs to which files."""
    places = [*_endings(HANDBOOK), *_endings(f"{SOURCES}/{HANDBOOK}")]
    found = {f"./{schemas}/{schema_file(SETTINGS)}": places}
    for kind in KINDS:
        found[f"./{schemas}/{schema_file(kind.name)}"] = _files(kind)
    return {"yaml.schemas": found}


def recommendations() -> Settings:
    """The extensions that complete and check YAML."""
    return {"recommendations": list(EXTENSIONS)}


def snippets(language: str) -> dict[str, Settings]:
    """A snippet for each kind of document and each of its parts, by what an author types."""
    ground = Ground(language, _SOME_DAY, {}, "example", stand_ins=True)
    found = {kind.name: _snippet(kind.model, _whole(kind, ground), ground) for kind in KINDS}
    for model in dict.fromkeys(one for kind in KINDS for one in models_below(kind.model)):
        name = _CAPITAL.sub("-", model.__name__.removesuffix("Item")).lower()
        found.setdefault(name, _snippet(model, _part(model, ground), ground))
    return {name: {"prefix": name, **rest} for name, rest in found.items()}


def _files(kind: Kind) -> list[str]:
    return _endings(f"{SOURCES}/{kind.place}" + ("" if kind.single else "/**/*.yml"))


def _endings(file: str) -> list[str]:
    """A file, and the same by YAML's other ending."""
    return [file, file.removesuffix(".yml") + ".yaml"]


def _snippet(model: type[Model], body: list[str], ground: Ground) -> Settings:
    chinese = ground.language.startswith("zh")
    told = describe_model(model, ground.language).replace("`", "").partition("\n\n")[0]
    return {
        "scope": "markdown" if model in (Policy, *_HEADED) else "yaml",
        "body": body,
        "description": f"{title(model)}：{told}" if chinese else told,
    }


def _whole(kind: Kind, ground: Ground) -> list[str]:
    id_ = Slot(kind.series if kind.single else f"{kind.series}-01")
    outline = document(kind.model, replace(ground, given={Document: {"id": id_}}))
    stops = _Stops()
    if kind.model is not Policy:
        return list(flat_lines(outline, stops))
    front, below = halves(outline)
    return ["---", *flat_lines(front, stops), "---", "", *_paragraphs(below, stops, 2)]


def _part(model: type[Model], ground: Ground) -> list[str]:
    outline = part(model, ground)
    if model in _HEADED:
        return _paragraphs(outline, _Stops(), _HEADED[model])
    return list(flat_lines(outline._replace(listed=_is_listed(model)), _Stops()))


def _paragraphs(block: Block, stops: _Stops, level: int) -> list[str]:
    return [line for text in headings(block, stops, level) for line in (text, "")][:-1]


def _is_listed(model: type[Model]) -> bool:
    """Whether a part is an entry of a list, wherever it stands."""
    everywhere = (one for kind in KINDS for one in (kind.model, *models_below(kind.model)))
    hints = (info.annotation for one in everywhere for info in one.model_fields.values())
    return any(model in get_args(hint) and ... in get_args(hint) for hint in hints)


@dataclass
class _Stops:
    """Writes values as the stops of a snippet, numbered as they come."""

    last: int = 0

    def __call__(self, slot: Slot) -> str:
        self.last += 1
        if len(slot.choices) > 1:
            return f"${{{self.last}|{','.join(slot.choices)}|}}"
        if slot.text == _SOME_DAY.isoformat():
            return f"${{{self.last}:{_THIS_DAY}}}"
        text = _SPECIAL.sub(r"\\\g<0>", slot.text)
        return f"${{{self.last}:{text}}}"
