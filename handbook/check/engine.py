"""Run the rules over a library and put every finding into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter

from handbook.check.cover import with_covered_words
from handbook.check.local import Local
from handbook.check.registry import BY_CODE, RULES
from handbook.check.rule import Check, Context, Rule
from handbook.check.waive import Waivers
from handbook.config import LANGUAGES
from handbook.diagnostics import Diagnostic, Problem, Related, Severity
from handbook.load.collector import collector_paused
from handbook.load.parallel import each
from handbook.model.library import Library
from handbook.model.settings import Checks
from handbook.progress import CHECKING, Progress, silent
from handbook.source import Place, Span
from handbook.stamp.history import histories

_MANY = 200
"""From so many documents on the families of rules are worth processes of their own."""
_MOST = 300
"""So many findings of one file are told."""


def check(
    library: Library,
    today: date,
    language: str = "zh-Hans",
    rules: Iterable[Rule] = RULES,
    base: Library | None = None,
    progress: Progress = silent,
) -> list[Diagnostic]:
    """All findings, sorted by file and position; waived ones and those switched off left out.

    As :func:`problems_in` and :func:`judge`.
    """
    rules = tuple(rules)
    found = problems_in(library, today, rules, base, progress)
    return judge(library, found, today, language, {rule.code for rule in rules})


@collector_paused()
def problems_in(
    library: Library,
    today: date,
    rules: Sequence[Rule] = RULES,
    base: Library | None = None,
    progress: Progress = silent,
) -> list[Problem]:
    """What was wrong while reading, and what rules find.

    ``base`` holds the sources of the revision that they are compared with.
    """
    past = histories(library.history)
    codes = frozenset(BY_CODE)
    local = Local(library, today, library.cache if rules == RULES else None)
    wide = Context(library, today, codes, past, base)
    near = Context(local.stale, today, codes)
    manner = attrgetter("local", "family")
    jobs = [  # those that read all texts come first, since they take longest
        (list(some), near if is_local else wide)
        for (is_local, _), some in groupby(sorted(rules, key=manner, reverse=True), manner)
    ]
    many = len(near.library.documents) >= _MANY
    told = partial(progress, CHECKING)
    found = each(lambda job: _run(*job), jobs, 1 if many else len(jobs) + 1, 1, told)
    results = list(zip(jobs, found, strict=True))
    everywhere = [one for (_, context), some in results if context is wide for one in some]
    nearby = [one for (_, context), some in results if context is near for one in some]
    return [*library.problems, *everywhere, *local.complete(nearby)]


def judge(
    library: Library,
    problems: Iterable[Problem],
    today: date,
    language: str,
    ran: Iterable[str] = (),
) -> list[Diagnostic]:
    """Problems in words, by the severities and waivers of the sources.

    ``ran`` names the rules that looked at everything: a waiver of one that waives nothing is told.
    """
    words = _Words(library, language)
    waivers = Waivers(library, today)
    found = {one: about for about in problems if (one := words.finding(about)) is not None}
    kept = [one for one, about in found.items() if not waivers.accept(one, _messages(one, about))]
    idle = (words.finding(problem) for problem in waivers.problems(frozenset(ran)))
    told = [*kept, *(one for one in idle if one is not None)]
    return _told(sorted(with_covered_words(told, library.sources)), words)


def _told(findings: Sequence[Diagnostic], words: _Words) -> list[Diagnostic]:
    """The findings, of each file as many as anybody reads, the gravest first."""
    count = Counter(one.span.file for one in findings)
    if not count or max(count.values()) <= _MOST:
        return list(findings)
    left = Counter[str]()
    told = []
    for one in sorted(findings, key=lambda one: one.severity):
        left[one.span.file] += 1
        if left[one.span.file] <= _MOST:
            told.append(one)
    more = (
        words.finding(Problem("CFG06", Span(file), {"count": number - _MOST}))
        for file, number in left.items()
        if number > _MOST
    )
    return sorted([*told, *(one for one in more if one is not None)])


def _messages(finding: Diagnostic, problem: Problem) -> Callable[[], list[str]]:
    """A finding's message in both languages, put into words only when it is asked for."""
    if finding.code != problem.code:  # the problem could not be said
        return lambda: [finding.message]
    rule = BY_CODE[problem.code]
    return lambda: [rule.say(language, problem.args)[0] for language in LANGUAGES.values()]


def _run(rules: Iterable[Rule], context: Context) -> list[Problem]:
    """What some rules find; they share what they make of the context."""
    return [
        problem
        for rule in rules
        if rule.check is not None and not (rule.absence and context.library.unread)
        for problem in _found(rule.code, rule.check, context)
    ]


def _found(name: str, one: Check, context: Context) -> Iterator[Problem]:
    try:
        yield from one(context)
    except Exception as error:  # noqa: BLE001 - a broken rule must not hide what the others found
        yield _broken(name, error)


def _broken(name: str, error: Exception) -> Problem:
    detail = f"{type(error).__name__}: {error}"
    return Problem("CFG09", Span("handbook.yml"), {"rule": name, "detail": detail[:200]})


class _Words:
    """Puts problems into words, with the severities that handbook.yml sets."""

    def __init__(self, library: Library, language: str) -> None:
        self.library = library
        self.language = language
        settings = library.settings
        self.severity = (settings.checks if settings else Checks()).severity
        self.seen: Counter[tuple[str, Place]] = Counter()

    def finding(self, problem: Problem) -> Diagnostic | None:
        rule = BY_CODE.get(problem.code)
        if rule is None:
            error = LookupError(f"no rule of the code {problem.code}")
            return self.finding(_broken(problem.code, error))
        word = self.severity.get(rule.code, rule.severity.word)
        if word == "off":
            return None
        try:
            return self.say(rule, problem, Severity[word.upper()])
        except (KeyError, IndexError, ValueError) as error:
            if rule.code == "CFG09":
                raise
            return self.finding(_broken(rule.code, error))

    def say(self, rule: Rule, problem: Problem, severity: Severity) -> Diagnostic:
        message, hint = rule.say(self.language, problem.args)
        related = tuple(
            Related(self.library.locate(at), rule.label(self.language, label))
            for at, label in problem.related
        )
        at = self.span(problem)
        return Diagnostic(at, severity, rule.code, message, hint, related, problem.fix)

    def span(self, problem: Problem) -> Span:
        """Where; told of one text several times, a problem stands at one occurrence each time."""
        at = problem.at
        if isinstance(at, Span) or not at.needle:
            return self.library.locate(at)
        self.seen[problem.code, at] += 1
        return self.library.locate(at, self.seen[problem.code, at] - 1)
