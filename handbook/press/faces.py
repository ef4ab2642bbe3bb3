"""Which glyphs of which faces were set: what embedded fonts must hold."""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

_COUNT = struct.Struct("<I")


@dataclass
class Faces:
    """Glyphs by face and number: (width, text)."""

    used: dict[str, dict[int, tuple[int, str]]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def add(self, packed: Iterable[tuple[str, bytes]]) -> None:
        """Add faces as :meth:`packed` gives them; what is known already costs next to nothing."""
        for name, data in packed:
            known = self.used.setdefault(name, {})
            end = _COUNT.size + _COUNT.unpack_from(data)[0]
            glyphs = array("H", data[_COUNT.size : end])
            if known.keys() >= set(glyphs):
                continue
            family, widths, texts = json.loads(data[end:])
            self.families[name] = family
            for glyph, width, text in zip(glyphs, widths, texts, strict=True):
                known.setdefault(glyph, (width, text))

    def packed(self) -> list[tuple[str, bytes]]:
        """Name and glyphs of each face, the numbers first: they can be read without the rest."""
        result = []
        for name, used in sorted(self.used.items()):
            numbers = array("H", sorted(used))
            rest = [self.families[name], *map(list, zip(*(used[n] for n in numbers), strict=True))]
            said = json.dumps(rest, ensure_ascii=False, separators=(",", ":")).encode()
            result.append((name, _COUNT.pack(2 * len(numbers)) + numbers.tobytes() + said))
        return result
