"""Search in an English handbook: words in any form and spelling, and what is said around them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.sites import ROOT, environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DELIVERIES = """\
id: SOP-DEL-01
title: Late, lost and damaged deliveries
version: 1.0.0
status: approved
effective: 2026-01-01
owner: dept.service
approver: role.manager
audience: [role.agent]
channels: [phone]
scenes: [return]
purpose: The customer knows where the parcel is
trigger: A parcel has not arrived, or a customer complains
outcome: The adviser has apologised, and the order is cancelled or escalated
steps:
  - id: trace
    do: Trace the parcel by the colour of its label
    who: role.agent
changes:
  - version: 1.0.0
    date: 2026-01-01
    class: structural
    summary: First release
    author: Customer service
    approved: {by: role.manager, on: 2026-01-01}
"""
_LOOK = """async (text) => {
  const search = window.handbookSearch;
  const core = await search.core();
  const nothing = { role: null, channel: null };
  const asked = { query: search.query(text), filter: { kinds: null, ...nothing }, reader: nothing };
  let found = [];
  for await (const list of search.look(core, asked)) found = list;
  const reasons = ({ whys }) => [...whys.values()].map(({ why }) => why);
  return found.map((each) => [core.entry(each.entry).id, reasons(each)]);
}"""
Look = Callable[[str], dict[str, list[str]]]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The search page of the handbook that `init` begins, with one more procedure."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(ROOT / "scaffold/start/en/sop_sources", folder / "sop_sources")
    (folder / "sop_sources/sops/SOP-DEL-01.yml").write_text(DELIVERIES, "utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "handbook", "build"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    with served(folder / "site") as home:
        opened = browser.new_page()
        opened.goto(f"{home}search/")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def look(page: Any) -> Look:
    """From a query to the ids of what is found, in order, each with the reasons that are told."""
    return lambda text: dict(page.evaluate(_LOOK, text))


@pytest.mark.parametrize(
    "text",
    ["delivery", "delivered", "parcels", "complaint", "complaining", "apologize", "apologising",
     "canceled", "cancellation", "color", "colors", "escalating", "escalation", "advisers",
     "tracing"],
)  # fmt: skip
def test_a_word_is_found_in_any_form_and_it_is_no_correction(look: Look, text: str) -> None:
    assert look(text)["SOP-DEL-01"] == []


@pytest.mark.parametrize(
    "text", ["refunding", "refunded", "returning", "how do I return something"]
)
def test_a_form_of_its_title_leads_to_a_procedure(look: Look, text: str) -> None:
    found = look(text)
    assert "fix" not in found["SOP-RET-01"]
    assert "SOP-RET-01" in list(found)[:3]


def test_other_words_for_a_thing_are_known_in_any_form(look: Look) -> None:
    assert look("packages")["SOP-DEL-01"] == ["synonym"]


def test_a_slip_of_a_word_is_still_mended(look: Look) -> None:
    assert "fix" in look("retrun")["SOP-RET-01"]


@pytest.mark.parametrize("text", ["what not to say", "don't say", "thats not my job"])
def test_who_asks_what_not_to_say_is_told(look: Look, text: str) -> None:
    assert "phrase.not-my-job" in list(look(text))[:3]


def test_words_around_what_is_looked_for_bring_nothing(look: Look) -> None:
    assert list(look("what about my parcels")) == list(look("parcels"))


@pytest.mark.parametrize(
    "forms",
    ["refund refunds refunded refunding", "cancel cancelled canceled cancelling cancellation",
     "escalate escalated escalating escalation", "organise organize organisation organizing",
     "colour color coloured", "centre center centres", "reply replies replied replying",
     "rate rates rated rating", "ship shipped shipping shipment", "pay pays payment",
     "address addresses", "box boxes", "app apps", "deliver delivery deliveries delivered",
     "notify notified notification", "politely polite"],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(page: Any, forms: str) -> None:
    assert len(set(page.evaluate("(forms) => forms.map(handbookSearch.stem)", forms.split()))) == 1


@pytest.mark.parametrize(
    "words", ["form format", "for four", "not note", "rat rate", "hat that", "custom customer",
              "state station", "bill bile", "wait wit", "thing the", "kpi app", "general generate"],
)  # fmt: skip
def test_other_words_have_other_stems(page: Any, words: str) -> None:
    one, other = page.evaluate("(words) => words.map(handbookSearch.stem)", words.split())
    assert one != other
