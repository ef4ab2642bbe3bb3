"""The findings of a whole project, kept under the digest of everything that they depend on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handbook.diagnostics import Diagnostic, Related, Severity
from handbook.load.cache import read_store, write_store
from handbook.load.keys import key_of
from handbook.source import Span

_KEPT = 16
"""So many results are kept, the latest ones: a tree for each of a few days, branches, languages."""


class Results:
    """Stored results by key. Without a folder, or where the store is damaged, nothing is known."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "findings.bin" if folder else None
        self._table = read_store(self._path) if self._path else {}

    def manner(self, tree: str) -> tuple[str, str] | None:
        """Time zone and language of a tree: the rest of the key of its findings needs them."""
        stored = self._table.get(key(tree))
        return (stored[0], stored[1]) if stored else None

    def findings(self, key: str) -> list[Diagnostic] | None:
        """The findings under a key."""
        stored = self._table.get(key)
        return None if stored is None else [_thaw(one) for one in stored]

    def keep(
        self, tree: str, manner: tuple[str, str], name: str, findings: list[Diagnostic]
    ) -> None:
        """Store what was found."""
        if self._path is None:
            return
        for one in (key(tree), name):
            self._table.pop(one, None)
        self._table[key(tree)] = manner
        self._table[name] = [_freeze(one) for one in findings]
        latest = list(self._table)[-2 * _KEPT :]
        write_store(self._path, {one: self._table[one] for one in latest})


def key(*parts: str | bytes) -> str:
    """A key of everything named and of the code itself."""
    return key_of(*parts).hex()


def _freeze(finding: Diagnostic) -> tuple[Any, ...]:
    related: Iterable[Any] = ((_flat(one.span), one.label) for one in finding.related)
    severity = int(finding.severity)
    head = (_flat(finding.span), severity, finding.code, finding.message, finding.hint)
    return (*head, tuple(related), finding.fix)


def _thaw(stored: tuple[Any, ...]) -> Diagnostic:
    span, severity, code, message, hint, related, fix = stored
    return Diagnostic(
        Span(*span),
        Severity(severity),
        code,
        message,
        hint,
        tuple(Related(Span(*at), label) for at, label in related),
        fix,
    )


def _flat(span: Span) -> tuple[str, int, int, int, int]:
    return (span.file, span.line, span.column, span.end_line, span.end_column)
