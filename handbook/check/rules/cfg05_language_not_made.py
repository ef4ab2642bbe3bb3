"""handbook.yml lists a language that no edition is made in.

The sources are written in the first of ``languages``. Traditional Chinese is made of Simplified;
nothing else is translated, so whoever waits for the other edition waits in vain.

Wrong::

    languages: [zh-Hans, en]

Right::

    languages: [zh-Hans, zh-Hant]
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each further language that the sources are not turned into."""
    library = context.library
    settings = library.settings
    if settings is None:
        return
    why = "" if settings.language == "zh-Hans" else "none"
    for number, language in enumerate(settings.languages[1:], 1):
        if language not in settings.translations:
            place = Place(library.settings_file, ("languages", number))
            args = {"language": language, "source": settings.language, "why": why}
            yield Problem("CFG05", place, args)


_HINT = Words(
    "删去「{language}」；那种语言的手册是另一个项目，有自己的源文件",
    "leave “{language}” out; a handbook in it is a project of its own, with its own sources",
)

RULE = Rule(
    code="CFG05",
    severity=Severity.WARNING,
    title=Words("不会生成的语言版本", "Language without an edition"),
    message=Words(
        "不会有「{language}」版：由简体的源文件只能转出繁体版（zh-Hant）",
        "there will be no edition in “{language}”: "
        "of Simplified sources only a Traditional one (zh-Hant) is made",
    ),
    hint=_HINT,
    check=check,
    module=__name__,
    cases={
        "none": Case(
            Words(
                "不会有「{language}」版：「{source}」的源文件不转成别的语言",
                "there will be no edition in “{language}”: "
                "nothing is made of sources in “{source}”",
            ),
            _HINT,
        )
    },
)
