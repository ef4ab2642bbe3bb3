"""The interface described: JSON Schemas (draft 2020-12) and an OpenAPI 3.1 document.

Both are made of the shapes, so they cannot say anything else than what is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import models_json_schema

from handbook.api import item_shapes, shapes
from handbook.api.items import COLLECTIONS
from handbook.model.base import DOCUMENT_ID
from handbook.render.schema import DIALECT, Schema, tidied

VERSION = "1.0.0"
"""Of the interface: the second number counts keys added, the first is the folder's."""
SCHEMAS = "schemas/"
_HEADING = """Which procedures, words to say, limits and KPIs are in force, as static files.

Ask for `index.json` first: its `edition` changes whenever something in force reads differently, and
`links` name the rest. Paths called `page` lead to the handbook's site, from its root. Anything may
gain a key; what loses one, or changes its meaning, is published below `api/v2/`."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the interface, or with ``{id}`` in its path one for each document."""

    path: str
    shape: type[shapes.Shape]
    about: type[shapes.Shape]
    """Whose docstring says in its first line what it holds."""


def _files() -> Iterator[tuple[str, File]]:
    yield "index", File("index.json", shapes.Index, shapes.Index)
    yield "documents", File("documents.json", shapes.Documents, shapes.Documents)
    yield "document", File("documents/{id}.json", shapes.Document, shapes.Document)
    for name, collection in COLLECTIONS.items():
        yield name, _listing(name, collection.shape)
    yield "blanks", _listing("blanks", item_shapes.Blank)
    yield "changes", File("changes.json", shapes.Changes, shapes.Changes)
    yield "reviews", File("reviews.json", shapes.Reviews, shapes.Reviews)
    yield "search", File("search.json", shapes.Search, shapes.Search)


def _listing(name: str, shape: type[shapes.Shape]) -> File:
    return File(f"{name}.json", item_shapes.Listing[shape], shape)  # type: ignore[valid-type]


FILES: Mapping[str, File] = dict(_files())
"""Every file by its name, which is also that of its schema."""


def schemas() -> dict[str, Schema]:
    """The schema of each file by its path, every one whole by itself."""
    return {
        f"{SCHEMAS}{name}.json": {
            "$schema": DIALECT, **tidied(file.shape.model_json_schema(mode="validation")),
        }
        for name, file in FILES.items()
    }  # fmt: skip


def openapi(title: str) -> dict[str, Any]:
    """The OpenAPI document; addresses count from where it lies, on whatever site that is."""
    wanted = [(file.shape, "validation") for file in FILES.values()]
    reference = "#/components/schemas/{model}"
    made, found = models_json_schema(wanted, ref_template=reference)  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": VERSION, "description": _HEADING},
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": "."}],
        "paths": {
            f"/{file.path}": _path(name, file, made[file.shape, "validation"])
            for name, file in FILES.items()
        },
        "components": {"schemas": tidied(found)["$defs"]},
    }


def _path(name: str, file: File, schema: Schema) -> dict[str, Any]:
    answer = {"description": "The file.", "content": {"application/json": {"schema": schema}}}
    operation: dict[str, Any] = {
        "operationId": name.replace("-", "_"),
        "summary": (file.about.__doc__ or "").partition("\n")[0],
        "responses": {"200": answer},
    }
    if "{id}" not in file.path:
        return {"get": operation}
    operation["parameters"] = [
        {
            "name": "id", "in": "path", "required": True, "description": "The document's id.",
            "schema": {"type": "string", "pattern": DOCUMENT_ID},
        }
    ]  # fmt: skip
    operation["responses"]["404"] = {"description": "No document in force has this id."}
    return {"get": operation}
