"""Prose: CommonMark with tables, no raw HTML, references and blanks; one renderer for every medium.

Nothing in a source is compiled as a template. ``[[id]]`` becomes a value, title or wording, with a
link where the medium has a place for it; ``{order_no}`` becomes a blank to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from handbook.model.library import Entry, Library
from handbook.model.prose import REFERENCE, SLOT, anchored

# Imported when there is Markdown to parse: most titles and labels are plain.
if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Href = Callable[[str], str | None]
"""From an address to where a link leads in this medium and page; None for no link."""
After = Callable[[str], Markup]
"""From an address to what this medium adds to a link that leads there."""

# Without any of these a text is only escaped: most fields are plain, and parsing is what costs.
_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~{}!\n]|https?:|^\s*([-+]|\d+[.)])\s", re.MULTILINE)
# Of these, plain() knows what is in a line; what goes beyond it must be parsed as well.
_BLOCKS = re.compile(r"^[^\S\n]*(?:[|>]|#{1,6}\s|[-+*]\s|\d+[.)]\s)|\]\(", re.MULTILINE)
_ALLOWED = ("https:", "http:", "mailto:", "tel:", "#")
_SHIELDED = re.compile(r"\[\[([^\[\]\ue000\n]+)(?:\ue000([^\[\]\n]*))?\]\]")
_MAX_QUOTES = 5
_LINE_ENDS = frozenset({"paragraph_close", "heading_close", "tr_close"})
_POINT, _BETWEEN = "• ", " · "
"""Before an item of a list, and between the cells of a row, in plain text."""
_BAR = "\ue000"
"""Stands for the bar of a reference while Markdown is parsed: a private character (see FMT02)."""


# How Chinese sets apart the name of a document or form, and of what is a part of one or has a title
# of its own (GB/T 15834, sections 4.8 and 4.15); else 按投诉升级升级 is what a reader sees.
_TITLES = {"form": "《》"} | dict.fromkeys(("path", "step", "article", "course"), "「」")
_OPENING = ("《", "「", "“", "『")


def nothing(_address: str) -> Markup:
    """No addition."""
    return Markup()


class ProseRenderer:
    """Renders the texts of one library for one medium.

    ``document`` is whose text it is: its own steps are meant by ``[[#step]]``.
    """

    def __init__(self, library: Library, language: str) -> None:
        self._library = library
        self._language = language
        self._slots = {} if library.settings is None else library.settings.variables
        self._worded: dict[str, Markup] = {}
        self._lined: dict[str, str] = {}

    def inline(self, text: str, href: Href, after: After = nothing, document: str = "") -> Markup:
        """One line: no paragraph around it."""
        if not _MARKUP.search(text):
            return Markup(escape(text))
        shielded = _shielded(anchored(text, document))
        return Markup(_markdown().renderInline(shielded, self._env(href, after)))

    def block(self, text: str, href: Href, after: After = nothing, document: str = "") -> Markup:
        """Paragraphs, lists, tables."""
        if not _MARKUP.search(text):
            return Markup("<p>{}</p>\n").format(text)
        shielded = _shielded(anchored(text, document))
        return Markup(_markdown().render(shielded, self._env(href, after)))

    def wording(self, text: str) -> Markup:
        """Words to say, as HTML: blanks are marked, references are values without a link."""
        if text not in self._worded:  # a script is quoted by many pages
            self._worded[text] = self._wording(text)
        return self._worded[text]

    def _wording(self, text: str) -> Markup:
        parts = SLOT.split(self.spoken(text))
        html = [escape(parts[0])]
        for name, rest in zip(parts[1::2], parts[2::2], strict=True):
            html.append(self.slot(name))
            html.append(escape(rest))
        return Markup("").join(html).replace("\n", Markup("<br>\n"))

    def spoken(self, text: str) -> str:
        """Words to say, as text: references resolved, blanks left as ``{name}``."""
        return self._resolve(text.strip(), depth=0)

    def plain(self, text: str, document: str = "") -> str:
        """Prose as text without markup, for titles, descriptions and labels."""
        if not _MARKUP.search(text):
            return text
        resolved = self._resolve(anchored(text, document), 0)
        return re.sub(r"[*`]{1,3}", "", self._blanks(resolved))

    def words(self, text: str, document: str = "") -> str:
        """Prose of several blocks as text without markup: a line an item or row of a table."""
        text = anchored(text, document)
        if not _BLOCKS.search(text):
            return self.plain(text)
        if text not in self._lined:  # the index asks for most of them twice
            self._lined[text] = "\n".join(self._lines(_markdown().parse(_shielded(text))))
        return self._lined[text]

    def _lines(self, tokens: Sequence[Token]) -> Iterator[str]:
        mark = ""
        held: list[str] = []
        for token in tokens:
            if token.type == "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else _POINT
            elif token.type == "inline":
                held.append(mark + "".join(map(self._piece, token.children or ())))
                mark = ""
            elif token.type in _LINE_ENDS:
                yield _BETWEEN.join(held)
                held = []
            elif token.content:  # code
                yield token.content.rstrip()

    def _piece(self, token: Token) -> str:
        match token.type:
            case "reference":
                return token.meta["words"] or self._blanks(self.cited(token))
            case "slot":
                return self.blank(token.meta["name"])
            case "softbreak" | "hardbreak":
                return "\n"
        return token.content

    def slot(self, name: str) -> Markup:
        """A blank in a script."""
        variable = self._slots.get(name)
        shown = variable.name if variable else name
        html = '<span class="hb-slot" data-slot="{}">{}</span>'
        return Markup(html).format(name, shown)

    def value(self, address: str) -> str:
        """What an address is called, or its value."""
        entry = self._library.entries.get(address)
        return address if entry is None else self._said(entry, 0)

    def cited(self, reference: Token) -> str:
        """What a bare reference says in the midst of a text."""
        entry = self._library.entries.get(reference.meta["target"])
        before = reference.meta["before"]
        return reference.meta["target"] if entry is None else self._cited(entry, before, 0)

    def _cited(self, entry: Entry, before: str, depth: int) -> str:
        said = self._said(entry, depth)
        marks = "《》" if entry.address == entry.document else _TITLES.get(entry.kind)
        if not marks or not self._language.startswith("zh") or before.endswith(_OPENING):
            return said
        return f"{marks[0]}{said}{marks[1]}"

    def _said(self, entry: Entry, depth: int) -> str:
        said = anchored(entry.value.words(self._language), entry.document)
        return self._resolve(said, depth + 1)

    def _resolve(self, text: str, depth: int) -> str:
        def replace(match: re.Match[str]) -> str:
            entry = self._library.entries.get(match[1].strip())
            if match[2] is not None:
                return match[2]
            # A circle of quotations is a finding of its own; here it only must not hang.
            if entry is None or depth > _MAX_QUOTES:
                return match[1]
            return self._cited(entry, text[: match.start()], depth)

        return REFERENCE.sub(replace, text) if "[[" in text else text

    def _blanks(self, text: str) -> str:
        return SLOT.sub(lambda match: self.blank(match[1]), text)

    def blank(self, name: str) -> str:
        """A blank that nobody has filled in."""
        shown = self._slot_name(name)
        return f"〔{shown}〕" if self._language.startswith("zh") else f"[{shown}]"

    def _slot_name(self, name: str) -> str:
        variable = self._slots.get(name)
        return variable.name if variable else name

    def _env(self, href: Href, after: After) -> dict[str, Any]:
        return {"prose": self, "href": href, "after": after}


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("html_inline")
    markdown.disable(["html_block", "image"])
    markdown.validateLink = _valid_link  # type: ignore[method-assign]
    markdown.inline.ruler.before("link", "reference", _reference_rule)
    markdown.inline.ruler.before("emphasis", "slot", _slot_rule)
    markdown.add_render_rule("reference", _render_reference)
    markdown.add_render_rule("slot", _render_slot)
    return markdown


def _shielded(text: str) -> str:
    """The text with the bar of ``[[id|words]]`` out of reach of tables, whose cells end at bars."""
    return REFERENCE.sub(lambda match: match[0].replace("|", _BAR), text) if "[[" in text else text


def _valid_link(url: str) -> bool:
    return url.lower().startswith(_ALLOWED)


def _reference_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = _SHIELDED.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        before = state.src[max(state.pos - 1, 0) : state.pos]
        token.meta = {"target": match[1].strip(), "words": match[2], "before": before}
    state.pos = match.end()
    return True


def _slot_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    match = SLOT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("slot", "", 0).meta = {"name": match[1]}
    state.pos = match.end()
    return True


def _render_reference(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    prose: ProseRenderer = env["prose"]
    meta = tokens[index].meta
    words = escape(meta["words"]) if meta["words"] else prose.wording(prose.cited(tokens[index]))
    link = env["href"](meta["target"])
    if link is None:
        return str(words)
    added = env["after"](meta["target"])
    return str(Markup('<a class="hb-ref" href="{}">{}</a>{}').format(link, words, added))


def _render_slot(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Any
) -> str:
    prose: ProseRenderer = env["prose"]
    return str(prose.slot(tokens[index].meta["name"]))
