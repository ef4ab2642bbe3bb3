"""Amounts side by side: whether two say the same, and which of two limits is the longer."""

from __future__ import annotations

from handbook.check.rule import Words
from handbook.model.library import Library
from handbook.model.quantity import Amount
from handbook.model.service_level import ServiceLevel, Standard

# A working day is at least a day of waiting; months and years are only ever compared roughly.
_ROUGHLY = {"workdays": 86_400, "months": 2_592_000, "quarters": 7_776_000, "years": 31_536_000}


def seconds(amount: Amount) -> float | None:
    """The upper end as a length of time in seconds, or None for what is no time."""
    if amount.seconds is not None:
        return amount.seconds
    factor = _ROUGHLY.get(amount.unit)
    return None if factor is None else (amount.upper or amount.value) * factor


def dimension(amount: Amount) -> str:
    """What is measured: ``time``, or the unit itself."""
    return "time" if seconds(amount) is not None else amount.unit


def same(one: Amount, other: Amount) -> bool:
    """Whether two amounts say the same: 24 h and 1 day do, 3 days and 3 working days do not."""
    return _exact(one) == _exact(other)


def _exact(amount: Amount) -> tuple[str, float, float | None]:
    if amount.seconds is None:
        return amount.unit, amount.value, amount.upper
    lower = amount.value * amount.seconds / (amount.upper or amount.value or 1)
    return "s", lower, amount.upper and amount.seconds


def size(amount: Amount) -> float:
    """A number to compare amounts of one dimension by: seconds, or the upper end."""
    length = seconds(amount)
    return (amount.upper or amount.value) if length is None else length


def limit_of(library: Library, limit: Amount | str | None) -> Amount | None:
    """A limit's amount: its own, or that of the service level or standard that it names."""
    if not isinstance(limit, str):
        return limit
    entry = library.entries.get(limit)
    return None if entry is None else value_of(entry.value)


def value_of(item: object) -> Amount | None:
    """The amount that a service level or a counted standard sets; None for a rule in words."""
    if isinstance(item, ServiceLevel):
        return item.limit
    return item.value if isinstance(item, Standard) else None


def words(amount: Amount) -> Words:
    """An amount as a message tells it: ``3 个工作日``, ``3 working days``."""
    return Words(amount.words("zh-Hans"), amount.words("en"))
