"""Fields that are filled in on a screen (ISO 32000-1, 12.7), as WeasyPrint makes them of inputs.

It would embed whole fonts, so that any text can be typed. Here a field names a font that every
reader has; what that lacks, as Chinese, readers show in a font of the system. To name a Chinese one
that is not embedded would be worse: Poppler then draws other characters than were typed.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_TEXT, _MARK = "/Helv 0 Tf 0 g", "/ZaDb 0 Tf 0 g"
"""How texts and marks are shown: in black, as large as their field has room for."""
_CHECK, _DOT = "4", "l"
"""Marks of ZapfDingbats."""


def fields_of(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Mend the fields of a file; the object numbers of the uppermost."""
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    for field in form.get("/Fields", ()):
        group = field.get("/Parent")
        if "/Kids" in field:
            _name_group(field)
        elif field.FT == "/Tx":
            field.DA = pikepdf.String(_TEXT)
            del field.V
        else:
            field.DA = pikepdf.String(_MARK)
            field.MK.CA = pikepdf.String(_CHECK if group is None else _DOT)
        if group is None:
            yield field.objgen
        else:
            del field.T  # that of the group, which would count twice in its full name


def _name_group(group: pikepdf.Object) -> None:
    """Take from the title of a group of choices the first of them, which it was made from."""
    group.TU = pikepdf.String(str(group.TU).removesuffix(f" {group.Opt[0]}"))


def form_of(fields: bytes) -> bytes:
    """The catalogue's entry for references to fields; readers draw what is typed."""
    fonts = b"".join(
        b"/%b<</Type/Font/Subtype/Type1/BaseFont/%b>>" % font
        for font in ((b"Helv", b"Helvetica"), (b"ZaDb", b"ZapfDingbats"))
    )
    resources = b"/DR<</Font<<%b>>>>" % fonts
    return b"/AcroForm<</Fields[%b]/NeedAppearances true/DA(%b)%b>>" % (
        fields, _TEXT.encode(), resources,
    )  # fmt: skip
