"""Whatever a report quotes, a person's number is not passed on with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.diagnostics import covered
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.report.excerpt import columns
from handbook.report.formats import FORMATS
from handbook.report.look import Look

PROJECT = {
    "sop_sources/handbook.yml": "name: 手册\norganisation: 公司\n",
    "sop_sources/terms.yml": (
        "# 有事找张三 13805718293,他的邮箱 zhang.san@qq.com\n"
        "# 全角也一样：１３８０５７１８２９３\n"
        "# 后台密码：Yz#2026kf\n"
        "id: REF-TERMS\n"
    ),
}
PRIVATE = ("13805718293", "１３８０５７１８２９３", "zhang.san", "Yz#2026kf", "05718")


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_no_report_shows_what_is_private(
    style: str, language: str, write: Callable[..., Path]
) -> None:
    root = write(PROJECT)
    findings = check(build_library(load_tree(root)), date(2026, 12, 1), language)
    assert {"PRV01", "PRV04", "PRV07"} <= {one.code for one in findings}
    told = FORMATS[style](findings, root, Look(language))
    assert not [one for one in PRIVATE if one in told]


QUOTED = {
    "sop_sources/handbook.yml": "name: 手册\norganisation: 公司\n",
    "sop_sources/sops/SOP-ASK-01.yml": (
        "id: SOP-ASK-01\n"
        "title: 答复咨询\nversion: 1.0.0\nstatus: draft\nowner: dept.service\n"
        "approver: role.manager\nchanges:\n"
        "  - {version: 1.0.0, date: 2026-11-01, class: structural, summary: 新建, author: 客服部}\n"
        "purpose: 请打１３８１０９７５２６４,或 +86 １３８１０９７５２６５\n"
        "trigger: 满２４小时\n"
        "steps: [{id: answer, do: 答复客户, who: role.agent}]\n"
    ),
}


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_no_rule_says_or_writes_what_is_private(
    style: str, language: str, write: Callable[..., Path]
) -> None:
    root = write(QUOTED)
    findings = check(build_library(load_tree(root)), date(2026, 12, 1), language)
    wide = [one.fix for one in findings if one.code == "WRD11"]
    assert wide == [None, None, "24"]
    assert [bool(one.hint) for one in findings if one.code == "WRD11"] == [False, False, True]
    told = FORMATS[style](findings, root, Look(language))
    parts = ("１３８１０９７５２６４", "13810975264", "１３８１０９７５２６５", "13810975265")
    assert not [one for one in parts if one in told]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13805718293", "138******93"),
        ("138 0571-8293", "138 ****-**93"),
        ("１３８０５７１８２９３", "１３８＊＊＊＊＊＊９３"),
        ("Yz#2026kf", "Y*#******"),
        ("z@qq.com", "z@**.***"),
        ("", ""),
    ],
)
def test_marks_stand_where_they_stood(text: str, shown: str) -> None:
    assert covered(text) == shown
    assert columns(text) == columns(shown)
