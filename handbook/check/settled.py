"""Contradictions that a decision has settled."""

from __future__ import annotations

from handbook.check.rule import Context


class Settled:
    """The decisions of all documents in use, asked by the addresses of the sides."""

    def __init__(self, context: Context) -> None:
        library = context.library
        self._library = library
        self._concerns = [
            frozenset(decision.concerns)
            for document in library.documents.values()
            if document.status != "retired"
            for decision in document.decisions
        ]

    def __call__(self, *sides: str) -> bool:
        """Whether one decision concerns every side: the item itself, or the document with it."""
        names = [{side, self._document(side)} for side in sides]
        return any(all(name & concerns for name in names) for concerns in self._concerns)

    def _document(self, address: str) -> str:
        entry = self._library.entries.get(address)
        return entry.document if entry else address
