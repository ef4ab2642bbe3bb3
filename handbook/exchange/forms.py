"""Forms as sheets: to be filled in on a screen, or printed on A4."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from handbook.exchange.cells import escaped, guarded
from handbook.exchange.grid import letters
from handbook.exchange.saved import saved
from handbook.exchange.workbook import sheet_title
from handbook.model.base import Document
from handbook.model.form import FormField, FormItem, FormSet
from handbook.model.library import Library
from handbook.render.prose import ProseRenderer
from handbook.render.spacing import spaced
from handbook.render.view import Book
from handbook.render.words import Translate, translator

_COLUMNS = 8
"""The grid of a form: a label takes two of its columns, an answer six; tables share all."""
_LABEL = 2
_WIDTH = 11.5
_LINE, _SIGNED, _TALL = 24.0, 34.0, 76.0
"""Heights of rows in points: of one line, a signature, a paragraph."""
_SIGNS = 36
"""So many Chinese signs stand on a line of a row's text."""
_FORMATS = {
    "date": "yyyy-mm-dd",
    "time": "hh:mm",
    "datetime": "yyyy-mm-dd hh:mm",
    "money": "#,##0.00",
    "number": "General",
    "rating": "General",
}
_RATING = ("1", "2", "3", "4", "5")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,9})?")
"""A number as a spreadsheet writes it, too: with a zero before it, it is a name."""
_INLINE = 250
"""A list of choices in a rule takes so many signs; Excel refuses one of 256."""
_MOST = "1E+15"
"""No number on a form is as large."""
_BAR = PatternFill("solid", fgColor="1F4E5F")
_ASK = PatternFill("solid", fgColor="F4F6F7")
_THIN = Side(style="thin", color="90A4AE")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True, slots=True)
class Form:
    """A form and the document that it is part of."""

    document: Document
    item: FormItem


def forms_of(library: Library, id_: str) -> list[Form]:
    """The form of an id, or those of a document; none where it names neither."""
    entry = library.entries.get(id_) or library.entries.get(id_.upper())
    if entry is None or entry.kind not in ("form", "forms"):
        return []
    document = library.documents[entry.document]
    items = [one.value for one in library.items_of(entry.document) if one.kind == "form"]
    chosen = items if entry.kind == "forms" else [entry.value]
    return [Form(document, one) for one in chosen if isinstance(one, FormItem)]


def as_forms(forms: Sequence[Form], library: Library, language: str, now: datetime) -> bytes:
    """A workbook with a sheet for each form."""
    book = Workbook()
    book.remove(book.worksheets[0])
    prose = ProseRenderer(library, language)
    chinese = language.startswith("zh")

    def plain(text: str) -> str:
        return spaced(prose.plain(text)) if chinese else prose.plain(text)

    for form in forms:
        sheet = book.create_sheet(sheet_title(form.item.name))
        _Writer(sheet, plain, translator(language)).form(form)
    return saved(book, now)


def form_files(book: Book, folder: str) -> dict[str, bytes]:
    """A workbook for each form in force, by its path below a folder, dated as its document."""
    found = {}
    for document in book.in_force(FormSet.KIND):
        moment = datetime.combine(document.effective or book.today, time())
        for form in forms_of(book.library, document.id):
            data = as_forms([form], book.library, book.language, moment)
            found[f"{folder}/{form.item.id}.xlsx"] = data
    return found


