"""Differences in meaning and their class, against an oracle that knows what was done."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.model.sop import Sop
from handbook.stamp.changes import class_of, differences
from handbook.stamp.digest import canonical_json, content_of, digest_of
from handbook.stamp.history import CLASSES
from handbook.stamp.meaning import binding

EXAMPLES = max(300, settings.default.max_examples if settings.default else 0)
"""Ten thousand under the profile ``thorough``."""
Content = dict[str, Any]
Edit = Callable[[Content, st.DataObject], str | None]
"""Changes content in place; the least class that must be found, None where nothing changed."""

SOP: Content = {
    "id": "SOP-A-01", "title": "退货", "version": "1.0.0", "status": "approved",
    "effective": "2026-03-01", "owner": "dept.x", "approver": "role.y", "purpose": "让客户当天知道",
    "trigger": "客户要求退货", "audience": ["role.a", "role.b"], "asks": ["怎么退"],
    "steps": [
        {"id": f"step-{n}", "do": f"第{n}件事", "who": "role.a", "within": "30 min",
         "detail": f"先核对订单，{n} 分钟内登记[[sla.x]]。", "say": [f"script.s{n}"],
         "branches": [{"when": "金额较大", "go": "end"}]}
        for n in range(1, 6)
    ],
    "changes": [{"version": "1.0.0", "date": "2026-02-01", "class": "structural",
                 "summary": "首次发布", "author": "部门"}],
}  # fmt: skip


def content(data: Content) -> Content:
    return content_of(Sop.model_validate_json(json.dumps(data)))


def step(data: Content, draw: st.DataObject) -> Content:
    found: Content = draw.draw(st.sampled_from(data["steps"]))
    return found


def limit(data: Content, draw: st.DataObject) -> str:
    step(data, draw)["within"] = draw.draw(st.sampled_from(["5 min", "2 workdays", "sla.other"]))
    return "normative"


def actor(data: Content, draw: st.DataObject) -> str:
    step(data, draw)["who"] = "role.other"
    return "normative"


def wording(data: Content, draw: st.DataObject) -> str:
    step(data, draw)["say"].append("script.new")
    return "normative"


def figure(data: Content, draw: st.DataObject) -> str:
    chosen = step(data, draw)
    chosen["detail"] = chosen["detail"].replace("分钟", "小时")
    return "normative"


def denial(data: Content, draw: st.DataObject) -> str:
    chosen = step(data, draw)
    chosen["detail"] = chosen["detail"].replace("先核对", "不核对")
    return "normative"


def reference(data: Content, draw: st.DataObject) -> str:
    chosen = step(data, draw)
    chosen["detail"] = chosen["detail"].replace("sla.x", "sla.other")
    return "normative"


def condition(data: Content, draw: st.DataObject) -> str:
    step(data, draw)["branches"][0]["when"] = "金额很小"
    return "normative"


def branch(data: Content, draw: st.DataObject) -> str:
    step(data, draw)["branches"].append({"when": "客户离开", "go": "end"})
    return "structural"


def trigger(data: Content, _: st.DataObject) -> str:
    data["trigger"] += "或换货"
    return "normative"


def added(data: Content, draw: st.DataObject) -> str:
    at = draw.draw(st.integers(0, len(data["steps"])))
    data["steps"].insert(at, {"id": f"new-{len(data['steps'])}", "do": "新事", "who": "role.a"})
    return "structural"


def removed(data: Content, draw: st.DataObject) -> str | None:
    if len(data["steps"]) < 2:
        return None
    data["steps"].remove(step(data, draw))
    return "structural"


def moved(data: Content, _: st.DataObject) -> str | None:
    if len(data["steps"]) < 2:
        return None
    data["steps"].append(data["steps"].pop(0))
    return "structural"


def renamed(data: Content, draw: st.DataObject) -> str:
    chosen = step(data, draw)
    chosen["id"] += "-again"
    return "structural"


def reworded(data: Content, draw: st.DataObject) -> str:
    chosen = step(data, draw)
    chosen["detail"] = chosen.get("detail", "").replace("核对订单", "对一对订单号码") + "好"
    return "editorial"


def retitled(data: Content, _: st.DataObject) -> str:
    data["title"] += "流程"
    return "editorial"


def bookkeeping(data: Content, _: st.DataObject) -> None:
    data["asks"] = ["别的问法"]
    data["version"] = "1.0.1"
    data["changes"][0]["summary"] += "。"


def layout(data: Content, draw: st.DataObject) -> None:
    chosen = step(data, draw)
    for key in list(chosen):
        chosen[key] = chosen.pop(key)
    if "detail" in chosen:
        chosen["detail"] += "\n\n"
    data["purpose"] = data["purpose"].replace("é", "e\u0301")


MEANINGFUL = [
    limit, actor, wording, figure, denial, reference, condition, branch, trigger, added, removed,
    moved, renamed,
]  # fmt: skip
HARMLESS = [bookkeeping, layout]


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_random_edits_are_never_missed_nor_under_rated(draw: st.DataObject) -> None:
    data = copy.deepcopy(SOP)
    data["purpose"] += "é"
    old = content(data)
    least = -1
    edits = draw.draw(
        st.lists(st.sampled_from([*MEANINGFUL, reworded, retitled, *HARMLESS]), max_size=3)
    )
    for edit in edits:
        try:
            wanted = edit(data, draw)
        except KeyError:  # a step of an earlier edit has not got what this one changes
            continue
        least = max(least, CLASSES.index(wanted) if wanted else -1)
    new = content(data)
    same = canonical_json({**old, "asks": 0}) == canonical_json({**new, "asks": 0})
    found = differences("sop", old, new)
    class_ = class_of(found)
    if same:  # the edits undid one another, or did nothing that a reader is told
        assert found == ()
        assert digest_of("sop", old, {}) == digest_of("sop", new, {})
        return
    assert digest_of("sop", old, {}) != digest_of("sop", new, {})
    assert class_ is not None
    if len(edits) == 1:
        assert CLASSES.index(class_) >= least
    assert (binding(old, Sop) == binding(new, Sop)) or class_ != "editorial"


@pytest.mark.parametrize("edit", HARMLESS)
def test_what_no_reader_is_told_is_no_difference(edit: Edit) -> None:
    data = copy.deepcopy(SOP)
    old = content(data)

    class First:
        @staticmethod
        def draw(_: Any) -> Any:
            return data["steps"][0]

    edit(data, First)  # type: ignore[arg-type]
    assert differences("sop", old, content(data)) == ()
    assert digest_of("sop", old, {}) == digest_of("sop", content(data), {})


def ways(old: Content, new: Content) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.way, one.route) for one in differences("sop", content(old), content(new))]


def test_a_moved_step_is_one_move() -> None:
    new = copy.deepcopy(SOP)
    new["steps"].append(new["steps"].pop(0))
    assert ways(SOP, new) == [("moved", ("steps", "#step-1"))]


def test_a_step_with_a_new_id_is_the_same_step() -> None:
    new = copy.deepcopy(SOP)
    new["steps"][2]["id"] = "other"
    assert ways(SOP, new) == [("renamed", ("steps", "#other"))]


def test_a_branch_that_changed_is_told_as_that() -> None:
    new = copy.deepcopy(SOP)
    new["steps"][0]["branches"][0]["go"] = "step-4"
    assert ways(SOP, new) == [("changed", ("steps", "#step-1", "branches", "#1", "go"))]


def test_that_words_are_no_longer_said_as_they_are_is_normative() -> None:
    script = {"id": "script.notice", "title": "告知", "text": "本次通话有录音。"}
    free = {"id": "SCR-01", "scripts": [script]}
    bound = {"id": "SCR-01", "scripts": [{**script, "verbatim": True}]}
    for old, new in ((free, bound), (bound, free)):
        assert class_of(differences("scripts", old, new)) == "normative"


def test_prose_that_names_another_role_binds() -> None:
    new = copy.deepcopy(SOP)
    new["steps"][0]["detail"] = "先请主管核对订单，1 分钟内登记[[sla.x]]。"
    old, after = content(SOP), content(new)
    assert class_of(differences("sop", old, after)) == "editorial"
    assert class_of(differences("sop", old, after, frozenset({"主管"}))) == "normative"


def test_the_order_of_an_enumeration_says_nothing() -> None:
    new = copy.deepcopy(SOP)
    new["audience"].reverse()
    assert class_of(differences("sop", content(SOP), content(new))) == "editorial"
    assert binding(content(SOP), Sop) == binding(content(new), Sop)
