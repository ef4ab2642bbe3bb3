"""Every problem is told with all that its rule's words ask for, wherever it is yielded."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handbook
from handbook.check.registry import BY_CODE
from handbook.check.rule import Case, Rule
from tests.check.test_rules import fields

PACKAGE = Path(handbook.__file__).parent
FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "registry.py"]
Known = dict[str, ast.expr]
"""Particulars by their names, with their values as they are written."""


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_told_fills_the_words(file: Path) -> None:
    for rule, known, line in told(file):
        why = known.get("why", ast.Constant(""))
        cases = [rule.cases.get(str(why.value))] if isinstance(why, ast.Constant) else [
            *rule.cases.values()
        ]  # fmt: skip
        wanted = [wants(case or Case(rule.message, rule.hint)) for case in cases]
        assert any(one <= known.keys() for one in wanted), (line, rule.code, wanted, set(known))


def test_most_of_what_is_told_can_be_read_off() -> None:
    calls = [one for file in FILES for one in told(file)]
    assert len(calls) > 100
    assert {rule.code for rule, _, _ in calls} > {f"XCH{n:02}" for n in (1, 2, 3, 5, 7, 8, 9, 10)}


def wants(case: Case) -> set[str]:
    return fields(case.message.zh) | fields(case.hint.zh)


def told(file: Path) -> Iterator[tuple[Rule, Known, int]]:
    """The problems of a file whose code and particulars are written there."""
    tree = ast.parse(file.read_text("utf-8"))
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and (rule := _rule(call)):
                known = _particulars(call, function)
                if known is not None:
                    yield rule, known, call.lineno


def _rule(call: ast.Call) -> Rule | None:
    """The rule of a call such as ``Problem("REF01", ...)`` or ``self.report("XCH10", ...)``."""
    if not (call.args and isinstance(call.args[0], ast.Constant)):
        return None
    return BY_CODE.get(str(call.args[0].value))


def _particulars(call: ast.Call, function: ast.FunctionDef) -> Known | None:
    if isinstance(call.func, ast.Name) and call.func.id == "Problem":
        return _known(call.args[2], function) if len(call.args) > 2 else {}
    if isinstance(call.func, ast.Attribute) and call.func.attr == "report":
        names = {one.arg: one.value for one in call.keywords if one.arg is not None}
        return names if len(names) == len(call.keywords) else None
    return None


def _known(value: ast.expr, function: ast.FunctionDef) -> Known | None:
    """The keys of a mapping, as far as the function says them; None where it does not."""
    match value:
        case ast.Dict():
            found: Known = {}
            for key, one in zip(value.keys, value.values, strict=True):
                more = _known(one, function) if key is None else _entry(key, one)
                if more is None:
                    return None
                found |= more
            return found
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            first, second = _known(left, function), _known(right, function)
            return None if first is None or second is None else first | second
        case ast.Name(id=name):
            return _assigned(name, function)
    return None


def _entry(key: ast.expr, value: ast.expr) -> Known | None:
    return {str(key.value): value} if isinstance(key, ast.Constant) else None


def _assigned(name: str, function: ast.FunctionDef) -> Known | None:
    """What a name holds that is given its value in one place, and is changed nowhere."""
    given = []
    for one in ast.walk(function):
        match one:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                given.append(value)
            case ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value) if (
                target == name
            ):
                given.append(value)
            case ast.AugAssign(target=ast.Name(id=target)) if target == name:
                return None
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=target))]) if target == name:
                return None
    return _known(given[0], function) if len(given) == 1 else None