class _Writer:
    """Fills a sheet from the top; ``row`` is the one to be written next."""

    def __init__(self, sheet: Worksheet, plain: Callable[[str], str], t: Translate) -> None:
        self.sheet = sheet
        self.plain = plain
        self.t = t
        self.row = 1
        self.lists: Worksheet | None = None
        """A hidden sheet of choices, made for the first that a rule cannot hold."""
        self.scores: list[tuple[str, int]] = []
        """Where the section's scores stand, and how many there must be to be summed."""
        for column in range(1, _COLUMNS + 1):
            sheet.column_dimensions[letters(column)].width = _WIDTH

    def form(self, form: Form) -> None:
        document, item = form.document, form.item
        self.line(item.name, Font(bold=True, size=16), centre=True)
        effective = document.effective.isoformat() if document.effective else "—"
        stamp = self.t(
            "exchange.form_stamp", id=item.id, document=document.id, version=document.version,
            effective=effective,
        )  # fmt: skip
        if item.demands:
            stamp += self.t("exchange.form_demands")
        self.line(stamp, Font(size=9, color="607D8B"), centre=True)
        self.line(self.plain(item.purpose), Font(size=10))
        for section in item.sections:
            self.line(section.title, Font(bold=True, color="FFFFFF"), fill=_BAR)
            self.scores = []
            for field in section.fields:
                self.field(field)
        if item.note:
            self.line(self.t("exchange.form_note", text=self.plain(item.note)), Font(size=9))
        self.page(f"{item.id} {document.version}")

    def field(self, field: FormField) -> None:
        label = field.label + (" *" if field.required else "")
        if field.type == "table":
            self.table(label, field)
            return
        hint = self.plain(field.hint) if field.hint else ""
        total = self.total(field)
        summed = self.t("exchange.form_summed") if total else ""
        text = "\n".join(filter(None, (label, hint, summed)))
        self.cell(1, _LABEL, text, Font(bold=True, size=10), fill=_ASK)
        self.cell(_LABEL + 1, _COLUMNS, self.given(field), Font(size=11))
        answer: Any = self.sheet.cell(self.row, _LABEL + 1)
        answer.number_format = _FORMATS.get(field.type, "@")
        if total:
            answer.value = total
        self.rule(field, answer.coordinate)
        least = {"paragraph": _TALL, "signature": _SIGNED}.get(field.type, _LINE)
        asked = sum(3 * len(one) // _SIGNS + 1 for one in text.split("\n"))
        self.next(max(least, 14.0 * max(asked, len(self.given(field)) // _SIGNS + 1)))

    def given(self, field: FormField) -> str:
        """What stands in an answer before anybody has filled it in."""
        return "    ".join(f"□ {one}" for one in field.options) if field.type == "checks" else ""

    def total(self, field: FormField) -> str:
        """The formula of a field that sums the scores above it, once there are all of them."""
        if field.type != "number" or not self.called(field.label, "total"):
            return ""
        if len(self.scores) != 1:  # of several tables the form does not say which is meant
            return ""
        ((where, count),) = self.scores
        return f'=IF(COUNT({where})<{count},"",SUM({where}))'

    def called(self, name: str, what: str) -> bool:
        """Whether a name is one of those that a total, a score or full marks go by."""
        return name.strip().lower() in self.t(f"exchange.form_{what}").split("|")

    def rule(self, field: FormField, at: str) -> None:
        """What an answer may be: one of a few, or a number."""
        options = _RATING if field.type == "rating" and not field.options else field.options
        if field.type in ("choice", "rating") and options:
            told = ",".join(options)
            fits = len(told) <= _INLINE and not any("," in one or '"' in one for one in options)
            source = f'"{told}"' if fits else self.listed(options)
            self.check(DataValidation(type="list", formula1=source), at)
        elif field.type in ("number", "money"):
            self.number(at, f"-{_MOST}", _MOST, "form_numeric")

    def listed(self, options: Sequence[str]) -> str:
        """Where choices stand that are too long for a rule, or hold its own signs."""
        if self.lists is None:
            self.lists = self.sheet.parent.create_sheet(self.t("exchange.lists"))  # type: ignore[union-attr]
            self.lists.sheet_state = "hidden"
            column = 1
        else:
            column = self.lists.max_column + 1
        for row, one in enumerate(options, 1):
            cell: Any = self.lists.cell(row, column)
            cell.value, cell.data_type = guarded(escaped(one)), "s"
        return f"'{self.lists.title}'!${letters(column)}$1:${letters(column)}${len(options)}"

    def number(self, at: str, least: str, most: str, told: str) -> None:
        """Take numbers only; what else is typed is refused in words."""
        rule = DataValidation(type="decimal", formula1=least, formula2=most, showErrorMessage=True)
        rule.error = self.t(f"exchange.{told}")
        self.check(rule, at)

    def check(self, rule: DataValidation, at: str) -> None:
        rule.allow_blank = True
        self.sheet.add_data_validation(rule)
        rule.add(at)

    def table(self, label: str, field: FormField) -> None:
        self.line(label, Font(bold=True, size=10), fill=_ASK)
        places = _shared(len(field.columns) or 1)
        for (first, last), head in zip(places, field.columns or ("",), strict=True):
            self.cell(first, last, head, Font(bold=True, size=10))
        self.next(_LINE)
        first_row = self.row
        blank = [()] * (field.blank_rows or (0 if field.rows else 1))
        for row in [*field.rows, *blank]:
            texts = [self.plain(text).strip() for text in row]
            for number, (first, last) in enumerate(places):
                text = texts[number] if number < len(texts) else ""
                value = float(text) if _NUMBER.fullmatch(text) else text
                self.cell(first, last, value, Font(size=10))
            self.next(_LINE * (1 + max((len(text) for text in texts), default=0) // 14))
        self.score(field, [letters(first) for first, _ in places], first_row)

    def score(self, field: FormField, columns: Sequence[str], first: int) -> None:
        """Keep the scores of a table within the full marks beside them, and note where they are."""
        named = dict(zip(columns, field.columns, strict=False))
        scores = [one for one, name in named.items() if self.called(name, "score")]
        full = [one for one, name in named.items() if self.called(name, "full")]
        if len(scores) != 1:
            return
        where = f"{scores[0]}{first}:{scores[0]}{self.row - 1}"
        self.scores.append((where, max(len(field.rows), 1)))
        if len(full) == 1:
            beside = f"{full[0]}{first}"
            self.number(where, "0", f"IF(ISNUMBER({beside}),{beside},{_MOST})", "form_within")
        else:
            self.number(where, f"-{_MOST}", _MOST, "form_numeric")

    def line(
        self, text: str, font: Font, fill: PatternFill | None = None, *, centre: bool = False
    ) -> None:
        """A text across the whole sheet."""
        self.cell(1, _COLUMNS, text, font, fill)
        if centre:
            self.sheet.cell(self.row, 1).alignment = Alignment("center", "center")
        self.next(max(_LINE, 16.0 * (len(text) // _SIGNS + 1)))

    def cell(
        self, first: int, last: int, value: str | float, font: Font, fill: PatternFill | None = None
    ) -> None:
        if last > first:  # before there are borders, which merging would compare cell by cell
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=first, end_column=last
            )
        for column in range(first, last + 1):
            self.sheet.cell(self.row, column).border = _BOX
        cell: Any = self.sheet.cell(self.row, first)
        if isinstance(value, float):
            cell.value = value  # which can be summed
        elif value:
            cell.value, cell.data_type = guarded(escaped(value)), "s"
        cell.font = font
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if fill is not None:
            cell.fill = fill

    def next(self, height: float) -> None:
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def page(self, foot: str) -> None:
        """One page wide on A4, with the form's id and version at its foot."""
        sheet = self.sheet
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToHeight = 0
        sheet.page_margins = PageMargins(0.6, 0.6, top=0.6, bottom=0.7, footer=0.3)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        sheet.print_options.horizontalCentered = True
        footer: Any = sheet.oddFooter
        footer.left.text, footer.right.text = foot.replace("&", "&&"), "&P / &N"
        sheet.sheet_view.showGridLines = False


def _shared(count: int) -> list[tuple[int, int]]:
    """The grid's columns shared out: first and last for each of a table's columns."""
    total = max(_COLUMNS, count)
    edges = [round(number * total / count) for number in range(count + 1)]
    return [(first + 1, last) for first, last in pairwise(edges)]
