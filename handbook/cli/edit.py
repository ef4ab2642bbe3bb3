"""A source's text while a command edits it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.cli.put import put
from handbook.load.edit import with_first, with_scalar
from handbook.load.node import Loaded
from handbook.load.rewrite import with_data
from handbook.load.tree import parse


@dataclass
class Source:
    """A source's text while it is edited in place."""

    path: Path
    file: str
    text: str

    @classmethod
    def read(cls, root: Path, file: str) -> Source:
        path = root / file
        with path.open(encoding="utf-8", newline="") as stream:
            return cls(path, file, stream.read())

    @property
    def loaded(self) -> Loaded:
        return parse(self.file, self.text.encode())

    def set(self, key: str, value: str, after: str = "id") -> None:
        self.text = with_scalar(self.text, self.loaded, key, value, after)

    def put_first(self, key: str, entry: dict[str, str]) -> None:
        self.text = with_first(self.text, self.loaded, key, entry)

    def put_over(self, key: str, index: int, entry: dict[str, str], without: str) -> None:
        """Write values over those of an entry of a list, which loses one key."""
        loaded = self.loaded
        data = loaded.data
        kept = {name: one for name, one in data[key][index].items() if name != without}
        data[key][index] = kept | entry
        self.text = with_data(self.text, loaded, data)

    def write(self) -> None:
        """Replace the file whole. Raises click.ClickException."""
        put(self.path, self.text.encode())
