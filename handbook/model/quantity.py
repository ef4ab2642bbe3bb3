"""Quantities: a number or a range with a unit, written ``30s``, ``3 workdays``, ``2-3 items``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import GetPydanticSchema, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

# unit -> (Chinese, English singular, English plural, seconds of calendar time or None)
UNITS: dict[str, tuple[str, str, str, int | None]] = {
    "s": ("秒", "s", "s", 1),
    "min": ("分钟", "min", "min", 60),
    "h": ("小时", "h", "h", 3600),
    "days": ("天", "day", "days", 86_400),
    "workdays": ("个工作日", "working day", "working days", None),
    "weeks": ("周", "week", "weeks", 604_800),
    "months": ("个月", "month", "months", None),
    "quarters": ("个季度", "quarter", "quarters", None),
    "years": ("年", "year", "years", None),
    "rings": ("声", "ring", "rings", None),
    "times": ("次", "time", "times", None),
    "class-hours": ("课时", "class hour", "class hours", None),
    "items": ("件", "item", "items", None),
    "questions": ("题", "question", "questions", None),
    "people": ("人", "person", "people", None),
    "shops": ("家", "shop", "shops", None),
    "sessions": ("场", "session", "sessions", None),
    "characters": ("字", "character", "characters", None),
    "points": ("分", "point", "points", None),
    "m": ("米", "m", "m", None),
    "CNY": ("元", "CNY", "CNY", None),
    "HKD": ("港元", "HKD", "HKD", None),
    "TWD": ("新台币", "TWD", "TWD", None),
    "GBP": ("英镑", "GBP", "GBP", None),
    "EUR": ("欧元", "EUR", "EUR", None),
    "USD": ("美元", "USD", "USD", None),
    "%": ("%", "%", "%", None),
}
# What these last on average, in seconds: a list is put in order by it, nothing is due by it.
_ABOUT = {"workdays": 120_960, "months": 2_629_800, "quarters": 7_889_400, "years": 31_557_600}
# How Traditional Chinese writes those that it writes otherwise.
_TRADITIONAL = {
    "min": "分鐘", "h": "小時", "workdays": "個工作日", "weeks": "週",
    "months": "個月", "quarters": "個季度", "rings": "聲",
    "class-hours": "課時", "questions": "題", "sessions": "場",
    "TWD": "新臺幣", "GBP": "英鎊", "EUR": "歐元",
}  # fmt: skip
SINGULAR = {"days": "day", "workdays": "workday", "weeks": "week", "months": "month"}
"""How one of a unit may be written."""
_UNIT_OF = {"d": "days", **{one: many for many, one in SINGULAR.items()}}
_CALENDAR = ("days", "weeks", "months", "quarters", "years")
TIMES = tuple(unit for unit, (*_, length) in UNITS.items() if length or unit in _ABOUT)
"""The units of lengths of time."""
_NUMBER = r"\d{1,12}(?:\.\d{1,6})?"  # longer ones are slips, or made to become endless
_PARTS = re.compile(rf"^({_NUMBER})(?:-({_NUMBER}))? ?(\S+)$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a closed range with a unit of :data:`UNITS`."""

    value: float
    unit: str
    upper: float | None = None

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Read ``30s`` or ``2-3 items``; raises ValueError for anything else."""
        match = _PARTS.match(text)
        unit = _UNIT_OF.get(match[3], match[3]) if match else ""
        if not match or unit not in UNITS:
            raise ValueError(text)
        upper = float(match[2]) if match[2] else None
        if upper is not None and upper <= float(match[1]):
            raise ValueError(text)
        return cls(float(match[1]), unit, upper)

    @property
    def seconds(self) -> float | None:
        """The upper end in seconds of calendar time, or None where a unit has no fixed length."""
        factor = UNITS[self.unit][3]
        return None if factor is None else (self.upper or self.value) * factor

    @property
    def order(self) -> tuple[str, float]:
        """Where it stands in a list: by its unit, all times being of one, and the upper end."""
        factor = UNITS[self.unit][3] or _ABOUT.get(self.unit)
        most = self.upper or self.value
        return (self.unit, most) if factor is None else ("", most * factor)

    def words(self, language: str) -> str:
        """As a reader of ``language`` expects it: ``30 秒``, ``2～3 件``, ``3 working days``."""
        said = number(self.value)
        if self.upper is not None:
            to = "～" if language.startswith("zh") else "–"
            said += f"{to}{number(self.upper)}"
        chinese, one, many, _ = UNITS[self.unit]
        if language == "zh-Hant":
            unit = _TRADITIONAL.get(self.unit, chinese)
        elif language.startswith("zh"):
            unit = chinese
        else:
            unit = one if self.value == 1 and self.upper is None else many
        return f"{said}%" if unit == "%" else f"{said} {unit}"

    @property
    def written(self) -> str:
        """As it stands in a source: ``30min``, ``1 workday``, ``3 workdays``."""
        one = SINGULAR.get(self.unit) if self.value == 1 and self.upper is None else None
        text = f"1 {one}" if one else str(self)
        return text.replace(" ", "") if self.unit in ("s", "min", "h", "%") else text

    def __str__(self) -> str:
        upper = "" if self.upper is None else f"-{number(self.upper)}"
        return f"{number(self.value)}{upper} {self.unit}"


def measured(value: float, unit: str, language: str) -> str:
    """A number with one of the units, or with words of the author's."""
    written = f"{number(value)} {unit}"
    try:
        return Amount.parse(written).words(language)
    except ValueError:
        return written


