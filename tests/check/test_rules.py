"""Every rule explains itself, in both languages, and is listed."""

from __future__ import annotations

import importlib
import re
import string
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.check import registry
from handbook.check.registry import BY_CODE, RULES
from handbook.check.rule import Rule, Words
from handbook.load import yaml

FOLDER = Path(registry.__file__).parent / "rules"
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
# Their examples are whole folders, Markdown or messages rather than pieces of YAML.
NO_YAML = {"FMT09", "FMT11", "FMT12", "FMT13", "FMT14", "FMT15", "FMT16", "FMT17", "FMT18", "FMT19"}
NO_YAML |= {f"XCH{number:02}" for number in range(1, 16)}
NO_YAML |= {"FMT32", "FMT36", "FMT37", "FMT38", "CFG09"}
LOADED = ["FMT03", "FMT04", "FMT05", "FMT06", "FMT07", "FMT10"]


@each_rule
def test_a_rule_has_a_page_with_a_wrong_and_a_right_example(rule: Rule) -> None:
    assert re.search(r"^Wrong.*::$", rule.manual, re.MULTILINE)
    assert re.search(r"^Right.*::$", rule.manual, re.MULTILINE)
    first = rule.manual.split("\n")[0]
    assert first.endswith(".")


@each_rule
def test_a_rule_has_words_in_both_languages(rule: Rule) -> None:
    for words in all_words(rule):
        assert bool(words.zh) == bool(words.en)
        assert fields(words.zh) == fields(words.en)


@each_rule
def test_chinese_words_have_chinese_punctuation(rule: Rule) -> None:
    for words in all_words(rule):
        prose = re.sub(r"\{\w+\}", "字", re.sub(r"\[.*?\](\(.*?\))?|\{\{.*?\}\}", "", words.zh))
        assert not re.search(r"[\u4e00-\u9fff][,;?!()]|[()][\u4e00-\u9fff]", prose), prose


@each_rule
def test_words_speak_of_nothing_inside_the_tool(rule: Rule) -> None:
    for words in all_words(rule):
        assert not re.search(
            r"pydantic|regex|_type|None|traceback|\^\[|\./run", words.zh + words.en
        )


@each_rule
def test_a_rule_lives_in_a_file_of_its_code(rule: Rule) -> None:
    name = rule.module.rpartition(".")[2]
    assert name.startswith(rule.code.lower() + "_")
    assert importlib.import_module(rule.module).RULE is rule


def test_every_rule_file_is_listed_and_the_list_is_in_order() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert {rule.module.rpartition(".")[2] for rule in RULES} == files
    assert len(BY_CODE) == len(RULES)
    families = [rule.code[:3] for rule in RULES]
    assert len(re.findall(r"(\w+)(?: \1)*", " ".join(families))) == len(set(families))
    for family in set(families):
        codes = [rule.code for rule in RULES if rule.code.startswith(family)]
        assert codes == sorted(codes)


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code not in NO_YAML])
def test_the_right_example_of_a_page_can_be_loaded(code: str) -> None:
    assert yaml.load("x.yml", example(BY_CODE[code], "Right")).problems == ()


@pytest.mark.parametrize("code", LOADED)
def test_the_wrong_example_of_a_page_is_what_it_says(code: str) -> None:
    problems = yaml.load("x.yml", example(BY_CODE[code], "Wrong")).problems
    assert {problem.code for problem in problems} == {code}


def example(rule: Rule, word: str) -> str:
    _, _, after = rule.manual.partition(f"\n{word}")
    block = re.split(r"\n(?=\S)", after.partition("::\n\n")[2])[0]
    return textwrap.dedent(block)


def all_words(rule: Rule) -> Iterator[Words]:
    yield from (rule.title, rule.message, rule.hint)
    for case in rule.cases.values():
        yield from (case.message, case.hint)
    for vocabulary in rule.vocabulary.values():
        yield from vocabulary.values()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
