"""Fonts embedded as outlines alone, without the tables and numbers that a PDF does not ask for.

WeasyPrint keeps a font's glyph numbers by keeping all of its 65,535 glyphs, most of them empty,
with tables of a width each: 140 KB of nothing in every file, and a third of the time that a card
takes. A CFF font whose characters are numbered needs no such room: it says which character each of
its outlines is, and by that number a PDF asks (ISO 32000-1, 9.7.4.2). It must stand bare for that:
inside an OpenType font many readers count outlines instead. Other fonts are embedded as WeasyPrint
does.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import partial
from io import BytesIO
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from handbook.press.weasy import ffi, get_hb_object_data, harfbuzz, harfbuzz_subset

_TABLE = "CFF "
_SIGN = b"OTTO"
"""By which WeasyPrint knows an OpenType font."""
_WIDTH = 1000
"""Of a Chinese character, in thousandths of an em."""


class Outlines(dict[int, Any]):
    """The fonts of a document that is written with :func:`bared` as finisher."""

    def __setitem__(self, key: int, font: Any) -> None:
        font.clean = partial(_clean, font)
        super().__setitem__(key, font)


class _Signed(bytes):
    """Outlines that pass for an OpenType font until a document is written."""


def bared(_document: Any, pdf: Any) -> None:
    """Name outlines what they are, before a document is written."""
    for thing in pdf.objects:
        data = (getattr(thing, "stream", None) or [b""])[0]
        if isinstance(data, _Signed):
            thing.stream, thing.extra["Subtype"] = [bytes(data[len(_SIGN) :])], "/CIDFontType0C"


def unused(font: Any) -> Any:
    """A font as it was before anything was set in it, without what is not needed of its file."""
    fresh = copy(font)
    fresh.widths, fresh.to_unicode, fresh.missing = {}, {}, {}
    if _numbered(font):
        fresh.file_content = _SIGN
    return fresh


def _clean(font: Any, glyphs: Iterable[int], hinting: bool) -> None:
    """What WeasyPrint asks of a font before it is embedded: to keep these glyphs alone."""
    if _numbered(font):
        font.file_content = _Signed(_SIGN + _plain(_cut(font, sorted(glyphs))))
    else:
        type(font).clean(font, glyphs, hinting)


def _cut(font: Any, glyphs: list[int]) -> bytes:
    """An OpenType font of nothing but the outlines of some glyphs."""
    wanted = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(),
        harfbuzz_subset.hb_subset_input_destroy,
    )
    _add(harfbuzz_subset.hb_subset_input_glyph_set(wanted), glyphs)
    others = [_tag(name) for name in font.tables if name != _TABLE]
    dropped = harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    _add(harfbuzz_subset.hb_subset_input_set(wanted, dropped), sorted(others))
    flags = (
        harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        | harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
        | harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    )
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    face = ffi.gc(harfbuzz_subset.hb_subset_or_fail(font.hb_face, wanted), harfbuzz.hb_face_destroy)
    return bytes(get_hb_object_data(face))


def _add(numbers: Any, some: list[int]) -> None:
    harfbuzz.hb_set_add_sorted_array(numbers, ffi.new("hb_codepoint_t[]", some), len(some))


def _tag(name: str) -> int:
    return int(harfbuzz.hb_tag_from_string(name.encode(), -1))


def _plain(data: bytes) -> bytes:
    """The outlines of an OpenType font, each with its width as a number of its own.

    Else a width is a difference from one of several that a group of characters has, which readers
    that know a single group get wrong.
    """
    font = TTFont(BytesIO(data), recalcBBoxes=False)
    top = font[_TABLE].cff[0]
    for name in top.charset:
        outline = top.CharStrings[name]
        group = outline.private
        if (group.nominalWidthX, group.defaultWidthX) != (0, _WIDTH):
            outline.decompile()
            widened = _widened(outline.program, group.nominalWidthX, group.defaultWidthX)
            outline.setProgram(widened)
    for one in top.FDArray:
        one.Private.nominalWidthX, one.Private.defaultWidthX = 0, _WIDTH
    return bytes(font[_TABLE].compile(font))


def _widened(program: list[Any], nominal: float, default: float) -> list[Any]:
    """An outline's program that begins with its width, unless that is the usual one.

    A width is told by one operand more than the first operator takes: one or two of a move, or
    pairs (Adobe Technical Note 5177, 3.1).
    """
    at = next(n for n, part in enumerate(program) if isinstance(part, str))
    first = program[at]
    wide = at % 2 == (first not in ("hmoveto", "vmoveto"))
    width, drawn = (nominal + program[0], program[1:]) if wide else (default, program)
    if first == "hmoveto":
        drawn = [drawn[0], 0, "rmoveto", *drawn[2:]]
    elif first == "vmoveto":
        drawn = [0, drawn[0], "rmoveto", *drawn[2:]]
    return drawn if width == _WIDTH else [width, *drawn]


_known: dict[str, bool] = {}


def _numbered(font: Any) -> bool:
    """Whether each character of a font has the number of its outline; found out once a process."""
    if font.hash not in _known:
        _known[font.hash] = _TABLE in font.tables and _in_order(_outlines(font))
    return _known[font.hash]


def _outlines(font: Any) -> bytes:
    """All outlines of a font."""
    table = ffi.gc(
        harfbuzz.hb_face_reference_table(font.hb_face, _tag(_TABLE)), harfbuzz.hb_blob_destroy
    )
    length = ffi.new("unsigned int *")
    return bytes(ffi.unpack(harfbuzz.hb_blob_get_data(table, length), length[0]))


def _in_order(outlines: bytes) -> bool:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(outlines), None)
    top = fonts[0]
    if not hasattr(top, "ROS"):  # characters have names instead
        return False
    return all(name == f"cid{number:05}" for number, name in enumerate(top.charset) if number)
