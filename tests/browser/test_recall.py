"""How often the right answer is among the first five, by the way in which it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.search.queries import Query, queries

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAST = {
    "exact": 1.0, "fragment": 1.0, "traditional": 0.98, "pinyin": 0.98, "initials": 0.98,
    "synonym": 0.98, "typo": 0.96, "id": 1.0, "several": 0.98, "question": 0.88, "forbidden": 0.96,
    "english": 1.0, "customer": 1.0,
}  # fmt: skip
_ASK = Path(__file__).with_name("recall.js").read_text("utf-8")


@pytest.fixture(scope="module")
def answers(browser: Browser, home: str) -> Iterator[dict[str, list[str]]]:
    """The ids of the first five results of each query."""
    page: Page = browser.new_page()
    page.goto(f"{home}search/")
    texts = [query.text for query in queries()]
    yield dict(zip(texts, page.evaluate(_ASK, texts), strict=True))
    page.close()


def recall(asked: list[Query], answers: dict[str, list[str]]) -> tuple[float, list[str]]:
    missed = [query.text for query in asked if query.targets.isdisjoint(answers[query.text])]
    return 1 - len(missed) / len(asked), missed


@pytest.mark.parametrize("cls", LEAST)
def test_the_right_answer_is_among_the_first_five(cls: str, answers: dict[str, list[str]]) -> None:
    share, missed = recall([query for query in queries() if query.cls == cls], answers)
    assert share >= LEAST[cls], missed


def test_there_are_queries_of_every_class_and_a_third_is_kept_aside() -> None:
    asked = queries()
    assert {query.cls for query in asked} == LEAST.keys()
    assert len(asked) >= 300
    assert len(asked) * 0.3 <= sum(query.set == "aside" for query in asked)
