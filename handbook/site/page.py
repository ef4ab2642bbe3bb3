"""A page of the site before and after rendering."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from handbook.model.base import Document
from handbook.render.prints import Print
from handbook.render.proof import Proof
from handbook.render.view import Book, View
from handbook.site.address import Addresses, relative

_MEGA = 1_000_000
_BLANK_LINES = re.compile(r"\n\s*\n")
_TITLE_END = "</header>"


@dataclass(frozen=True, slots=True)
class Turn:
    """A day, and the page that is then to be read instead; ``path`` from the site's root."""

    day: date
    path: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """What a page is made of. ``path`` ends in a slash; the home page's is empty."""

    path: str
    template: str
    """Below ``templates/site/``."""
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    document: str = ""
    """The document whose stamp the page carries."""
    notice: str = ""
    """A template below ``templates/site/notices/`` that stands below the page's title."""
    turns: tuple[Turn, ...] = ()
    """What is to be read instead from later days on, the soonest first."""
    prints: tuple[Print, ...] = ()
    """Files to be printed of the document."""
    proof: Proof | None = None
    """Of a page that lies ready for a later day: what the document is then."""
    starts: date | None = None
    """Of such a page: from when what it shows of the document is in force."""

    @property
    def shows_document(self) -> bool:
        """Whether a whole document in force is what the page shows."""
        return self.template.startswith("kinds/")

    @property
    def shows_item(self) -> bool:
        """Whether it is one item."""
        return self.template.startswith("items/")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents; ``level`` is 2 or 3."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A rendered page body with its table of contents."""

    page: SitePage
    html: str
    headings: tuple[Heading, ...]


class PageView(View):
    """A view from one page of the site: relative links, and headings that are remembered."""

    def __init__(self, book: Book, addresses: Addresses, page: SitePage) -> None:
        super().__init__(book, lambda address: addresses.href(page.path, address), page.document)
        object.__setattr__(self, "page", page)
        object.__setattr__(self, "addresses", addresses)
        object.__setattr__(self, "headings", [])
        object.__setattr__(self, "_links", {})

    STYLED = True
    page: SitePage
    addresses: Addresses
    headings: list[Heading]
    _links: dict[tuple[str, str | None, str], Markup]

    def link(self, address: str, words: str | None = None, css: str = "") -> Markup:
        """As in any view; a page names the same role or limit often, so each link is made once."""
        key = (address, words, css)
        if key not in self._links:
            self._links[key] = super().link(address, words, css)
        return self._links[key]

    def url(self, target: str) -> str:
        """A relative link to a page or file by its path from the site's root."""
        return relative(self.page.path, target)

    def in_order(self, documents: Iterable[Document]) -> list[Document]:
        """Documents as they stand in a list."""
        return sorted(documents, key=lambda each: self.book.place(each.id))

    def namesakes(self, addresses: Sequence[str]) -> frozenset[str]:
        """Those of some addresses that are called as another of them is."""
        labels = Counter(map(self.label, addresses))
        return frozenset(one for one in addresses if labels[self.label(one)] > 1)

    def documents(self, ids: Sequence[str]) -> list[Document]:
        """Documents by their ids."""
        return [self.book.library.documents[id_] for id_ in ids]

    def items(self, addresses: Sequence[str]) -> list[Any]:
        """Items by their addresses."""
        return [self.item(address) for address in addresses]

    def file_size(self, count: int) -> str:
        """The size of a file in words."""
        if count < _MEGA:
            return f"{max(round(count / 1000), 1)} KB"
        return f"{count / _MEGA:.1f} MB"

    def elsewhere(self, document: Document, css: str = "") -> Markup:
        """A link to a document that is not in force: as it will be, or to why it ended."""
        addresses = self.addresses
        if document.status == "approved" and document.effective:
            target = addresses.coming(document, document.effective)
        elif document.status == "retired":
            target = addresses.home(document)
        else:
            return Markup("{}").format(document.title)
        attribute = Markup(' class="{}"').format(css) if css else Markup()
        link = Markup('<a{} href="{}">{}</a>')
        return link.format(attribute, self.url(target), document.title)

    def versions(self, document: Document) -> Markup:
        """A link to a document's releases; empty where nothing was released."""
        history = self.book.histories.get(document.id)
        if history is None or not history.releases:
            return Markup()
        target = self.url(self.addresses.history(document))
        return Markup('<a href="{}">{}</a>').format(target, self.t("history.link"))

    def heading(self, level: int, anchor: str, title: str) -> Markup:
        """A heading with an anchor that also enters the table of contents."""
        self.headings.append(Heading(level, anchor, title))
        return Markup('<h%d id="%s">%s</h%d>') % (level, anchor, title, level)


def finish(page: SitePage, book: Book, addresses: Addresses) -> Finished:
    """Render a page's body."""
    view = PageView(book, addresses, page)
    template = book.templates.get_template(f"site/{page.template}")
    html = template.render(v=view, t=view.t, page=page, book=book, **page.context)
    if page.notice:
        notice = book.templates.get_template(f"site/notices/{page.notice}.html")
        told = notice.render(v=view, t=view.t, page=page, book=book, **page.context)
        head, end, body = html.rpartition(_TITLE_END)  # the home page has no such title
        html = head + end + told + body
    if "<pre" not in html:  # where blank lines are part of the text
        html = _BLANK_LINES.sub("\n", html)
    return Finished(page, html, tuple(view.headings))
