"""What a drawing in a Word file says: words in its boxes, and those that stand for a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

from handbook.exchange.markup import CHART, DRAWING, OFFICE, RELATION, W, flat, visible
from handbook.exchange.outline import Left, tidied

_BOX = f"{W}txbxContent"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_ART = "{urn:schemas-microsoft-com:vml}textpath"
_DIAGRAM = f"{{{OFFICE}/drawingml/2006/diagram}}relIds"
_ELSEWHERE = {_DIAGRAM: f"{RELATION}dm", f"{CHART}chart": f"{RELATION}id"}
"""What has its words in another part, and the key of the relation to it."""
_IMAGES = (f"{DRAWING}blip", "{urn:schemas-microsoft-com:vml}imagedata", *_ELSEWHERE)


def left_of(drawing: Any, part: Any) -> Iterator[Left]:
    """The boxes, objects and pictures of a drawing that stands in a part."""
    every = list(visible(drawing))
    texts = [flat(one) for one in every if one.tag == _BOX]
    texts += [one.get("string", "") for one in every if one.tag == _ART]
    yield from (Left("text", text) for text in texts if text)
    objects = [one.get("ProgID", "") for one in every if one.tag == _OBJECT]
    yield from (Left("object", name) for name in objects)
    if not objects and (not any(texts) or any(one.tag in _IMAGES for one in every)):
        yield Left("picture", tidied(" ".join(dict.fromkeys(_said(every, part)))))


def _said(every: list[Any], part: Any) -> Iterator[str]:
    """The words in a picture, in a diagram's own part too, and those that describe it."""
    yield tidied("".join(one.text or "" for one in every if one.tag == f"{DRAWING}t"))
    for one in every:
        key = _ELSEWHERE.get(one.tag)
        relation = part.rels.get(one.get(key, "")) if key else None
        if relation is not None and not relation.is_external:
            yield flat(parse_xml(relation.target_part.blob))
        yield one.get("descr", "")
        yield one.get("alt", "")
