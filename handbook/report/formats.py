"""The visible list of formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from handbook.diagnostics import Diagnostic
from handbook.report import github, gitlab, json, junit, markdown, sarif, text
from handbook.report.look import Look

_LOOK = Look()


class Format(Protocol):
    """From findings and the project's folder, for excerpts of its sources, to one text."""

    def __call__(
        self, findings: Sequence[Diagnostic], root: Path, look: Look = _LOOK, /
    ) -> str: ...


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": text.report,
        "json": json.report,
        "github": github.report,
        "gitlab": gitlab.report,
        "sarif": sarif.report,
        "junit": junit.report,
        "markdown": markdown.report,
    }
)
