"""What is generated is current, and what it is generated from is complete in Chinese."""

from __future__ import annotations

import pytest

from handbook.check.registry import RULES
from handbook.check.rule import Rule
from tests.docs import rules, words
from tests.docs.fields import FORMATS, Format
from tests.docs.rules import MANUALS, Manual

RENEW = "run: python -m tests.docs.reference"


@pytest.mark.parametrize("page", FORMATS, ids=lambda page: page.language)
def test_the_format_page_says_what_the_models_say(page: Format) -> None:
    assert page.file.read_text("utf-8") == page.page(), RENEW


@pytest.mark.parametrize("page", MANUALS, ids=lambda page: page.language)
def test_the_rules_page_says_what_the_rules_say(page: Manual) -> None:
    assert page.file.read_text("utf-8") == page.page(), RENEW


def test_every_field_has_its_meaning_in_chinese() -> None:
    assert words.problems() == [], "mend handbook/render/fields.zh.toml, then " + RENEW


def test_every_rule_is_translated() -> None:
    assert rules.problems() == [], "mend tests/docs/rules.zh.toml, then " + RENEW


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_a_wrong_and_a_right_example(rule: Rule) -> None:
    labels = [label for label, _, _ in rules.split(rule.manual)[1]]
    assert labels == ["Wrong", "Right"]
