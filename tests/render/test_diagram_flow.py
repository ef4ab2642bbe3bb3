"""From a procedure to its flow: where each way out leads, and what the reader is told."""

from __future__ import annotations

import json
from typing import Any

from handbook.model.sop import Sop
from handbook.render.diagram import Edge, Flow, flow_of, words_in

NAMES = {
    "role.frontline": "一线客服",
    "role.supervisor": "客服主管",
    "sla.first-response": "30 分钟",
    "SOP-RET-01": "退换货",
    "SOP-RET-01#check": "对照政策核查",
    "grade.3": "三级",
}


def flow(*steps: dict[str, Any], trigger: str = "客户要投诉", **options: Any) -> Flow:
    """The flow of a procedure with these steps; ``who`` and ``do`` may be left out."""
    source = {
        "id": "SOP-CMP-01",
        "title": "投诉处理",
        "version": "1.0.0",
        "status": "draft",
        "owner": "dept.customer-service",
        "approver": "role.supervisor",
        "purpose": "让客户得到答复",
        "trigger": trigger,
        "steps": [{"do": "办理", "who": "role.frontline", **step} for step in steps],
        "changes": [
            {
                "version": "1.0.0",
                "date": "2026-11-01",
                "class": "structural",
                "summary": "首次发布",
                "author": "客户服务部",
            }
        ],
    }
    sop = Sop.model_validate_json(json.dumps(source))
    return flow_of(sop, lambda name: NAMES.get(name, name), str.upper, **options)


def test_without_branches_a_step_leads_to_the_one_below_and_the_last_to_the_end() -> None:
    assert flow({"id": "a"}, {"id": "b"}).edges == (Edge("a", "b"), Edge("b", "end", "end"))


def test_next_leads_elsewhere() -> None:
    found = flow({"id": "a", "next": "c"}, {"id": "b", "next": "end"}, {"id": "c", "next": "a"})
    assert [(edge.target, edge.leads) for edge in found.edges] == [
        ("c", "step"),
        ("end", "end"),
        ("a", "step"),
    ]


def test_with_branches_only_these_lead_out() -> None:
    branches = [{"when": "同意", "go": "b"}, {"when": "不同意", "go": "end"}]
    found = flow({"id": "a", "branches": branches}, {"id": "b"})
    assert found.ways["a"] == (Edge("a", "b", "step", "同意"), Edge("a", "end", "end", "不同意"))


def test_another_document_is_shown_by_id_and_title_and_linked_by_its_address() -> None:
    branches = [
        {"when": "要退货", "go": "SOP-RET-01"},
        {"when": "已收货", "go": "SOP-RET-01#check"},
    ]
    whole, step = flow({"id": "a", "branches": branches}).edges
    assert (whole.leads, whole.label, whole.address) == ("away", "SOP-RET-01 退换货", "SOP-RET-01")
    assert (step.label, step.address) == ("SOP-RET-01 对照政策核查", "SOP-RET-01#check")


def test_the_full_address_of_an_own_step_stays_in_the_diagram() -> None:
    found = flow({"id": "a", "next": "SOP-CMP-01#b"}, {"id": "b"})
    assert found.edges[0] == Edge("a", "b")


def test_a_step_that_does_not_exist_is_shown_as_written() -> None:
    (edge,) = flow({"id": "a", "next": "nowhere"}).edges
    assert (edge.leads, edge.label) == ("away", "nowhere")


def test_lanes_are_the_actors_in_the_order_in_which_they_act() -> None:
    found = flow({"id": "a"}, {"id": "b", "who": "role.supervisor"}, {"id": "c"})
    assert [lane.name for lane in found.lanes] == ["一线客服", "客服主管"]
    assert [node.lane for node in found.nodes] == [0, 1, 0]


def test_limits_are_a_level_or_a_literal_duration() -> None:
    found = flow({"id": "a", "within": "sla.first-response"}, {"id": "b", "within": "2 workdays"})
    assert [node.limit for node in found.nodes] == ["30 分钟", "2 个工作日"]


def test_prose_is_made_plain() -> None:
    branches = [{"when": "要 vip 通道", "go": "a"}]
    found = flow({"id": "a", "branches": branches}, trigger="问题被判为 vip")
    assert found.trigger == "问题被判为 VIP"
    assert [edge.when for edge in found.edges] == ["要 VIP 通道"]


def test_the_description_tells_the_flow_in_order() -> None:
    branches = [{"when": "同意", "go": "c"}, {"when": "要退货", "go": "SOP-RET-01"}]
    found = flow({"id": "a", "within": "2h"}, {"id": "b", "branches": branches}, {"id": "c"})
    assert found.description.splitlines() == [
        "触发：客户要投诉",
        "1. 办理（一线客服，2 小时）",
        "2. 办理（一线客服）：同意 → 3；要退货 → SOP-RET-01 退换货",
        "3. 办理（一线客服）：→ 结束",
    ]


def test_another_language_has_its_own_words() -> None:
    found = flow({"id": "a", "within": "2h"}, language="en")
    assert found.words == words_in("en")
    assert found.description.splitlines()[1] == "1. 办理 (一线客服, 2 h): → End"
