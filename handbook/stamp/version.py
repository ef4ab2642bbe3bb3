"""Version numbers: MAJOR.MINOR.PATCH stand for structural, normative and editorial changes."""

from __future__ import annotations

from handbook.stamp.history import CLASSES, Class

Number = tuple[int, int, int]


def number(version: str) -> Number:
    """A version as numbers that compare; raises ValueError for what is none."""
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def raised(version: str, change: Class) -> str:
    """The version after a change of a class."""
    major, minor, patch = number(version)
    match change:
        case "structural":
            return f"{major + 1}.0.0"
        case "normative":
            return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def raise_of(before: str, after: str) -> Class | None:
    """The class that the step from one version to another stands for; None where it is no raise."""
    old, new = number(before), number(after)
    if new <= old:
        return None
    if new[0] > old[0]:
        return "structural"
    return "normative" if new[1] > old[1] else "editorial"


def rank(change: Class) -> int:
    """Order from the mildest class."""
    return CLASSES.index(change)
