"""The list of the registry's rules, in Chinese and in English, from their docstrings.

``rules.zh.toml`` keeps the Chinese beside the docstring that it translates, ``tables.toml`` the
words around.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from handbook.check.registry import RULES
from handbook.check.rule import Rule
from tests.docs.fields import FOLDERS, ROOT, TABLES, table

FILES = {"zh": ROOT / "docs" / "rules.md", "en": FOLDERS["en"] / "rules.md"}
CHINESE: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("rules.zh.toml").read_text("utf-8")
)
_LABEL = re.compile(r"^(Wrong|Right)(?: \((.*)\))?::$", re.MULTILINE)


@dataclass(frozen=True)
class Manual:
    """The page in a language."""

    language: str

    @property
    def file(self) -> Path:
        return FILES[self.language]

    @property
    def words(self) -> Mapping[str, Any]:
        return cast("Mapping[str, Any]", TABLES[self.language]["rules"])

    def say(self, word: str, **args: object) -> str:
        return str(self.words[word]).format(**args)

    def page(self) -> str:
        """The whole page."""
        rows = [
            (
                f"[{rule.code}](#{rule.code.lower()})",
                rule.title.say(self.language, {}),
                self.words[rule.severity.word],
            )
            for rule in RULES
        ]
        parts = [self.words["head"].strip(), table(self.words["columns"], rows)]
        return "\n\n".join([*parts, *map(self.section, RULES)]) + "\n"

    def section(self, rule: Rule) -> str:
        """A rule's docstring as a section of the page."""
        prose, examples = split(rule.manual)
        chinese = CHINESE.get(rule.code, {}) if self.language == "zh" else {}
        if chinese.get("en") == prose:
            prose = chinese["zh"]
        title, severity = rule.title.say(self.language, {}), self.words[rule.severity.word]
        lines = [
            f"## {rule.code} {title} {{#{rule.code.lower()}}}",
            self.say("under", severity=severity, english=rule.title.en),
            prose,
        ]
        for label, note, text in examples:
            told = TABLES[self.language]["in_brackets"].format(text=chinese.get(note, note))
            lines += [self.say(label, remark=told if note else ""), f"```text\n{text}\n```"]
        hint = rule.hint.zh if self.language == "zh" else rule.hint.en
        if "{" not in hint:
            lines.append(self.say("hint", hint=hint))
        return "\n\n".join(lines)


MANUALS = [Manual("zh"), Manual("en")]


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
