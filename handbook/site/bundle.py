"""Pages packed together, so that what they share is told once, at any distance.

Compression of browsers looks back over 32 kB, less than a procedure's page. So pieces of markup
that stand more than once in a bundle first become a sign each, which saves half of the bytes.

A bundle is ``{"pieces": [...], "pages": {path: text}}``. A sign is a code point from U+E000 on, its
number that of its piece. With its signs replaced by ``<`` and their pieces, a text is ``<`` and the
page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Any

_FIRST, _MOST = 0xE000, 6000
_SHORT = 2
"""A piece of so many characters is not worth a sign."""
_SIGN = re.compile("[\ue000-\uf8ff]")


def bundle(pages: Mapping[str, str]) -> dict[str, Any]:
    """Pack pages by their paths.

    Pieces that hold code points of signs themselves always become one, for what signs stand for is
    not looked through again. Raises ValueError for more such pieces than there are signs.
    """
    split = {path: html.split("<") for path, html in pages.items()}
    counted = Counter(chain.from_iterable(split.values()))
    own = [piece for piece in counted if _SIGN.search(piece)] if _held(pages) else []
    often = [piece for piece, count in counted.items() if count > 1 and len(piece) > _SHORT]
    often.sort(key=lambda piece: (-counted[piece], piece))
    if len(own) > _MOST:
        raise ValueError("more pieces in the private use area than there are signs")
    pieces = list(dict.fromkeys(chain(own, often)))[:_MOST]
    signs = {piece: chr(_FIRST + number) for number, piece in enumerate(pieces)}
    texts = {
        path: "".join([signs.get(piece) or "<" + piece for piece in held])
        for path, held in split.items()
    }
    return {"pieces": pieces, "pages": texts}


def _held(pages: Mapping[str, str]) -> bool:
    return any(_SIGN.search(html) for html in pages.values())
