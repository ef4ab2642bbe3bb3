"""A workbook's file: the same input gives the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first moment that an archive can name."""


def saved(book: Workbook, moment: datetime) -> bytes:
    """A workbook as made at a moment, which all its parts are dated by.

    openpyxl itself would date each part by when it is written.
    """
    book.properties.creator = "handbook"
    book.properties.created = book.properties.modified = moment.replace(tzinfo=None)
    written, dated = BytesIO(), BytesIO()
    with ZipFile(written, "w") as archive:
        ExcelWriter(book, archive).write_data()
    with ZipFile(written) as parts, ZipFile(dated, "w") as archive:
        for name in parts.namelist():
            part = ZipInfo(name, max(moment.timetuple()[:6], _FIRST))
            archive.writestr(part, parts.read(name), ZIP_DEFLATED)
    return dated.getvalue()
