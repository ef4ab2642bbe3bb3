"""What a reference to an item says: its value, its title or its wording."""

from __future__ import annotations

from handbook.model.kpi import KpiItem
from handbook.model.library import Entry
from handbook.model.programme import Finding, Goal
from handbook.model.quantity import Amount
from handbook.model.script import ScriptItem
from handbook.model.service_level import ServiceLevel, Standard

_SIGNS = {"higher": "≥", "lower": "≤"}
# Beyond these there is nothing: a sign would only puzzle.
_BOUNDS = {("higher", "%", 100), ("lower", "%", 0)}


def value_of(entry: Entry, language: str) -> str:
    """The value of a quantity, the wording of a script, the label of anything else."""
    value = entry.value
    match value:
        case ServiceLevel():
            return value.limit.words(language) if value.limit else str(value.rule)
        case Standard() | Finding():
            return value.value.words(language)
        case Goal():
            return value.target.words(language)
        case KpiItem():
            return target_of(value, language) or value.name
        case ScriptItem():
            return value.text
    return entry.label


def target_of(kpi: KpiItem, language: str) -> str:
    """A KPI's target as ``≥ 4.8 分``; empty where it has none."""
    if kpi.target is None:
        return ""
    number = measured(kpi.target, kpi.unit, language)
    if (kpi.direction, kpi.unit, kpi.target) in _BOUNDS:
        return number
    return f"{_SIGNS[kpi.direction]} {number}"


def measured(number: float, unit: str, language: str) -> str:
    """A number with a KPI's unit: one of the quantity units, or words of the author's."""
    try:
        return Amount.parse(f"{number:g} {unit}").words(language)
    except ValueError:
        return f"{number:g} {unit}"
