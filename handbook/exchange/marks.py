"""The number that a paragraph begins with: typed, or given by Word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handbook.exchange.markup import W, value
from handbook.exchange.outline import BULLET
from handbook.exchange.styles import Styles

_NUMERALS = "一二三四五六七八九十百"
# What makes a number a quantity: 24 小时, 1.5 元; those that begin other words need an end.
_NO_UNIT = (
    r"(?!\s?(?:个|天|小时|分钟|秒|元|万|工作日|[%％]|[周月日年次份人名件台倍折](?=[内以之后前起的，,。；;、\s]|$)"
    r"|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|times?|working|business)\b))"
)
# Marks that people type before a paragraph, by their manner: a list keeps to one of them.
_MARKS = {
    "chapter": rf"第\s?[{_NUMERALS}\d]{{1,3}}\s?[篇章]\s*[:：、.]?",
    "section": rf"第\s?[{_NUMERALS}\d]{{1,3}}\s?节\s*[:：、.]?",
    "article": rf"第\s?[{_NUMERALS}\d]{{1,3}}\s?条\s*[:：、.]?",
    "step": rf"(?:第\s?[{_NUMERALS}\d]{{1,3}}\s?步|步骤\s?[{_NUMERALS}\d]{{1,3}}"
    r"|[Ss]tep\s\d{1,2})\s*[:：、.]?",
    "han": rf"[{_NUMERALS}]{{1,3}}\s?[、.．]",
    "han-brackets": rf"[（(]\s?[{_NUMERALS}]{{1,3}}\s?[)）]\s*、?",
    "decimal": rf"\d{{1,2}}(?:[.．]\d{{1,2}})+[.．]?(?=[\s\u4e00-\u9fff]){_NO_UNIT}",
    "number": rf"\d{{1,2}}(?:\s?(?:[、．)）]|\.(?!\d))|\s{_NO_UNIT})",
    "brackets": r"[（(]\s?\d{1,2}\s?[)）]\s*、?",
    "circle": r"[①-⑳]",
}
_TYPED = re.compile("|".join(f"(?P<m{n}>{mark})" for n, mark in enumerate(_MARKS.values())))
_HEADED = re.compile(r"\d{1,2}(?:[.．]\d{1,2})*[.．]?\s")
"""Before a heading no number is a quantity."""
_RANKS = {
    "chapter": 20,
    "section": 21,
    "article": 22,
    "han": 23,
    "han-brackets": 24,
    "step": 25,
    "number": 25,
    "decimal": 25,
    "brackets": 40,
    "circle": 41,
}
"""Headings have ranks below these; each further place of a decimal number ranks lower by one."""
_OF_WORD, _OF_BULLETS = 50, 60
_CHINESE = ("chinese", "japanese", "ideograph", "taiwanese")
_SIGNS = str.maketrans("．）", ".)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number: its manner, how high that ranks, and the last Arabic number in it."""

    manner: str = ""
    rank: int = 0
    count: int = 0

    def may_follow(self, counts: dict[str, int]) -> bool:
        """Whether it counts on from the last of its manner, if it could else be a quantity."""
        if self.manner != "number" and not self.manner.startswith("decimal"):
            return True
        return self.count <= 1 or self.count == counts.get(self.manner, 0) + 1


def typed(text: str, *, heading: bool) -> tuple[Mark, str]:
    """The number typed before a text, and the text without it."""
    match = _TYPED.match(text)
    if match is None and heading:
        match = _HEADED.match(text)
    if match is None or match.end() == len(text):
        return Mark(), text
    said, rest = match[0].strip(), text[match.end() :].strip()
    name = list(_MARKS)[int(str(match.lastgroup)[1:])] if match.lastgroup else "number"
    if name not in ("number", "decimal"):
        return Mark(name, _RANKS[name]), rest
    places = re.findall(r"\d+", said)
    sign = said[-1].translate(_SIGNS).strip("0123456789")
    manner = f"number{sign}" if len(places) == 1 else f"decimal-{len(places)}"
    return Mark(manner, _RANKS["number"] + len(places) - 1, int(places[-1])), rest


class Numbering:
    """The lists that Word numbers."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[tuple[str, int], tuple[str, str]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # the file numbers nothing
            return
        lists = {
            one.get(f"{W}abstractNumId", ""): {
                int(level.get(f"{W}ilvl", "0")): (value(level, "numFmt"), value(level, "lvlText"))
                for level in one.findall(f"{W}lvl")
            }
            for one in root.findall(f"{W}abstractNum")
        }
        for one in root.findall(f"{W}num"):
            for level, kind in lists.get(value(one, "abstractNumId"), {}).items():
                self._levels[one.get(f"{W}numId", ""), level] = kind

    def mark(self, paragraph: Any) -> Mark:
        """The number of a paragraph; a list is told from others by its level and manner."""
        list_, level = self._styles.numbering(paragraph)
        if not list_:
            return Mark()
        kind, text = self._levels.get((list_, level), ("", ""))
        if kind in ("bullet", "none"):
            return Mark(BULLET, _OF_BULLETS)
        number = "一" if kind.startswith(_CHINESE) else "1"
        like, _ = typed(f"{re.sub(r'%[0-9]', number, text)} x", heading=True)
        depth = level + self._depth(paragraph)
        return Mark(f"word-{depth}-{like.manner}", like.rank or _OF_WORD + depth)

    def _depth(self, paragraph: Any) -> int:
        """How much deeper the style is for: List Number 2 stands below List Number."""
        for name in self._styles.names(paragraph):
            if match := re.fullmatch(r"(?:list number|列表编号) ?(\d)", name):
                return int(match[1]) - 1
        return 0
