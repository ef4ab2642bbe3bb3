"""Reports: the text as a whole, against what was once looked at; the JSON by its shape."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from handbook.diagnostics import Diagnostic, Related, Severity
from handbook.report.formats import FORMATS
from handbook.report.look import Look
from handbook.report.markdown import cell
from handbook.source import Span

HERE = Path(__file__).parent
RET = "sop_sources/sops/SOP-RET-01.yml"
SOURCE = (
    "\ufeffid: SOP-RET-01\r\ntitle: 退货处理\r\nowner: dept.service\r\ntitle: 退换货\r\n"
    "detail: 先**安抚**，再查证；客户的情绪稳定之后说明下一步，"
    "并在[[sla.first-respons]]内回复客户，"
    "回复时先报姓名与工号，再说处理结果，最后确认客户没有别的问题\r\n"
    "bell: \x1b[31m红\u202e\r\n\tkey: true\r\ntext: |\r\n  一\r\n  二\r\n"
)
FINDINGS = [
    Diagnostic(
        Span(RET, 4, 1, 4, 6),
        Severity.ERROR,
        "FMT04",
        "键「title」在同一层写了两次，第一次在第 2 行",
        "删去其中一个，或合并两处内容",
        (Related(Span(RET, 2, 1, 2, 6), "第一次"), Related(Span("sop_sources/roles.yml"), "另见")),
    ),
    Diagnostic(
        Span(RET, 5, 38, 5, 59), Severity.ERROR, "REF01", "没有编号为「sla.first-respons」的内容",
        "相近的编号：sla.first-response",
    ),
    Diagnostic(Span(RET, 6, 7, 6, 8), Severity.WARNING, "FMT02", "看不见的字符 \x1b", ""),
    Diagnostic(Span(RET, 7, 1, 7, 2), Severity.ERROR, "FMT08", "这一行用制表符缩进", "换成空格"),
    Diagnostic(Span(RET, 8, 7, 11, 1), Severity.NOTE, "REF05", "多行的内容", "看一看"),
    Diagnostic(Span("sop_sources/a.docx"), Severity.NOTE, "FMT14", "不读取这种文件", "移到别处"),
    Diagnostic(Span("sop_sources/gone.yml", 3, 1, 3, 2), Severity.ERROR, "FMT17", "无法读取", ""),
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / RET
    path.parent.mkdir(parents=True)
    path.write_bytes(SOURCE.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("name", "style", "look"),
    [
        ("zh.txt", "text", Look()),
        ("narrow.txt", "text", Look(width=48)),
        ("en-colour.txt", "text", Look(language="en", colour=True)),
        ("zh.md", "markdown", Look()),
    ],
)
def test_a_report_is_what_was_looked_at(root: Path, name: str, style: str, look: Look) -> None:
    """GOLDEN=write in the environment writes the goldens anew: look at the difference."""
    golden = HERE / "golden" / name
    text = FORMATS[style](FINDINGS, root, look) + "\n"
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_nothing_found_is_one_line(root: Path) -> None:
    assert FORMATS["text"]([], root) == "没有发现问题"
    assert FORMATS["text"]([], root, Look(language="en")) == "nothing to report"


def test_a_comment_takes_as_many_findings_as_it_has_room_for(root: Path) -> None:
    text = FORMATS["markdown"](FINDINGS * 30, root, Look(language="en"))
    items = text.count("\n- **")
    assert len(text) < 4_200
    assert text.endswith(f"{30 * len(FINDINGS) - items} more are in the log of the check.")
    assert FORMATS["markdown"]([], root) == "\n### 检查：没有发现问题\n"


def test_one_is_not_many_in_english(root: Path) -> None:
    text = FORMATS["text"](FINDINGS[:1], root, Look(language="en"))
    assert text.endswith("\n1 error in 1 file")


def test_errors_stand_where_a_terminal_ends(root: Path) -> None:
    warning, error = FINDINGS[2], FINDINGS[3]
    lines = FORMATS["text"]([error, *[warning] * 10], root).splitlines()
    heads = [line[:9] for line in lines if "]: " in line]
    assert heads == ["警告[FMT02]"[:9]] * 10 + ["错误[FMT08]"[:9]]
    assert lines[-3:] == ["FMT02 10 · FMT08 1", "", "1 条错误、10 条警告，涉及 1 个文件"]
    assert " · " not in FORMATS["text"]([error, *[warning] * 9], root)


def test_what_others_come_of_stands_before_them(root: Path) -> None:
    place, codes = Span(RET, 6, 1, 6, 5), ["VER01", "REF09", "REF02"]
    found = [Diagnostic(place, Severity.ERROR, code, "a") for code in codes]
    told = FORMATS["text"]([*found, *found[1:2] * 8], root)
    heads = [line[3:8] for line in told.splitlines() if "]: " in line]
    assert heads == ["REF02", *["REF09"] * 9, "VER01"]
    assert "\nREF02 1 · REF09 9 · VER01 1\n" in told


def test_colour_only_when_asked(root: Path) -> None:
    assert "\x1b" not in FORMATS["text"](FINDINGS, root)
    assert "\x1b[1;31m" in FORMATS["text"](FINDINGS, root, Look(colour=True))


def test_json_has_a_shape_of_its_own(root: Path) -> None:
    document = json.loads(FORMATS["json"](FINDINGS[:1], root))
    assert document == {
        "version": 1,
        "findings": [
            {
                "code": "FMT04",
                "severity": "error",
                "message": "键「title」在同一层写了两次，第一次在第 2 行",
                "hint": "删去其中一个，或合并两处内容",
                "fix": None,
                "file": RET,
                "line": 4,
                "column": 1,
                "end_line": 4,
                "end_column": 6,
                "related": [
                    {"label": "第一次", "file": RET, "line": 2, "column": 1, "end_line": 2,
                     "end_column": 6},
                    {"label": "另见", "file": "sop_sources/roles.yml", "line": 1, "column": 1,
                     "end_line": 1, "end_column": 1},
                ],
            }
        ],
        "summary": {"error": 1, "warning": 0, "note": 0, "files": 1},
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_takes_the_same_and_gives_one_text(root: Path, name: str) -> None:
    assert isinstance(FORMATS[name]([], root), str)
    assert isinstance(FORMATS[name](FINDINGS, root, Look(language="en")), str)


def test_a_comment_calls_nobody_and_links_nowhere() -> None:
    crafted = "&commat;octocat @all #12 https://example.com www.example.com <b>"
    told = cell(crafted)
    assert "&amp;commat;" in told
    for live in ("@all", "@octocat", "#12", "https://", "www.", "<b>"):
        assert live not in told
    assert told.replace("\u200b", "").replace("\\", "") == crafted.replace("&", "&amp;").replace(
        "<b>", "&lt;b&gt;"
    )
