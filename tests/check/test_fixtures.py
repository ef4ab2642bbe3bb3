"""Every fixture states its findings inside itself; one undeclared or missing fails.

``fixtures/<CODE>/<case>/`` is laid over ``base/``. A line ``# expect: CODE LINE:COLUMN`` in a file
speaks of that file; ``EXPECT`` speaks of files that cannot (``FILE CODE LINE:COLUMN``), and says
``base: none`` where nothing lies below. Cases named ``bad*`` must find their code, ``good*`` not.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.check.registry import RULES
from handbook.load.tree import load_tree
from handbook.model.library import build_library

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
CASES = sorted(path for path in FIXTURES.glob("*/*") if path.is_dir())
TODAY = date(2026, 12, 1)
# What a fixture cannot hold, some of it because no clone on Windows could, is tested elsewhere.
ELSEWHERE = {"FMT37", "FMT13", "FMT16", "FMT17", "CFG06", "CFG09"}
# Files that are imported are no sources: tests/exchange looks at them.
ELSEWHERE |= {rule.code for rule in RULES if rule.code.startswith("XCH")}
# A history is written by releasing, not by hand: test_versions.py does so.
ELSEWHERE |= {rule.code for rule in RULES if rule.code.startswith("VER")}

# What only laying out a card finds is tested in tests/press/cards.
ELSEWHERE |= {"PRT02", "PRT03", "PRT04", "PRT06"}
# The register of copies is written by the tool alone: tests/cli/test_copies.py does so.
ELSEWHERE |= {"PRT07", "PRT08"}

_EXPECT = re.compile(r"# expect: (\w+) (\d+):(\d+)")
_EXPECT_OF = re.compile(r"(\S+) (\w+) (\d+):(\d+)")

Found = tuple[str, str, int, int]


@pytest.mark.parametrize("case", CASES, ids=[f"{p.parent.name}-{p.name}" for p in CASES])
def test_a_fixture_finds_what_it_declares(case: Path, tmp_path: Path) -> None:
    root = laid_out(case, tmp_path)
    families = {"FMT", "REF", "CFG", case.parent.name[:3]}
    found = sorted(one for one in findings(root) if one[1][:3] in families)
    assert found == sorted(expected(root))
    codes = {code for _, code, _, _ in found}
    assert (case.parent.name in codes) is case.name.startswith("bad")


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_has_a_bad_and_a_good_fixture(rule: object) -> None:
    code = getattr(rule, "code", "")
    names = [path.name for path in FIXTURES.glob(f"{code}/*")]
    missing = [want for want in ("bad", "good") if not any(n.startswith(want) for n in names)]
    assert not missing or code in ELSEWHERE


def laid_out(case: Path, root: Path) -> Path:
    expect = case / "EXPECT"
    if not (expect.is_file() and "base: none" in expect.read_text("utf-8")):
        shutil.copytree(HERE / "base/sop_sources", root / "sop_sources")
    shutil.copytree(case, root, dirs_exist_ok=True)
    return root


def findings(root: Path) -> list[Found]:
    library = build_library(load_tree(root))
    spans = [(one.span, one.code) for one in check(library, TODAY)]
    return [(span.file, code, span.line, span.column) for span, code in spans]


def expected(root: Path) -> list[Found]:
    declared: list[Found] = []
    for path in sorted(root.rglob("*")):
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        if path.name == "EXPECT":
            lines = _EXPECT_OF.findall(text)
            declared += [(file, code, int(line), int(column)) for file, code, line, column in lines]
        file = path.relative_to(root).as_posix()
        lines = _EXPECT.findall(text)
        declared += [(file, code, int(line), int(column)) for code, line, column in lines]
    return declared
