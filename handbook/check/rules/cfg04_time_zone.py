"""The time zone in handbook.yml does not exist.

Days begin and end by it: a document would come into force at the wrong hour.

Wrong::

    time_zone: 北京时间

Right::

    time_zone: Asia / Shanghai
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem where the time zone has no meaning."""
    settings = context.library.settings
    if settings is None:
        return
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place = Place(context.library.settings_file, ("time_zone",))
        near = _near(settings.time_zone)
        yield Problem(
            "CFG04",
            place,
            {"zone": settings.time_zone, "near": near, "why": "near" if near else ""},
        )


def _near(zone: str) -> str:
    """The zone of the city that is meant; empty where none looks like it."""
    cities = {
        _city(name): name
        for name in sorted(available_timezones())
        if "/" in name and not name.startswith("Etc/")
    }
    near = get_close_matches(_city(zone), cities, n=1, cutoff=0.7)
    return cities[near[0]] if near else ""


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].strip().casefold().replace(" ", "_")


RULE = Rule(
    code="CFG04",
    severity=Severity.ERROR,
    title=Words("时区不存在", "Unknown time zone"),
    message=Words("没有时区「{zone}」", "there is no time zone “{zone}”"),
    hint=Words(
        "写「大洲/城市」的英文名，如 Asia/Shanghai",
        "write it as area and city, such as Asia/Shanghai",
    ),
    cases={
        "near": Case(
            Words("没有时区「{zone}」", "there is no time zone “{zone}”"),
            Words("可能是「{near}」", "perhaps {near}"),
        )
    },
    check=check,
    module=__name__,
)
