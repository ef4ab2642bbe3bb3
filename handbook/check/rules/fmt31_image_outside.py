"""A picture comes from outside the sources.

A picture from the web or from somebody's own folder is not under version control: it can change or
vanish, and a print would have a gap.

Wrong::

    pictures:
      - file: https://example.com/counter.png
        alt: 柜台布置

Right::

    pictures:
      - file: images/counter.png
        alt: 柜台布置
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.pictures import name_of
from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each picture whose path leaves the sources."""
    for picture in context.library.pictures:
        if name_of(picture.file) is None:
            yield Problem("FMT31", picture.place, {"file": picture.file})


RULE = Rule(
    code="FMT31",
    severity=Severity.ERROR,
    title=Words("图片在手册之外", "Picture from outside"),
    message=Words(
        "图片「{file}」不在 sop_sources 之内",
        "the picture “{file}” is not inside sop_sources",
    ),
    hint=Words(
        "把图片存进 sop_sources/images，写从 sop_sources 算起的路径，分隔符用「/」",
        "save it to sop_sources/images and write its path from sop_sources, with “/” between",
    ),
    check=check,
    module=__name__,
)
