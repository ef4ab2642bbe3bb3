"""Work is handed to a department, and nobody in particular must do it.

A department does not pick up a telephone. A step or an escalation names the role that acts, so
that somebody is asked when nothing happens.

Wrong::

    hops:
      - to: dept.finance
        within: 2h
        when: 退款超过承诺时间
        how: 电话催办

Right::

    hops:
      - to: role.finance-clerk
        within: 2h
        when: 退款超过承诺时间
        how: 电话催办
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.rule import Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library, Use

_KEYS = {"who", "to"}


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each step or hop that a department is to do."""
    library = context.library
    for use in library.uses:
        if use.place.route[-1] in _KEYS and _is_department(library, use):
            yield Problem("FLW05", use.place, {"name": library.entries[use.target].label})


def _is_department(library: Library, use: Use) -> bool:
    entry = library.entries.get(use.target)
    source = library.entries.get(use.source)
    if entry is None or entry.kind != "dept" or source is None:
        return False
    return library.documents[source.document].status != "retired"


RULE = Rule(
    code="FLW05",
    severity=Severity.WARNING,
    title=Words("交给部门，没有落到岗位", "Nobody in particular"),
    message=Words(
        "交给了「{name}」，没有写明由哪个岗位办",
        "this is for “{name}”, but for none of its roles",
    ),
    hint=Words("写明由该部门的哪个岗位办", "name the role in that department"),
    check=check,
    module=__name__,
)
