"""One thing has one name, in pages, findings, the format and the guides."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handbook.check.names import KIND_NAMES
from handbook.check.registry import RULES
from handbook.model.base import Document, Item, Part
from handbook.model.kinds import KINDS
from handbook.render.meanings import title
from handbook.render.words import catalogue
from tests.check.test_rules import all_words
from tests.docs.pages import CHINESE, ENGLISH, prose, without_code
from tests.docs.words import models_below

OTHERS = {
    "zh-Hans": {
        "标准作业程序": "操作程序",
        "制度": "管理办法",
        "服务时限": "服务标准",
        "计数标准": "作业标准",
        "评分项": "质检项|检查项",
        "考题": "测验题|考核题目",
        "改进项目": "改进方案",
        "绩效指标": "指标库",
        "分级与升级": "升级机制",
        "处置线": "告急|警戒值",
        "审核人": "复核人|核对人",
        "立牌": "台卡",
        "改说": "替代说法|替换说法",
        "文字修订、规范变更、结构调整": "(?:文字|规范|结构)性变化",
    },
    "en": {
        "KPI": r"\b[Ii]ndicators?\b",
        "policy": r"\b[Rr]egulations?\b",
        "retired, of a document": r"(?:was|been|is|be) withdrawn\b|^withdrawn\b",
    },
}
"""What each thing is called, and what it was called besides."""
NAVIGATION = {
    "sops": "sop",
    "scripts": "scripts",
    "phrases": "phrases",
    "etiquette": "etiquette-guide",
    "escalation": "escalation",
    "service-levels": "service-levels",
    "channels": "channels",
    "terms": "terms",
    "policies": "policy",
    "kpis": "kpis",
    "scorecards": "scorecard",
    "programmes": "programme",
    "cards": "card",
}
"""Sections of the site, and the kind of document that each shows."""


def told(language: str) -> Iterator[str]:
    """Whatever people read of the tool's own."""
    yield from catalogue(language).values()
    for rule in RULES:
        yield from (words.say(language, _Blank()) for words in all_words(rule))
    for page in CHINESE if language == "zh-Hans" else ENGLISH:
        yield from map(without_code, prose(page))


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


@pytest.mark.parametrize("language", OTHERS)
def test_no_other_word_stands_beside_the_one(language: str) -> None:
    texts = list(told(language))
    for other in OTHERS[language].values():
        assert [text for text in texts if re.search(other, text)] == []


def test_findings_call_a_kind_as_pages_do() -> None:
    pages = catalogue("zh-Hans")
    ours = {kind: words.zh for kind, words in KIND_NAMES.items()}
    theirs = {kind: pages[f"kind.{kind}"] for kind in ours if f"kind.{kind}" in pages}
    assert theirs == {kind: ours[kind] for kind in theirs}


def test_the_format_calls_a_kind_as_pages_do() -> None:
    pages = catalogue("zh-Hans")
    models = {one for kind in KINDS for one in (kind.model, *models_below(kind.model))}
    for model in models:
        if issubclass(model, Item | Document) and not issubclass(model, Part):
            assert title(model) == pages[f"kind.{model.KIND}"]


@pytest.mark.parametrize("language", OTHERS)
def test_the_navigation_calls_a_kind_as_pages_do(language: str) -> None:
    words = catalogue(language)
    assert {one: words[f"section.{one}"] for one in NAVIGATION} == {
        one: words[f"kind.{kind}"] for one, kind in NAVIGATION.items()
    }


def test_one_is_called_as_several_are() -> None:
    words = catalogue("zh-Hans")
    several = {key.partition(".")[2]: text for key, text in words.items() if key[:6] == "kinds."}
    assert several == {kind: words[f"kind.{kind}"] for kind in several}
