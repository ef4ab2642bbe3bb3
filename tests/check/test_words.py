"""The fixtures show every wording of every rule, and each can be said in both languages."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from handbook.check.registry import BY_CODE, RULES
from handbook.check.rule import Context
from handbook.diagnostics import Problem
from handbook.load.tree import load_tree
from handbook.model.library import build_library

# Shown by file systems and failures that a fixture cannot hold.
ELSEWHERE = {
    ("FMT13", ""),
    ("FMT13", "folder"),
    ("FMT16", ""),
    ("FMT16", "pixels"),
    ("FMT17", ""),
    ("FMT17", "special"),
}
ELSEWHERE |= {
    ("CFG06", ""),
    ("CFG09", ""),
    ("FMT26", ""),
    ("FMT29", ""),
    ("FMT03", ""),
    ("REF06", ""),
    ("REF07", ""),
}
ELSEWHERE |= {("FMT36", ""), ("FMT37", ""), ("CFG01", ""), ("CFG02", "")}  # told by the engine


@pytest.mark.slow
def test_every_wording_is_shown_and_can_be_said(tmp_path: Path) -> None:
    shown = set()
    for number, case in enumerate(fixtures().CASES):
        root = fixtures().laid_out(case, tmp_path / str(number))
        for problem in problems(root):
            rule = BY_CODE[problem.code]
            why = str(problem.args.get("why", ""))
            shown.add((rule.code, why if why in rule.cases else ""))
            for language in ("zh-Hans", "en"):
                assert all(
                    "{" not in word or "{" in str(problem.args) or rule.code[:3] == "FMT"
                    for word in rule.say(language, problem.args)
                )
    # What is told of histories, prints and files read in is shown and said in their own tests.
    fixed = [rule for rule in RULES if rule.family not in ("VER", "PRT", "XCH")]
    wanted = {(rule.code, why) for rule in fixed for why in ("", *rule.cases)}
    assert sorted(wanted - shown - ELSEWHERE) == []


def problems(root: Path) -> Iterator[Problem]:
    library = build_library(load_tree(root))
    yield from library.problems
    context = Context(library, fixtures().TODAY, frozenset(BY_CODE))
    for rule in RULES:
        if rule.check is not None:
            yield from rule.check(context)


def fixtures() -> ModuleType:
    path = Path(__file__).with_name("test_fixtures.py")
    spec = importlib.util.spec_from_file_location("check_fixtures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
