"""The stages import in one direction, and only one stage knows each library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "handbook"
# From the first to the last; the stages of one line do not know each other.
LAYERS = [
    {"source", "progress"},
    {"diagnostics"},
    {"config"},
    {"load"},
    {"model"},
    {"stamp"},
    {"check"},
    {"render"},
    {"site", "press", "search", "api", "report", "exchange"},
    {"build"},
    {"cli"},
]
RANK = {stage: rank for rank, stages in enumerate(LAYERS) for stage in stages}
KNOWS = {
    "mkdocs": {"site"},
    "material": {"site"},
    "weasyprint": {"press"},
    "jinja2": {"render"},
    "yaml": {"load"},
    "icalendar": {"site"},
    "segno": {"render"},
    "pypinyin": {"render"},
    "tqdm": {"cli"},
    "openpyxl": {"exchange"},
    "docx": {"exchange"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_earlier_stages_only(path: Path) -> None:
    here = stage_of(path)
    if not here:
        assert not set(ours(path)), "the package itself imports nothing of ours"
        return
    late = {there for there in ours(path) if there != here and RANK[there] >= RANK[here]}
    assert not late, f"{here} comes before {late}, or beside it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_library_is_known_to_its_stage_only(path: Path) -> None:
    for module in imported(path):
        library = module.partition(".")[0]
        assert stage_of(path) in KNOWS.get(library, {stage_of(path)}), f"{library} is not for here"


def test_every_stage_has_its_place_in_the_order() -> None:
    stages = {stage_of(path) for path in FILES} - {""}
    assert stages <= set(RANK)


def test_rules_never_import_rules() -> None:
    for path in (PACKAGE / "check" / "rules").glob("*.py"):
        assert not [name for name in imported(path) if name.startswith("handbook.check.rules")]


def test_reports_need_findings_only() -> None:
    of_changes = {PACKAGE / "report" / name for name in ("changes.py", "impact.py")}
    for path in set((PACKAGE / "report").rglob("*.py")) - of_changes:
        assert set(ours(path)) <= {"report", "diagnostics", "source"}


def stage_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py").replace("__init__", "").replace("__main__", "cli")


def ours(path: Path) -> Iterator[str]:
    """The stages that a module imports."""
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "handbook" and len(parts) > 1 and parts[1] != "__version__":
            yield parts[1]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                is_module = (ROOT / (node.module or "").replace(".", "/")).is_dir()
                yield f"{node.module}.{alias.name}" if is_module else str(node.module)
