"""What a draft reply is checked by, as plain data: the same words and expressions as the rules'.

The page that checks replies reads this in the browser, so that no reply is sent anywhere. What it
does with it is held to the rules by ``tests/check/replies.json``, which both are asked.
"""

from __future__ import annotations

import re
from typing import Any

from handbook.check import fold, wording
from handbook.check.limits import seconds
from handbook.check.mentions import ALONE, BETWEEN, Named, names_of
from handbook.check.personal import bare, narrow, tables
from handbook.check.rules import (
    prv01_mobile,
    prv02_identity,
    prv03_card,
    prv04_mail,
    prv05_plate,
    prv06_passport,
    prv07_secret,
    wrd07_half_width,
    wrd13_too_long,
    wrd15_single_word,
    wrd24_secret_asked,
    wrd25_near_forbidden,
)
from handbook.check.sayings import BEFORE, BEHIND, CLAUSE, LEEWAY, NEXT, REACH, Saying, sayings
from handbook.check.spoken import SIGNS_A_SECOND, plain_channels
from handbook.check.wording import phrase_items, shapes
from handbook.model.figures import grammar
from handbook.model.library import Library
from handbook.model.phrase import PhraseItem
from handbook.model.quantity import UNITS, Amount

_LATIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
# What a browser's expressions read otherwise than Python's, inside a class and outside.
_DIGIT = "0-9０-９"
_WORD = _DIGIT + "A-Za-z_Ａ-Ｚａ-ｚ\u00c0-\u024f\u3400-\u4dbf\u4e00-\u9fff"
# Ranges beyond what one unit of a browser's text holds: its expressions would read them otherwise.
_BEYOND = re.compile("[\U00010000-\U0010ffff]-[\U00010000-\U0010ffff]")
_PIECE = re.compile(r"\\.|\(\?P<|\[|\]|\$", re.DOTALL)


def reply_rules(library: Library) -> dict[str, Any]:
    """Everything that a draft is checked by; expressions as their source and flags."""
    phrases = phrase_items(library, "forbidden")
    names = names_of(library)
    spoken = sayings(library)
    words = [*names, *(word for one in spoken for key in one.keys for word in key)]
    words += [*wrd15_single_word.EMPTY, wrd24_secret_asked.ASKED.pattern]
    words += [wrd25_near_forbidden.POLITE.pattern, wording.INNOCENT.pattern]
    for phrase in phrases:
        words += [*shapes(phrase), *phrase.allow, *phrase.asks]
    told: dict[str, Any] = _ready({
        "fold": {"pairs": fold.pairs(_LATIN.union(*map(fold.fold, words))), "out": fold.LEFT_OUT},
        "phrases": [_phrase(phrase) for phrase in phrases],
        "single": sorted(wrd15_single_word.EMPTY),
        "blank": _blank(library),
        "innocent": wording.INNOCENT,
        "asked": wrd24_secret_asked.ASKED,
        "polite": wrd25_near_forbidden.POLITE,
        "half": wrd07_half_width.PATTERN,
        "length": {
            "sent": wrd13_too_long.SENT,
            "said": sorted(wrd13_too_long.SAID),
            "signs": wrd13_too_long.BREATH * SIGNS_A_SECOND,
        },
        "personal": _personal(library),
        "figures": grammar(),
        "limits": _limits(names, spoken),
    })  # fmt: skip
    return told


def _blank(library: Library) -> re.Pattern[str]:
    """A blank as scripts are copied with it; in Chinese [微笑] is a face."""
    english = library.settings and "en" in library.settings.languages
    return re.compile(
        r"〔[^〔〕\n]{1,40}〕|\{[A-Za-z_]\w*\}"
        + (r"|\[[A-Za-z][^\[\]\n]{0,39}\]" if english else "")
    )


def _phrase(phrase: PhraseItem) -> dict[str, Any]:
    lines, clauses = wrd25_near_forbidden.asked(phrase)
    return {
        "id": phrase.id,
        "shapes": shapes(phrase),
        "allow": phrase.allow,
        "whole": phrase.whole,
        "lines": lines,
        "clauses": clauses,
        "channels": sorted(plain_channels(phrase.channels)),
    }