def number(value: float) -> str:
    """A number as people write it: all its digits, no exponent, no noughts at the end."""
    return format(Decimal(repr(float(value))).normalize(), "f")


def _validate(text: str) -> Amount:
    try:
        return Amount.parse(text)
    except ValueError:
        raise PydanticCustomError("quantity", "not a quantity", {"value": text}) from None


def _validate_interval(text: str) -> Amount:
    amount = _validate(text)
    whole = amount.value >= 1 and amount.value.is_integer()
    if amount.unit not in _CALENDAR or amount.upper is not None or not whole:
        raise PydanticCustomError("interval", "not an interval", {"value": text})
    return amount


def _validate_duration(text: str) -> Amount:
    try:
        amount = Amount.parse(text)
    except ValueError:
        amount = None
    if amount is None or amount.unit not in TIMES:
        raise PydanticCustomError("duration", "not a length of time", {"value": text})
    return amount


def _spelled(units: Collection[str]) -> str:
    """A pattern for all ways to write units."""
    return "|".join([*units, *(one for one, many in _UNIT_OF.items() if many in units)])


def _pattern(units: Collection[str]) -> str:
    return rf"^{_NUMBER}(-{_NUMBER})? ?({_spelled(units)})$"


def _schema(
    validate: Callable[[str], Amount],
) -> Callable[[Any, Any], core_schema.CoreSchema]:
    schema = core_schema.no_info_after_validator_function(
        validate,
        core_schema.str_schema(strict=True),
        serialization=core_schema.plain_serializer_function_ser_schema(str),
    )
    return lambda _source, _handler: schema


Quantity = Annotated[
    Amount,
    GetPydanticSchema(_schema(_validate)),
    WithJsonSchema({"type": "string", "pattern": _pattern(UNITS)}),
]
Duration = Annotated[
    Amount,
    GetPydanticSchema(_schema(_validate_duration)),
    WithJsonSchema({"type": "string", "pattern": _pattern(TIMES)}),
]
"""A length of time."""
Interval = Annotated[
    Amount,
    GetPydanticSchema(_schema(_validate_interval)),
    WithJsonSchema({"type": "string", "pattern": rf"^0*[1-9]\d*(\.0+)? ?({_spelled(_CALENDAR)})$"}),
]
"""A length of time by the calendar: whole days, weeks, months, quarters or years."""
