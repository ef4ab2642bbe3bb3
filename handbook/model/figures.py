"""Quantities in prose: durations, shares, scores, amounts and counts, Chinese and English.

``figures`` reads what a person would read as a number with a unit, and how it limits: 30秒内,
不低于九成五, 半小时, 2個工作日, within two hours. What is understood stands in
``docs/guide/quantities.md``. Dates, times of day, ordinals, vague numbers (几天, 十几分钟) and set
phrases (十分感谢) are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from handbook.model.prose import REFERENCE, without_code
from handbook.model.quantity import Amount

Bound = Literal[
    "bare", "exactly", "at-most", "at-least", "less-than", "more-than", "about", "scale"
]
"""How a quantity limits: ``bare`` without a word about it, ``scale`` for the top of a scale."""


class Figure(NamedTuple):
    """A quantity and where it stands: ``start`` and ``end`` count characters of the text."""

    start: int
    end: int
    amount: Amount
    bound: Bound


# One character for one, so that positions stay.
_FOLD = str.maketrans(
    "０１２３４５６７８９％．＜＞＝－—–～〜~個兩鐘點週題場時內過於達萬億響鈴聲課滿約遲為"
    "間後圓塊餘問長鎊歐幣臺這壹貳參肆伍陸柒捌玖拾佰仟〇",
    "0123456789%.<>=------个两钟点周题场时内过于达万亿响铃声课满约迟为"
    "间后圆块余问长镑欧币台这一二三四五六七八九十百千零",
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_DOZENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH: dict[str, float] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_DOZENS, 2)},
    **{
        f"{tens}-{_ONES[ones]}": 10 * value + ones
        for value, tens in enumerate(_DOZENS, 2)
        for ones in range(1, 10)
    },
    "a hundred": 100,
    "one hundred": 100,
    "half a": 0.5,
    "half an": 0.5,
}

# Words of a unit, with what must not follow them; a trailing "!" marks words of letters.
_UNITS: dict[str, tuple[str, ...]] = {
    "s": ("秒钟", "秒", "seconds!", "second!", "secs!", "sec!", "s!"),
    "min": ("分钟", "minutes!", "minute!", "mins!", "min!"),
    "h": ("个小时", "小时", "个钟头", "钟头", "个钟", "hours!", "hour!", "hrs!", "hr!", "h!"),
    "workdays": (
        "个工作日", "工作日", "个工作天", "工作天", "个营业日", "营业日",
        "working days!", "working day!", "business days!", "business day!",
        "workdays!", "workday!",
    ),
    "days": (
        "个自然日", "自然日", "天", "日(?=内|之内|以内|无理由)",
        "calendar days!", "calendar day!", "days!", "day!", "d!",
    ),
    "weeks": ("个星期", "星期", "个礼拜", "礼拜", "周(?![年边期岁])", "weeks!", "week!"),
    "months": ("个月", "months!", "month!"),
    "quarters": ("个季度", "季度", "quarters!", "quarter!"),
    "years": ("年(?![级代初末底度份])", "years!", "year!"),
    "rings": ("声铃响", "声", "响", "rings!", "ring!"),
    "times": ("次(?![日月年级性序要])", "times!"),
    "class-hours": ("个课时", "课时", "class hours!", "class hour!", "class-hours!"),
    "items": ("件", "款(?![项待式])", "items!", "item!", "products!"),
    "questions": ("道题", "题", "个问题", "questions!", "question!"),
    "people": ("人(?![员工次民生])", "名(?![称单字])", "位(?![数置])", "people!", "persons!"),
    "shops": ("家门店", "家店", "家(?![人庭具电])", "个门店", "shops!", "shop!", "stores!"),
    "sessions": ("场(?![景所合地])", "sessions!", "session!"),
    "characters": ("个字", "字(?![段母符面节体])", "characters!", "character!"),
    "points": ("分(?![钟之析别类组配级店公部批布支歧拣行段制])", "points!", "point!", "pts!"),
    "m": ("米(?![饭])", "metres!", "metre!", "meters!", "meter!", "m!"),
    "CNY": ("元", "块钱", "块", "圆", "yuan!", "CNY!", "RMB!"),
    "HKD": ("港元", "港币", "HKD!"),
    "TWD": ("新台币", "台币", "TWD!", "NTD!"),
    "GBP": ("英镑", "pounds sterling!", "pounds(?! of )!", "pound(?! of )!", "GBP!"),
    "EUR": ("欧元", "euros!", "euro!", "EUR!"),
    "USD": ("美元", "美金", "dollars!", "dollar!", "USD!"),
    "%": ("%", "percent!", "per cent!"),
}  # fmt: skip
# What stands before an amount of money.
_MONEY = {
    "¥": "CNY", "￥": "CNY", "RMB": "CNY", "CNY": "CNY", "HK$": "HKD", "HKD": "HKD", "NT$": "TWD",
    "TWD": "TWD", "£": "GBP", "GBP": "GBP", "€": "EUR", "EUR": "EUR", "US$": "USD", "$": "USD",
    "USD": "USD",
}  # fmt: skip
_UNIT_OF = {
    re.sub(r"\(.*\)|!", "", word).casefold(): unit
    for unit, words in _UNITS.items()
    for word in words
}


def _alternatives(words: list[str]) -> str:
    longest = sorted(words, key=lambda word: -len(re.sub(r"\(.*\)", "", word)))
    return "|".join(f"{word[:-1]}(?![A-Za-z])" if word[-1] == "!" else word for word in longest)


_FLAGS = re.IGNORECASE | re.ASCII  # without ASCII the sign of kelvin is a k, which no table knows
_UNIT = _alternatives([word for words in _UNITS.values() for word in words])
_ARABIC = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_NUMERAL = r"[零一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?"
_COIN = "|".join(map(re.escape, _MONEY))
_COMPOUND = rf"(?:{'|'.join(_DOZENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?"
_SINGLE = sorted((word for word in _ENGLISH if "-" not in word), key=len, reverse=True)
_WORDS = "|".join([_COMPOUND, *(word for word in _SINGLE if word not in _DOZENS)])
_NUMBER = rf"(?:{_ARABIC})[百千万亿]?|{_NUMERAL}|(?<![A-Za-z-])(?:{_WORDS})(?![A-Za-z])"
_BEFORE = r"(?<!\d[.,:/])(?<![¥￥£€$])(?<![¥￥£€$] )"
_BEFORE += r"(?<![\d第几数零一二两三四五六七八九十百千万亿点A-Za-z_#])"
_HALVED = r"个?小时|个?钟头|个?月|个?工作日|天|年(?![级代])|个?星期|个?季度"
# Money with these is another amount, or none that is sure: $1.5k, £2 million, ¥20-30, €1.000.
_SCALED = r"[百千万亿克]|[.,-]?\d|[kmbt]n?(?![A-Za-z])| ?(?:hundred|thousand|[mb]illion)"
_DOTTED = r"[1-9]\d{0,2}\.\d{3}(?!\d)"
# Behind these 日 counts days, as law does; else it is mostly the day of a month.
_UP_TO = "(?:(?<=超过|最长|至多|最多|长至)|(?<=超过 |最长 |至多 |最多 |长至 ))"
_PATTERN = re.compile(
    rf"{_BEFORE}(?:"
    rf"百分之(?P<share>{_NUMBER})"
    rf"|(?P<tenths>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<half>[一二三四五六七八九]?)(?![为本立功效熟交])"
    rf"|(?P<top>{_NUMBER}|百)分制"
    rf"|(?P<points>{_NUMBER})[- ]point scale"
    rf"|scale of (?P<least>{_NUMBER}) to (?P<most>{_NUMBER})"
    rf"|(?P<quarters>[一二两三]|\d)刻钟|(?P<quarter>a quarter of an hour)"
    rf"|半(?P<halved>{_HALVED})"
    rf"|{_UP_TO}(?P<days>{_NUMBER}) ?日(?![前止期常历游])"
    rf"|(?P<coin>{_COIN}) ?(?!{_DOTTED})(?P<money>(?:{_ARABIC})[百千万亿]?)(?!{_SCALED})"
    rf"|(?!{_DOTTED} ?(?:EUR|euro|欧元))(?P<low>{_NUMBER})(?P<and>个半|[ -]and a half)?"
    rf"(?:%?[ ]?(?:-|至|到|to)[ ]?(?P<high>{_NUMBER}))?[ -]?(?:of an )?(?P<unit>{_UNIT})"
    r"(?P<more>半(?![价数]))?"
    r")",
    _FLAGS,
)

_NEXT = "".join(
    sorted({re.sub(r"\(.*", "", word)[0] for words in _UNITS.values() for word in words})
)
_SIGNS = r"\d零一二两三四五六七八九十百千万亿"
# What a quantity may begin with: cheap to look for, so that the pattern is seldom tried in vain.
_START = re.compile(
    rf"(?<![{_SIGNS}])[{_SIGNS}半][{_SIGNS}点.,]{{0,24}}[ -]?(?=[{_NEXT}之成分刻制个至到-])"
    r"|[¥￥£€$]|(?<![A-Za-z])[acefghnorstuz]",
    _FLAGS,
)
_LONGEST = 20
"""So many characters of a number are read: nothing in a handbook counts further."""

_BOUNDS_BEFORE: tuple[tuple[str, Bound], ...] = (
    (r"不(?:得|能|可|应|会|要)?(?:超过|超出|高于|多于|大于|晚于|迟于|长于)", "at-most"),
    (r"不(?:得|能|可|应|会|要)?(?:低于|少于|小于|短于|早于)", "at-least"),
    (r"至多|最多|最长|延长至|最迟|最晚|最高|上限(?:为|是)?|控制在|≤|<=", "at-most"),
    (r"within|(?:no|not) (?:more|longer|later) than|at most|up to|maximum of", "at-most"),
    (r"至少|最少|最低|起码|达到?|下限(?:为|是)?|≥|>=", "at-least"),
    (r"at least|no less than|not less than|no fewer than|minimum of", "at-least"),
    (r"低于|少于|小于|短于|不到|不足|不满|<|less than|fewer than|under|below", "less-than"),
    (r"超过|超出|高于|多于|大于|长于|逾|>|more than|over|above|exceed(?:s|ing)?", "more-than"),
    (r"longer than|later than", "more-than"),
    (r"(?:大约|大概|将近|约)(?:需要?|要)?|about|around|approximately|nearly", "about"),
    (r"为|是|等于|即|[:：=]|is|are", "exactly"),
    (r"[时期]限|需要?|(?<![只不还])要", "exactly"),
)
_BOUNDS_AFTER: tuple[tuple[str, Bound], ...] = (
    (r"(?:之内|以内|内(?![容部外])|(?:及|或)?以下)|or less|or fewer|at most|or under", "at-most"),
    (r"(?:及|或)?以上|起(?![初来点])|or more|at least|or above|and above", "at-least"),
    (r"左右|上下|or so", "about"),
)
_WHICH = re.compile("(?:[同这那某另后上下头任]|(?<!提)前)$")
_WINDOW = 16
_YEAR = 1900  # 2026年 names a year, it does not count them
_MINUTES, _TENTH, _QUARTER = 60, 10, 15


def _any(bounds: tuple[tuple[str, Bound], ...], shape: str) -> re.Pattern[str]:
    groups = "|".join(f"(?P<b{at}>{words})" for at, (words, _) in enumerate(bounds))
    return re.compile(shape.format(groups), _FLAGS)


# Letters are words by themselves: "is" is not the end of "this".
_AHEAD = _any(_BOUNDS_BEFORE, r"(?<![A-Za-z])(?:{}) ?(?:的|an? )?$")
_BEHIND = _any(_BOUNDS_AFTER, r" ?(?:的时间)?(?:{})")


def figures(text: str) -> list[Figure]:
    """Every quantity in a text, in its order; what stands in code or a reference is left out."""
    return list(_joined(text, _spelt(text)))


def grammar() -> dict[str, Any]:
    """The expressions and tables that figures are read by, for a browser that reads them too."""
    return {
        "pattern": _PATTERN, "start": _START, "ahead": _AHEAD, "behind": _BEHIND, "which": _WHICH,
        "fold": "".join(chr(one) + chr(other) for one, other in _FOLD.items()),
        "units": _UNIT_OF, "money": _MONEY, "english": _ENGLISH, "digits": _DIGITS, "tens": _TENS,
        "myriads": _MYRIADS, "longest": _LONGEST, "window": _WINDOW, "year": _YEAR,
        "before": [bound for _, bound in _BOUNDS_BEFORE],
        "after": [bound for _, bound in _BOUNDS_AFTER],
    }  # fmt: skip


def unit_of(words: str) -> str | None:
    """The unit of :data:`~handbook.model.quantity.UNITS` that is called so: 分钟, percent, 分."""
    return _UNIT_OF.get(words.translate(_FOLD).strip().casefold())


def prose_of(text: str) -> str:
    """A text as long as the given one, with NUL signs for code and references."""
    shown = without_code(text)
    return REFERENCE.sub(lambda found: "\0" * len(found[0]), shown) if "[[" in shown else shown


def _spelt(text: str) -> Iterator[Figure]:
    folded = prose_of(text).translate(_FOLD)
    for match in _matches(folded):
        amount = _amount(match)
        if amount is not None:
            bound = "scale" if _is_scale(match) else _bound(folded, match.start(), match.end())
            yield Figure(match.start(), match.end(), amount, bound)


def _matches(folded: str) -> Iterator[re.Match[str]]:
    """As ``finditer`` of the whole pattern, which is tried only where a number may begin."""
    start = _START.search(folded)
    while start:
        match = _PATTERN.match(folded, start.start())
        if match:
            yield match
        start = _START.search(folded, match.end() if match else start.start() + 1)


def _is_scale(match: re.Match[str]) -> bool:
    return any(match[name] for name in ("top", "points", "least"))


def _amount(match: re.Match[str]) -> Amount | None:
    for name, read in _SPECIAL.items():
        if match[name]:
            return read(match)
    return _counted(match)


def _days(match: re.Match[str]) -> Amount | None:
    value = _number(match["days"])
    return None if value is None else Amount(value, "days")


def _share(match: re.Match[str]) -> Amount | None:
    value = _number(match["share"])
    return None if value is None else Amount(value, "%")


def _tenths(match: re.Match[str]) -> Amount | None:
    value = _number(match["tenths"]) or 0
    return Amount(_TENTH * value + _DIGITS.get(match["half"], 0), "%")


def _top(match: re.Match[str]) -> Amount | None:
    words = match["top"] or match["points"]
    value = 100.0 if words == "百" else _number(words)
    return None if value is None else Amount(value, "points")


def _ends(match: re.Match[str]) -> Amount | None:
    return _range(_number(match["least"]), _number(match["most"]), "points")


def _quarters(match: re.Match[str]) -> Amount | None:
    return Amount(_QUARTER * (_number(match["quarters"] or "1") or 1), "min")


def _halved(match: re.Match[str]) -> Amount | None:
    unit = _unit(match["halved"] if match["halved"] != "月" else "个月")
    return Amount(30.0, "min") if unit == "h" else Amount(0.5, unit)


def _money(match: re.Match[str]) -> Amount | None:
    value = _number(match["money"])
    return None if value is None else Amount(value, _MONEY[match["coin"].upper()])


_SPECIAL: dict[str, Callable[[re.Match[str]], Amount | None]] = {
    "share": _share,
    "tenths": _tenths,
    "top": _top,
    "points": _top,
    "least": _ends,
    "quarters": _quarters,
    "quarter": _quarters,
    "halved": _halved,
    "days": _days,
    "money": _money,
}


def _counted(match: re.Match[str]) -> Amount | None:
    unit, words = _unit(match["unit"]), match["low"]
    if _is_phrase(words, unit, match):
        return None
    pair = _pair(words)
    low, high = pair or (_number(words), _number(match["high"]) if match["high"] else None)
    if low is None or (unit == "years" and low >= _YEAR) or (match["high"] and high is None):
        return None
    half = 0.5 if match["and"] or match["more"] else 0.0
    amount = _range(low + half, high, unit)
    return _minutes(amount) if amount else None


def _is_phrase(words: str, unit: str, match: re.Match[str]) -> bool:
    """十分感谢 is no score of ten, and 同一天, 下一周 say which, not how many."""
    if match["high"]:
        return False
    if unit == "points" and words == "十":
        return True
    return words in ("一", "1") and bool(_WHICH.search(match.string[: match.start()][-2:]))


def _minutes(amount: Amount) -> Amount:
    """Half hours in minutes, as half an hour is written as a limit."""
    if amount.unit == "h" and amount.value % 1 and amount.upper is None:
        return Amount(amount.value * _MINUTES, "min")
    return amount


def _range(low: float | None, high: float | None, unit: str) -> Amount | None:
    if low is None or (high is not None and high <= low):
        return None
    return Amount(low, unit, high)


def _unit(words: str) -> str:
    return _UNIT_OF[words.casefold()]


def _number(words: str) -> float | None:
    """A number in digits, Chinese numerals or English words; None for what is none."""
    if words.casefold() in _ENGLISH:
        return _ENGLISH[words.casefold()]
    if len(words) > _LONGEST:
        return None
    factor = 1
    if words[0].isdigit() and words[-1] in "百千万亿":
        factor, words = {**_TENS, **_MYRIADS}[words[-1]], words[:-1]
    if words[0].isdigit():
        return factor * float(words.replace(",", ""))
    whole, _, rest = words.partition("点")
    value = _numeral(whole)
    if value is None or not rest:
        return value
    return float(f"{value:.0f}.{''.join(str(_DIGITS[digit]) for digit in rest)}")


def _numeral(words: str) -> float | None:
    """三十 is 30, 一百零五 is 105, 两万 is 20,000; 二〇 and 三四 are no such numerals."""
    total, group, digit = 0, 0, None
    if words[0] in "百千万亿":
        return None
    for sign in words:
        if sign in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[sign]
        elif sign in _TENS:
            group += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        else:
            total = (total + group + (digit or 0)) * _MYRIADS[sign]
            group, digit = 0, None
    return float(total + group + (digit or 0))


def _pair(words: str) -> tuple[float, float] | None:
    """两三天 is 2 to 3 days."""
    if len(words) == 2 and all(sign in _DIGITS for sign in words):  # noqa: PLR2004
        low, high = (_DIGITS[sign] for sign in words)
        return (float(low), float(high)) if 0 < low == high - 1 else None
    return None


def _bound(text: str, start: int, end: int) -> Bound:
    ahead = _named(_AHEAD.search(text[max(0, start - _WINDOW) : start]), _BOUNDS_BEFORE)
    behind = _named(_BEHIND.match(text, end), _BOUNDS_AFTER)
    return (behind or ahead or "bare") if ahead in (None, "exactly") else ahead


def _named(match: re.Match[str] | None, bounds: tuple[tuple[str, Bound], ...]) -> Bound | None:
    return bounds[int((match.lastgroup or "b0")[1:])][1] if match else None


def _joined(text: str, found: Iterator[Figure]) -> Iterator[Figure]:
    """1小时30分 is one duration of 90 minutes."""
    last: Figure | None = None
    for figure in found:
        beside = last and not text[last.end : figure.start].strip(" ")
        joined = _sum(last, figure) if last and beside else None
        if last and not joined:
            yield last
        last = joined or figure
    if last:
        yield last


def _sum(first: Figure, second: Figure) -> Figure | None:
    parts = (first.amount.unit, second.amount.unit)
    unit = {("h", "min"): "min", ("h", "points"): "min", ("min", "s"): "s", ("points", "s"): "s"}
    if parts not in unit or first.amount.upper or second.amount.upper:
        return None
    value = first.amount.value * _MINUTES + second.amount.value
    bound = second.bound if first.bound in ("bare", "exactly") else first.bound
    return Figure(first.start, second.end, Amount(value, unit[parts]), bound)
