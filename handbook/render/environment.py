"""The one Jinja2 environment: autoescaped, and an undefined name is an error.

Templates of a project come with its sources, and a mere check may set cards with them: they are
kept from running anything but what they are given.
"""

from __future__ import annotations

import traceback
from collections.abc import MutableMapping, Sequence
from pathlib import Path, PurePath
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from handbook.model.quantity import number
from handbook.render.fault import FaultyTemplateError

Templates = Environment
"""Templates, compiled as they are asked for."""
_TEXTS = (".html", ".css", ".svg", ".xml")


class _Environment(Environment):
    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Raise what went wrong in a template: as such where the template is the project's own."""
        try:
            super().handle_exception(source)
        except FaultyTemplateError:
            raise
        except Exception as error:
            fault = fault_of(error, folders(self))
            if fault is None:
                raise
            raise fault from error


class _Sandbox(_Environment, ImmutableSandboxedEnvironment):
    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may ask this of an object: nothing that leads to files or loads."""
        kind = obj if isinstance(obj, type) else type(obj)
        loads = issubclass(kind, BaseModel) and hasattr(BaseModel, attr)
        reaches = loads or issubclass(kind, (PurePath, Environment, BaseLoader))
        return not reaches and super().is_safe_attribute(obj, attr, value)


class _Loader(FileSystemLoader):
    """A project's own templates run in the sandbox, whoever asks for them.

    Packaged ones are as trustworthy as the program, and faster outside of it.
    """

    def __init__(self, places: Sequence[Path]) -> None:
        super().__init__([str(folder) for folder in places])
        self.sandbox = _Sandbox(**_MANNER)
        self._own = places[:-1]

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja2's name for it
    ) -> Template:
        """Compile a template where it belongs."""
        own = any(Path(folder, name).is_file() for folder in self._own)
        return super().load(self.sandbox if own else environment, name, globals)


_MANNER: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.do", "jinja2.ext.loopcontrols"],
}


def fault_of(error: Exception, places: Sequence[Path]) -> FaultyTemplateError | None:
    """An error as a mistake in a template, where the first folder holds one that it comes from."""
    own, *packaged = places
    if not packaged and not isinstance(error, TemplateError):
        return None  # a mistake of the program, which needs its traceback
    if isinstance(error, TemplateSyntaxError):
        found = [(error.filename or "", error.lineno)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        found = [(frame.filename, frame.lineno or 1) for frame in frames]
    known = [place for place in found if Path(place[0]).is_relative_to(own)]
    return FaultyTemplateError(*known[-1], _said(error)) if known else None


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"


def environment(places: tuple[Path, ...]) -> Templates:
    """Templates below ``site/``, ``print/`` and ``shared/``; a project's own come first.

    Raises FaultyTemplateError for one of a project's own that is no UTF-8.
    """
    for folder in places[:-1]:
        _check_encoding(folder)
    loader = _Loader(places)
    templates, loader.sandbox.loader = _Environment(loader=loader, **_MANNER), loader
    for each in (templates, loader.sandbox):
        each.filters["number"] = number
    return templates


def _check_encoding(own: Path) -> None:
    for path in sorted(path for path in own.rglob("*") if path.suffix in _TEXTS and path.is_file()):
        content = path.read_bytes()
        try:
            content.decode()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise FaultyTemplateError(str(path), line, f"UTF-8? {error}") from error


def folders(templates: Templates) -> list[Path]:
    """Where templates come from: more than one folder where a project has its own."""
    return [Path(folder) for folder in getattr(templates.loader, "searchpath", ())]
