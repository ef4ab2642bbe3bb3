"""Finished pages in another script: a page is laid out once, whatever it is read in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from handbook.render.code import packed
from handbook.render.rendition import Rendition, TranslatedBook
from handbook.render.view import Book
from handbook.site.address import relative
from handbook.site.page import Finished

_PRINTED = re.compile(r'(href|src)="([^":]+\.(?:pdf|png)(?:#[^"]*)?)"')
_ALSO = re.compile(r'(?P<tag><span data-hb-also="(?P<term>[^"]*)">)(?P<words>[^<]*)')
_OUT = re.compile(r'<a [^>]*hreflang="[^>]*>(?!<img)(?:(?!</a>).)*', re.DOTALL)
_CODE = re.compile(r'(?<=data-hb-code=")[^"]+')


def translated(pages: Iterable[Finished], into: Rendition) -> Iterator[Finished]:
    """Pages of the language of the sources as a rendition made of it shows them.

    Links stay as they are, since all pages of a rendition lie in one folder, but for those to PDFs
    and their pictures that it has not: they lead to the ones in the language of the sources, and
    say so.
    """
    book = into.book
    if not isinstance(book, TranslatedBook):
        raise TypeError(into)
    codes = dict(zip(_codes(book.origin), _codes(book), strict=True))
    told = book.t("frame.in_script", script=book.origin.t("frame.script"))
    for one in pages:
        html = _CODE.sub(lambda match: codes.get(match[0], match[0]), one.html)
        if not into.prints:
            html = _PRINTED.sub(partial(_led_out, one.page.path, book), html)
            html = _OUT.sub(rf"\g<0>{told}", html)
        yield _converted(replace(one, html=html), book)


def _led_out(path: str, book: TranslatedBook, match: re.Match[str]) -> str:
    """A link from a page to what is printed, led to that in the language of the sources."""
    target = posixpath.normpath(posixpath.join(path, match[2]))
    if target.endswith(".png") and not target.startswith("print/"):
        return match[0]
    link = f'{match[1]}="{relative(book.folder + path, target)}"'
    return f'{link} hreflang="{book.origin.language}"' if match[1] == "href" else link


def _converted(one: Finished, book: TranslatedBook) -> Finished:
    text, html = book.conversion.text, book.conversion.html
    titles = text("\n".join(heading.title for heading in one.headings)).split("\n")
    headings = tuple(
        replace(heading, title=title)
        for heading, title in zip(one.headings, titles, strict=bool(one.headings))
    )
    page = one.page
    page = replace(page, title=text(page.title), description=text(page.description))
    separator = book.t("shared.list_separator")
    return Finished(page, _ALSO.sub(partial(_once, separator), html(one.html)), headings)


def _once(separator: str, match: re.Match[str]) -> str:
    """Other words for a term, without those that are one in this script."""
    words = dict.fromkeys(match["words"].split(separator))
    words.pop(match["term"], None)
    return match["tag"] + separator.join(words)


def _codes(book: Book) -> Iterator[str]:
    """The codes of every document and of the edition, as pages carry them."""
    for document in (*book.proofs, ""):
        address = book.proof_address(document)
        yield packed(address) if address else ""
