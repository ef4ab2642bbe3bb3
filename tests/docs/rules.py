"""``docs/rules.md``: every rule of the registry, from its docstring.

``rules.zh.toml`` keeps the Chinese beside the docstring that it translates.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

from handbook.check.registry import RULES
from handbook.check.rule import Rule
from handbook.diagnostics import Severity
from tests.docs.fields import ROOT, table

PAGE = ROOT / "docs" / "rules.md"
CHINESE: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("rules.zh.toml").read_text("utf-8")
)
_SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}

_HEAD = """\
# 检查规则

<!-- Written by tests/docs from the rules' docstrings: change those. -->

`handbook check` 按下面的规则检查源文件。\
每条规则有一个代码，写在每个问题的开头；`handbook explain 代码` 在终端里显示英文的说明。

- **错误**：读者会被误导，或无法生成。有错误时不发布。
- **警告**：读者用起来会差一些。
- **提示**：值得知道。

严重程度可以在 `handbook.yml` 里改，个别问题可以豁免：见[给制度负责人](guide/owners.md#waive)。
"""
_LABEL = re.compile(r"^(Wrong|Right)(?: \((.*)\))?::$", re.MULTILINE)


def page() -> str:
    """The whole page."""
    rows = [
        (f"[{rule.code}](#{rule.code.lower()})", rule.title.zh, _SEVERITY[rule.severity])
        for rule in RULES
    ]
    parts = [_HEAD.rstrip(), table(("代码", "规则", "严重程度"), rows)]
    return "\n\n".join([*parts, *map(section, RULES)]) + "\n"


def section(rule: Rule) -> str:
    """A rule's docstring as a section of the page."""
    prose, examples = split(rule.manual)
    chinese = CHINESE.get(rule.code, {})
    if chinese.get("en") == prose:
        prose = chinese["zh"]
    lines = [
        f"## {rule.code} {rule.title.zh} {{#{rule.code.lower()}}}",
        f"{_SEVERITY[rule.severity]} · {rule.title.en}",
        prose,
    ]
    for label, note, text in examples:
        words = {"Wrong": "错误写法", "Right": "正确写法"}[label]
        if note:
            words += f"（{chinese.get(note, note)}）"
        lines += [f"{words}：", f"```text\n{text}\n```"]
    if "{" not in rule.hint.zh:
        lines.append(f"怎样改：{rule.hint.zh}。")
    return "\n\n".join(lines)


def split(manual: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A rule's docstring as prose, and its examples as label, remark and text."""
    pieces = _LABEL.split(manual)
    prose = "\n\n".join(" ".join(part.split()) for part in pieces[0].strip().split("\n\n"))
    examples = [
        (label, note or "", inspect.cleandoc("\n" + text).strip("\n"))
        for label, note, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    ]
    return prose, examples


def problems() -> list[str]:
    """Rules whose Chinese is missing, or of another docstring, and Chinese of no rule."""
    by_code = {rule.code: rule for rule in RULES}
    said = [f"[{code}]: there is no such rule" for code in CHINESE.keys() - by_code]
    for code, rule in by_code.items():
        prose, examples = split(rule.manual)
        chinese = CHINESE.get(code, {})
        if chinese.get("en") != prose:
            said.append(f"[{code}] en, zh: translate “{prose}”")
        notes = {note for _, note, _ in examples if note}
        said += [f"[{code}]: translate “{note}”" for note in notes - chinese.keys()]
        unused = chinese.keys() - notes - {"en", "zh"}
        said += [f"[{code}] “{note}”: no such remark" for note in unused]
    return sorted(said)
