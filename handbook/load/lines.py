"""A file's text as positions count it: by lines, whatever ends them, without a byte order mark."""

from __future__ import annotations

import re
from itertools import accumulate

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = "\ufeff"


def lines_of(text: str) -> list[str]:
    """Each line with what ends it; the last one is what follows the last end, were it nothing."""
    return _LINES.findall(text)


class Lines:
    """A whole file's text as decoded, taken apart so that it can be put together as it was."""

    def __init__(self, whole: str) -> None:
        self.mark = _MARK if whole.startswith(_MARK) else ""
        self.text = whole.removeprefix(_MARK)
        self.lines = lines_of(self.text)
        self._starts = [0, *accumulate(map(len, self.lines))]

    @property
    def ending(self) -> str:
        """What ends its lines."""
        if "\n" not in self.text and "\r" in self.text:
            return "\r"
        return "\r\n" if "\r\n" in self.text else "\n"

    def offset(self, line: int, column: int = 1) -> int:
        """Where a position is in the text, both counted from 1."""
        return self._starts[line - 1] + column - 1
