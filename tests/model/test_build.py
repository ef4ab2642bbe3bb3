"""pydantic's complaints become problems with a place and an author's particulars."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.load import yaml
from handbook.load.node import Loaded
from handbook.model.base import Document
from handbook.model.build import build
from handbook.model.service_level import ServiceLevels
from handbook.model.settings import Settings
from handbook.model.sop import Sop

HEAD = "id: SOP-A-01\ntitle: 换货\nversion: 1.0.0\nstatus: draft\nowner: a\napprover: b\n"
STEP = "purpose: x\ntrigger: 客户要求\nsteps:\n  - {id: a, do: 登记, who: role.a}\n"
CHANGES = (
    "changes:\n  - {version: 1.0.0, date: 2026-11-01, class: editorial, summary: s, author: a}\n"
)


def problems(text: str, kind: type[Document] = Sop) -> list[tuple[str, dict[str, Any]]]:
    loaded = Loaded.of("a.yml", yaml.load("a.yml", text))
    model, found = build(kind, loaded)
    assert (model is None) is bool(found)
    return [(problem.code, dict(problem.args)) for problem in found]


def test_a_good_document_is_built() -> None:
    assert problems(HEAD + STEP + CHANGES) == []


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    text = (HEAD + STEP + CHANGES).replace("draft", "drft").replace("who: role.a", "whom: role.a")
    codes = [code for code, _ in problems(text + "tags: x\n")]
    assert sorted(codes) == ["FMT21", "FMT22", "FMT23"]


def test_a_misspelt_key_is_not_missing_too() -> None:
    text = HEAD + STEP.replace("do: ", "doo: ").replace("who: ", "actor: ") + CHANGES
    told = [(code, args["key"], args.get("near", "")) for code, args in problems(text)]
    assert sorted(told) == [("FMT20", "who", ""), ("FMT21", "actor", ""), ("FMT21", "doo", "do")]


def test_a_key_below_a_name_of_the_authors_own_has_its_neighbours() -> None:
    text = "name: a\norganisation: b\nvariables: {order_no: {name: c, example: d, exmple: e}}\n"
    loaded = Loaded.of("handbook.yml", yaml.load("handbook.yml", text))
    _, [found] = build(Settings, loaded)
    assert found.code == "FMT21"
    assert found.args["near"] == "example"
    assert "name" in str(found.args["known"]).split(", ")


def test_a_union_complains_once_and_by_the_name_in_the_source() -> None:
    text = HEAD + STEP.replace("}", ", record: {a: b}}") + CHANGES
    ((code, args),) = problems(text)
    assert (code, args["key"], args["value"]) == ("FMT22", "record", "{a: b}")


def test_what_is_wrong_inside_a_list_is_not_told_of_the_list_too() -> None:
    text = HEAD + STEP.replace("do: 登记, ", "") + CHANGES
    assert [code for code, _ in problems(text)] == ["FMT20"]


def test_what_loading_said_of_a_value_is_not_said_again() -> None:
    text = HEAD + STEP.replace("}", ", key: yes}") + "summary:\n" + CHANGES
    loaded = yaml.load("a.yml", text)
    assert [problem.code for problem in loaded.problems] == ["FMT07", "FMT27"]
    assert build(Sop, Loaded.of("a.yml", loaded)) == (None, [])


@pytest.mark.parametrize("written", ["2.1", "2", "v2.1.0", "2.1.0-rc", "01.2.3", "2.1.0.0"])
def test_a_version_has_three_numbers(written: str) -> None:
    ((code, args),) = problems(
        (HEAD + STEP + CHANGES).replace("1.0.0\nstatus", f"{written}\nstatus")
    )
    assert (code, args["why"]) == ("FMT26", "version")


@pytest.mark.parametrize(
    ("written", "why"),
    [("2026-02-30", ""), ("2026-13-01", ""), ("2026-2-3", "shape"), ("12月1日", "shape"),
     ("'20261201'", "shape"), ("2026-12-01T00:00:00", "shape")],
)  # fmt: skip
def test_dates_are_days_that_exist(written: str, why: str) -> None:
    ((code, args),) = problems(HEAD + f"effective: {written}\n" + STEP + CHANGES)
    assert (code, args["why"]) == ("FMT24", why)


@pytest.mark.parametrize("written", ["10mins", "10 分钟", "5-3 items", "1", "10.min"])
def test_a_limit_that_begins_with_a_digit_is_a_quantity(written: str) -> None:
    text = HEAD + STEP.replace("}", f", within: '{written}'}}") + CHANGES
    assert [code for code, _ in problems(text)] == ["FMT25"]


@pytest.mark.parametrize(
    ("written", "why", "new"),
    [("２分钟", "said", "2min"), ("5分", "said", "5min"), ("5 分内", "said", "5min"),
     ("2-3个工作日", "said", "2-3 workdays"), ("3 hours", "said", "3h"),
     ("15日", "days", "15 days"), ("1天", "days", "1 day"), ("30 天以内", "days", "30 days"),
     ("3份", "duration", ""), ("5 points", "duration", ""), ("300元", "duration", ""),
     ("3 rings", "duration", "")],
)  # fmt: skip
def test_a_time_in_words_is_told_how_to_write(written: str, why: str, new: str) -> None:
    text = HEAD + STEP.replace("}", f", within: {written}}}") + CHANGES
    ((code, args),) = problems(text)
    assert (code, args["why"], args["new"]) == ("FMT25", why, new)


@pytest.mark.parametrize(
    ("key", "written", "why", "new"),
    [("value", "300元", "said", "300 CNY"), ("value", "1万元", "said", "10000 CNY"),
     ("value", "5分", "said", "5 points"), ("limit", "5分", "said", "5min"),
     ("limit", "3声", "said", "3 rings"), ("value", "3份", "quantity", "")],
)  # fmt: skip
def test_an_amount_in_words_is_told_how_to_write(
    key: str, written: str, why: str, new: str
) -> None:
    entry = {"limit": "levels:\n  - {id: sla.a, name: a, touchpoint: a, measure: wait",
             "value": "standards:\n  - {id: std.a, name: a"}[key]  # fmt: skip
    text = f"{HEAD}{entry}, {key}: {written}}}\n{CHANGES}"
    if key == "value":
        text += "levels:\n  - {id: sla.a, name: a, touchpoint: a, measure: wait, limit: 3 rings}\n"
    ((code, args),) = problems(text, ServiceLevels)
    assert (code, args["why"], args["new"]) == ("FMT25", why, new)


def test_long_values_are_cut() -> None:
    ((_, args),) = problems(HEAD.replace("draft", "很" * 99) + STEP + CHANGES)
    assert args["value"] == "很" * 39 + "…"
