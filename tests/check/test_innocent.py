"""What agents say every day is left alone, with the shipped handbook's own forbidden phrases."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

from handbook.check.engine import check
from handbook.check.registry import RULES
from handbook.load.tree import load_tree
from handbook.model.library import build_library

HERE = Path(__file__).parent
SOURCES = HERE.parent.parent / "sop_sources"
PHRASES = HERE.joinpath("innocent.txt").read_text("utf-8").splitlines()
HEAD = """\
id: SCR-INNOCENT-01
title: 日常说法
version: 1.0.0
status: approved
effective: 2026-11-02
owner: dept.quality
approver: role.service-director
changes:
  - {version: 1.0.0, date: 2026-11-01, class: structural, summary: 新建, author: 质检培训部}
scripts:
"""
SCRIPT = """\
  - id: script.innocent-{number}
    title: 日常说法
    scene: greeting
    channels: [phone, chat, sms]
    purpose: 日常说法
    text: {text}
"""


def test_innocent_phrases_are_many_and_each_stands_once() -> None:
    assert len(PHRASES) > 200
    assert len(set(PHRASES)) == len(PHRASES)


def test_fewer_than_two_in_a_hundred_are_false_alarms(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / "sop_sources")
    scripts = (
        SCRIPT.format(number=number, text=json.dumps(text, ensure_ascii=False))
        for number, text in enumerate(PHRASES)
    )
    file = "sop_sources/scripts/innocent.yml"
    (tmp_path / file).write_text(HEAD + "".join(scripts), "utf-8")
    library = build_library(load_tree(tmp_path))
    families = [rule for rule in RULES if rule.code[:3] in ("WRD", "PRV")]
    alarms: dict[str, list[str]] = defaultdict(list)
    for one in check(library, date(2026, 12, 1), rules=families):
        if one.span.file == file and one.code[:3] in ("WRD", "PRV"):
            line = library.sources[file].split("\n")[one.span.line - 1]
            alarms[line].append(f"{one.code} {one.message}")
    assert len(alarms) < 0.02 * len(PHRASES), dict(alarms)
