"""Relations: who teaches, checks, rules on and mentions a document or item."""

from __future__ import annotations

import pytest

from handbook.config import data
from handbook.load.tree import load_tree
from handbook.model.library import Library, build_library
from handbook.model.quantity import Amount
from handbook.model.sop import Sop
from handbook.render.answer import answer_of
from handbook.render.relations import Relations

ROOT = data("tests").parent


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(load_tree(ROOT))


@pytest.fixture(scope="module")
def relations(library: Library) -> Relations:
    return Relations(library, frozenset(library.documents))


def test_a_course_that_covers_a_step_teaches_the_procedure(relations: Relations) -> None:
    taught = [entry.address for entry in relations.teaching("SOP-CMP-01")]
    assert "course.emotion" in taught
    assert "course.emotion" in [e.address for e in relations.teaching("SOP-CMP-01#soothe")]


def test_a_scorecard_line_checks_what_its_clauses_name(relations: Relations) -> None:
    assert "qa.composure" in [entry.address for entry in relations.checking("SOP-CMP-01#soothe")]


def test_a_decision_is_found_wherever_it_is_taken(relations: Relations) -> None:
    rulings = relations.rulings("sla.complaint-first-response")
    assert "SOP-CMP-01" in {ruling.document for ruling in rulings}
    assert all(ruling.number >= 1 and ruling.decision.decided for ruling in rulings)
    assert {r.document for r in relations.foreign("SLA-01")}.isdisjoint({"SLA-01"})


def test_steps_that_use_a_script_come_first_among_its_mentions(relations: Relations) -> None:
    mentions = relations.mentions("script.complaint-apology")
    assert next(iter(mentions)) == "step"
    assert "SOP-CMP-01#soothe" in [entry.address for entry in mentions["step"]]
    assert not {"qa", "quiz", "course"} & mentions.keys()  # shown for themselves


def test_documents_that_mention_are_counted_and_never_the_document_itself(
    relations: Relations,
) -> None:
    counted = relations.mentioning("SOP-CMP-01")
    assert counted["sop"]["SOP-ESC-01"] >= 1
    assert "SOP-CMP-01" not in counted["sop"]


def test_what_is_not_shown_stands_in_no_relation(library: Library) -> None:
    some = Relations(library, frozenset({"SOP-CMP-01", "SCR-CMP-01"}))
    assert some.teaching("SOP-CMP-01") == []
    assert set(some.mentioning("SCR-CMP-01")) <= {"sop"}


def test_a_manual_holds_what_it_names(relations: Relations, library: Library) -> None:
    manuals = relations.manuals(library.documents["SOP-CMP-01"])
    assert "MAN-ALL" in {manual.id for manual in manuals}


def test_an_answer_card_names_each_thing_once_and_few_limits(library: Library) -> None:
    sop = library.documents["SOP-CMP-01"]
    assert isinstance(sop, Sop)
    answer = answer_of(sop)
    assert answer.say[0] == "script.complaint-apology"
    assert answer.who[0] == "role.frontline"
    assert answer.escalate == ("path.complaint",)
    assert len(set(answer.avoid)) == len(answer.avoid)
    assert 1 <= len(answer.limits) <= 5


@pytest.mark.parametrize(
    ("steps", "key", "shown"), [(3, {1}, [0, 1, 2]), (7, {4, 6}, [0, 1, 2, 4, 6])]
)
def test_an_answer_card_leaves_out_no_limit_for_which_there_is_room(
    library: Library, steps: int, key: set[int], shown: list[int]
) -> None:
    sop = library.documents["SOP-CMP-01"]
    assert isinstance(sop, Sop)
    within = Amount.parse("5 min")
    timed = tuple(
        sop.steps[0].model_copy(update={"id": f"s{at}", "within": within, "key": at in key})
        for at in range(steps)
    )
    answer = answer_of(sop.model_copy(update={"steps": timed}))
    assert [step.id for step in answer.limits] == [f"s{at}" for at in shown]
