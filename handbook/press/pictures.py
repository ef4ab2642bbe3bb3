"""The pictures that a document shows, read before it is set: setting opens nothing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handbook.press.error import UnshownError

_PICTURE = re.compile(
    r"""<(?:img|image|input|object|embed)\b[^>]*?\s(?:src|data|(?:xlink:)?href)="([^"#][^"]*)\""""
)


def pictures(html: str, folder: Path) -> dict[str, bytes]:
    """The pictures that a document shows, by their path in it.

    Raises UnshownError for one that is not below ``folder`` or not there.
    """
    found: dict[str, bytes] = {}
    for written in _PICTURE.findall(html):
        name = unescape(written)
        path = (folder / unquote(name)).resolve()
        if urlsplit(name).scheme or not path.is_relative_to(folder.resolve()):
            raise UnshownError(f"not a file of the project: {name}")
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise UnshownError(f"picture cannot be read: {name}") from error
    return found
