"""CODEOWNERS does not say what ``teams`` and the documents say.

The forge asks whom it names for reviews. A document that was moved, is new or has another owner or
approver would be reviewed by the wrong people, or by nobody. A file that ``handbook owners`` did
not write is left alone.

Wrong (SOP-RET-01 was moved to dept.shop)::

    /sop_sources/sops/SOP-RET-01.yml @wang @company/service

Right::

    handbook owners --write
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.codeowners import lines, unknown_teams
from handbook.check.rule import Case, Context, Rule, Words
from handbook.config import CODEOWNERS
from handbook.diagnostics import Problem, Severity
from handbook.model.library import Library
from handbook.source import Place, Span

_OURS = "handbook owners"
"""What the first line says of a file that the tool wrote."""
_MOST = 3


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each such file, and for each key of ``teams`` that nobody is."""
    library = context.library
    if library.settings is None:
        return
    for key in unknown_teams(library):
        place = Place(library.settings_file, ("teams", key), key=True)
        yield Problem("CFG07", place, {"key": key, "why": "unknown"})
    for forge, file in CODEOWNERS.items():
        if behind := _behind(library, forge, file):
            args = {"file": file, "forge": forge, "lines": tuple(behind[:_MOST])}
            yield Problem("CFG07", Span(file, 1, 1, 1, 1), args | {"count": len(behind)})


def _behind(library: Library, forge: str, file: str) -> list[str]:
    """The paths of which a file of ours says something else than it should."""
    try:
        head, *said = (library.root / file).read_text("utf-8").splitlines()
    except (OSError, ValueError):  # there is none, or it is empty or not of our making
        return []
    if _OURS not in head:
        return []
    known = {one for one in said if one and not one.startswith("#")}
    differ = known.symmetric_difference(lines(library, forge))
    return sorted({line.partition(" @")[0] for line in differ})


RULE = Rule(
    code="CFG07",
    severity=Severity.WARNING,
    title=Words("CODEOWNERS 没有更新", "CODEOWNERS has fallen behind"),
    message=Words(
        "{file} 与 teams 和文件头说的不一样，共 {count} 处：{lines}",
        "{file} differs from teams and the documents in {count} places: {lines}",
    ),
    hint=Words(
        "运行 handbook owners --format {forge} --write，把它一起提交",
        "run `handbook owners --format {forge} --write` and commit the file too",
    ),
    check=check,
    absence=True,
    module=__name__,
    cases={
        "unknown": Case(
            Words(
                "teams 里的「{key}」不是部门，也不是岗位",
                "“{key}” in teams is no department and no role",
            ),
            Words("改成 roles.yml 里的编号，或删去", "name one of roles.yml, or take it out"),
        ),
    },
)
