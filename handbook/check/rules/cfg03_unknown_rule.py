"""The configuration names a rule that does not exist.

A misspelt code switches nothing off and accepts nothing, and nobody would notice.

Wrong::

    checks:
      severity: {REF5: off}

Right::

    checks:
      severity: {REF05: "off"}
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Waiver
from handbook.source import Place


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each code in the configuration that no rule has."""
    for code, place in _named(context):
        if code not in context.codes:
            near = difflib.get_close_matches(code, sorted(context.codes), n=1, cutoff=0.6)
            args = {"code": code, "near": "".join(near), "why": "near" if near else ""}
            yield Problem("CFG03", place, args)


def _named(context: Context) -> Iterator[tuple[str, Place]]:
    library = context.library
    if library.settings is not None:
        file, checks = library.settings_file, library.settings.checks
        for code in checks.severity:
            yield code, Place(file, ("checks", "severity", code), key=True)
        yield from _waived(checks.waive, Place(file, ("checks", "waive")))
    for document in library.documents.values():
        yield from _waived(document.waive, Place(library.file_of(document.id), ("waive",)))


def _waived(waivers: tuple[Waiver, ...], at: Place) -> Iterator[tuple[str, Place]]:
    for number, waiver in enumerate(waivers):
        yield waiver.rule, Place(at.file, (*at.route, number, "rule"))


_MESSAGE = Words("没有规则「{code}」", "there is no rule “{code}”")

RULE = Rule(
    code="CFG03",
    severity=Severity.ERROR,
    title=Words("配置里的规则不存在", "Unknown rule"),
    message=_MESSAGE,
    hint=Words(
        "规则代码写在每条问题的开头，如 REF05",
        "the code of a rule stands at the head of each finding, such as REF05",
    ),
    check=check,
    module=__name__,
    cases={"near": Case(_MESSAGE, Words("是不是「{near}」？", "did you mean “{near}”?"))},
)