def _personal(library: Library) -> dict[str, Any]:
    variables = library.settings.variables if library.settings else {}
    return {
        **tables(),
        "examples": sorted({bare(narrow(one.example)) for one in variables.values()}),
        "mobile": prv01_mobile.NUMBER,
        "mobiles": sorted(prv01_mobile.TEST),
        "resident": prv02_identity.RESIDENT,
        "hongKong": prv02_identity.HONG_KONG,
        "taiwanese": prv02_identity.TAIWAN,
        "published": sorted(prv02_identity.PUBLISHED),
        "card": prv03_card.NUMBER,
        "issued": prv03_card.ISSUED,
        "cards": sorted(prv03_card.TEST),
        "mail": prv04_mail.ADDRESS,
        "function": prv04_mail.FUNCTION,
        "example": prv04_mail.EXAMPLE,
        "plate": prv05_plate.PLATE,
        "passport": prv06_passport.NUMBER,
        "secret": prv07_secret.VALUE,
    }


def _limits(names: dict[str, list[Named]], spoken: tuple[Saying, ...]) -> dict[str, Any]:
    """The standards, and by each name the numbers of those that are called so."""
    standards = {one.entry.address: Named(one.entry, one.limit) for one in spoken}
    standards |= {one.entry.address: one for named in names.values() for one in named}
    number = {address: at for at, address in enumerate(standards)}
    fixed = {unit: length for unit, (*_, length) in UNITS.items() if length}
    return {
        "between": BETWEEN,
        "alone": ALONE,
        "names": {
            name: [number[one.entry.address] for one in named] for name, named in names.items()
        },
        "standards": [
            {"id": address, "amounts": [_amount(each) for each in (one.amount, *one.others)]}
            for address, one in standards.items()
        ],
        "seconds": {unit: seconds(Amount(1, unit)) for unit in UNITS},
        "fixed": fixed,
        "sayings": _sayings(spoken, number),
    }  # fmt: skip


def _sayings(spoken: tuple[Saying, ...], number: dict[str, int]) -> dict[str, Any]:
    """How limits are spoken of; the words of one meaning stand once."""
    keys = {key: None for one in spoken for key in one.keys}
    row = {key: at for at, key in enumerate(keys)}
    return {
        "clause": CLAUSE, "before": BEFORE, "behind": BEHIND, "next": NEXT, "leeway": LEEWAY,
        "reach": REACH,
        "keys": list(keys),
        "said": [
            [number[one.entry.address], one.least, [row[key] for key in one.keys], one.behind]
            for one in spoken
        ],
    }  # fmt: skip


def _amount(amount: Amount) -> tuple[float, str, float | None]:
    return amount.value, amount.unit, amount.upper


def _ready(value: Any) -> Any:
    """The same with expressions as a browser takes them: their source and flags."""
    match value:
        case re.Pattern():
            return list(pattern_for_scripts(value))
        case dict():
            return {key: _ready(each) for key, each in value.items()}
        case list() | tuple():
            return [_ready(each) for each in value]
    return value


def pattern_for_scripts(pattern: re.Pattern[str]) -> tuple[str, str]:
    """An expression as source and flags for JavaScript, whose digits and letters are ASCII only."""
    ascii_only = bool(pattern.flags & re.ASCII)
    classes = {"d": "0-9" if ascii_only else _DIGIT, "w": "0-9A-Za-z_" if ascii_only else _WORD}
    source, end, inside = [], 0, False
    for match in _PIECE.finditer(pattern.pattern):
        source.append(pattern.pattern[end : match.start()])
        source.append(_piece(match[0], inside, classes))
        inside = match[0] == "[" or (inside and match[0] != "]")
        end = match.end()
    source.append(pattern.pattern[end:])
    return _BEYOND.sub("", "".join(source)), "i" if pattern.flags & re.IGNORECASE else ""


def _piece(piece: str, inside: bool, classes: dict[str, str]) -> str:
    if piece == "(?P<":
        return "(?<"
    if piece == "$" and not inside:
        return r"(?=\n?(?![^]))"
    if piece == r"\Z":
        return "(?![^])"
    named = classes.get(piece[1:]) if piece[0] == "\\" else None
    if named is None:
        return piece
    return named if inside else f"[{named}]"
