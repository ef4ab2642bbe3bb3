"""Two things have the same id.

Whoever quotes the id would be shown one of them, and nobody could say which. Both places are
named.

Wrong::

    scripts:
      - id: script.greeting
        title: 电话问候
      - id: script.greeting
        title: 在线问候

Right::

    scripts:
      - id: script.greeting-phone
        title: 电话问候
      - id: script.greeting-chat
        title: 在线问候
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.form import FormItem
from handbook.model.policy import Policy
from handbook.source import Place, Route


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each id twice in one policy or form; loading tells all others."""
    library = context.library
    for policy in library.of_kind(Policy.KIND):
        yield from _double(library.file_of(policy.id), _chapters_and_articles(policy))
    for entry in library.entries.values():
        if isinstance(entry.value, FormItem):
            yield from _double(entry.place.file, _fields(entry.value, entry.place.route[:-1]))


def _chapters_and_articles(policy: Policy) -> Iterator[tuple[str, Route]]:
    told: set[str] = set()  # articles that share an id are told by loading
    for number, chapter in enumerate(policy.chapters):
        yield chapter.id, ("chapters", number, "id")
        for place, article in enumerate(chapter.articles):
            if article.id not in told:
                told.add(article.id)
                yield article.id, ("chapters", number, "articles", place, "id")


def _fields(form: FormItem, route: Route) -> Iterator[tuple[str, Route]]:
    for number, section in enumerate(form.sections):
        for place, field in enumerate(section.fields):
            yield field.id, (*route, "sections", number, "fields", place, "id")


def _double(file: str, ids: Iterable[tuple[str, Route]]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for name, route in ids:
        place = Place(file, route)
        if first.setdefault(name, place) is not place:
            yield Problem("REF02", place, {"id": name}, ((first[name], "first"),))


RULE = Rule(
    code="REF02",
    severity=Severity.ERROR,
    title=Words("编号重复", "Duplicate id"),
    message=Words("编号「{id}」已经用过", "the id “{id}” is already taken"),
    hint=Words(
        "给后写的一个换新编号；已经发布的编号不能改，也不能再用",
        "give the later one a new id; an id once published must not change nor be used again",
    ),
    check=check,
    module=__name__,
    vocabulary={"label": {"first": Words("先用这个编号的地方", "first used here")}},
)
