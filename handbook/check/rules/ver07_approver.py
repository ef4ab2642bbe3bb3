"""The approver may not approve this, or approves their own work.

Roles say in ``approves`` which kinds of document they may approve. Whoever wrote a change cannot be
the one who approves it.

A handbook whose roles approve nothing by name leaves the choice to its owners. Where a release
names an account of the forge, and ``teams`` in handbook.yml the one of the role that approves, it
is that one; who belongs to a team (``@shop/managers``) only the forge knows.

Wrong::

    roles:
      - id: role.supervisor
        approves: [card]

    id: SOP-RET-01
    approver: role.supervisor

Right::

    id: SOP-RET-01
    approver: role.director
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.rule import Case, Context, Rule, Words
from handbook.diagnostics import Problem, Severity
from handbook.model.base import Document
from handbook.model.library import Library
from handbook.model.role import RoleItem
from handbook.source import Place, Route
from handbook.stamp.release import entry_of

ALL = "all"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.IGNORECASE)
"""What a person is called on a forge; a team's name has a slash."""


def check(context: Context) -> Iterator[Problem]:
    """Yield one problem for each approval that does not count."""
    modelled = any(role.approves for role in context.library.of_kind("role"))
    for document in context.library.documents.values() if modelled else ():
        for route, role in _approvals(document):
            item = _role(context.library, role)
            if item and (why := _objection(document, item)):
                place = Place(context.library.file_of(document.id), route)
                args = {"role": item.name, "kind": document.KIND, "why": why}
                yield Problem("VER07", place, args)


def is_asked(document: Document, library: Library, login: str) -> bool:
    """Whether ``teams`` has an account of a forge for a document's approver."""
    return login.casefold() == _account(document, library).removeprefix("@").casefold()


def _account(document: Document, library: Library) -> str:
    return library.settings.teams.get(document.approver, "") if library.settings else ""


def stranger(document: Document, library: Library, login: str) -> Problem | None:
    """That an account of a forge is another one than ``teams`` has for the approver, if it is.

    What does not look like an account is a person's name, which ``teams`` does not know; a role is
    none either.
    """
    account = _account(document, library)
    if is_asked(document, library, login) or login in library.entries:
        return None
    if not _LOGIN.fullmatch(login) or not _LOGIN.fullmatch(account.removeprefix("@")):
        return None
    role = _role(library, document.approver)
    args = {"login": login, "account": account, "role": role.name if role else document.approver}
    place = Place(library.file_of(document.id), ("approver",))
    return Problem("VER07", place, args | {"id": document.id, "why": "stranger"})


def _approvals(document: Document) -> Iterator[tuple[Route, str]]:
    yield ("approver",), document.approver
    for index, change in enumerate(document.changes):
        if change.version == document.version and change.approved:
            yield ("changes", index, "approved"), change.approved.by


def _role(library: Library, name: str) -> RoleItem | None:
    address = name if name.startswith(RoleItem.ID_PREFIX) else RoleItem.ID_PREFIX + name
    entry = library.entries.get(address)
    return entry.value if entry and isinstance(entry.value, RoleItem) else None


def _objection(document: Document, role: RoleItem) -> str:
    """Why a role's approval of a document does not count; empty where it does."""
    if not {ALL, document.KIND}.intersection(role.approves):
        return "authority"
    change = entry_of(document)
    return "self" if change and change.author in (role.id, role.name) else ""


RULE = Rule(
    code="VER07",
    severity=Severity.ERROR,
    title=Words(
        "批准人不符",
        "Approver without authority",
    ),
    message=Words(
        "「{role}」不能批准这类文件（{kind}）",
        "“{role}” may not approve documents of this kind ({kind})",
    ),
    hint=Words(
        "换一位有权批准的人，或在 roles.yml 中给这个岗位加上 approves",
        "name somebody who may, or add the kind to the role's `approves` in roles.yml",
    ),
    check=check,
    module=__name__,
    cases={
        "self": Case(
            Words("「{role}」批准了自己编写的内容", "“{role}” approves what they wrote themselves"),
            Words("由另一个有权批准的岗位批准", "let another role approve it"),
        ),
        "stranger": Case(
            Words(
                "{id} 应由「{role}」（{account}）批准，批准的却是 {login}",
                "{id} is for “{role}” ({account}) to approve, but {login} did",
            ),
            Words(
                "请 {account} 批准；换了人的，改 handbook.yml 的 teams。不是平台上的账号，"
                "用 --approver 写岗位的编号",
                "let {account} approve it; if that is another person now, change `teams` in "
                "handbook.yml. Who is no account of the forge is named by a role: `--approver ID`",
            ),
        ),
    },
)
