"""Swimlanes: how single situations are drawn."""

from __future__ import annotations

from handbook.render.diagram import PAGE, PHONE, Edge, Flow, Lane, Node, swimlane
from handbook.render.diagram.boxes import SMALL


def test_a_step_that_hands_over_to_the_right_is_level_with_the_next() -> None:
    picture = swimlane(_chain([0, 1]))
    line = next(line for line in picture.lines if line.source == "s0")
    assert len(line.points) == 2
    assert line.points[0][1] == line.points[1][1]


def test_a_loop_leads_back_beside_the_boxes() -> None:
    flow = _chain([0, 0, 0], Edge("s2", "s0", "step", "客户不同意"))
    (line,) = (line for line in swimlane(flow).lines if line.back)
    assert (line.source, line.target) == ("s2", "s0")
    assert len(line.points) == 4


def test_the_condition_that_goes_on_below_is_last_and_straight() -> None:
    on = Edge("s0", "s1", "step", "客户同意方案")
    away = Edge("s0", "SOP-RET-02", "away", "客户要退货", "SOP-RET-02 退换货", "SOP-RET-02")
    flow = _chain([0, 0])
    flow = Flow(flow.title, flow.trigger, flow.lanes, flow.nodes, (on, away, *flow.edges[1:]))
    picture = swimlane(flow)
    assert [leaving.edge for leaving in picture.boxes[1].exits] == [away, on]
    (line,) = (line for line in picture.lines if line.source == "s0")
    assert [point[0] for point in line.points] == [picture.boxes[1].center] * 2


def test_a_step_without_conditions_that_leaves_has_a_connector_below() -> None:
    flow = _chain([0])
    away = Edge("s0", "SOP-RET-02#check", "away", "", "SOP-RET-02 验货", "SOP-RET-02#check")
    flow = Flow(flow.title, flow.trigger, flow.lanes, flow.nodes, (away,))
    *_, connector = swimlane(flow).boxes
    assert connector.kind == "away"
    assert connector.address == "SOP-RET-02#check"
    assert "SOP-RET-02" in connector.text.lines[0]


def test_a_room_with_little_width_gets_a_narrow_diagram() -> None:
    long = tuple(Edge(f"s{at}", "end", "end", "客户对处理结果不满意" * 3) for at in range(8))
    flow = _chain([0, 1] * 4, *long, *long)
    assert swimlane(flow, PHONE).width < swimlane(flow, PAGE).width


def test_up_to_four_lanes_stay_legible_across_a_page() -> None:
    long = tuple(Edge(f"s{at}", "end", "end", "客户对处理结果不满意" * 3) for at in range(20))
    for lanes in (1, 2, 3, 4):
        picture = swimlane(_chain([at % lanes for at in range(20)], *long, *long))
        points = SMALL * 0.75 * PAGE.width / picture.width
        assert points >= 6.5, (lanes, picture.width)


def test_a_tag_lies_within_the_box_of_its_step() -> None:
    away = Edge("s0", "SOP-RET-02", "away", "客户要退货", "SOP-RET-02 退换货", "SOP-RET-02")
    picture = swimlane(_chain([0, 1], away))
    step, other = (box for box in picture.boxes if box.address)
    [tag] = [leaving.tag for leaving in step.exits if leaving.tag and leaving.tag.address]
    assert [step.address, tag.address] == ["SOP-X-01#s0", "SOP-RET-02"]
    assert other.address == "SOP-X-01#s1"
    assert 0 < tag.x < tag.x + tag.width < step.width
    assert 0 < tag.y < tag.y + tag.height < step.height


def _chain(lanes: list[int], *more: Edge) -> Flow:
    """Steps one after the other in the given lanes; ``more`` are conditions."""
    nodes = [
        Node(f"s{at}", f"SOP-X-01#s{at}", lane, str(at + 1), "核对订单", "2 小时")
        for at, lane in enumerate(lanes)
    ]
    when = "其他情形" if more else ""
    edges = [Edge(f"s{at}", f"s{at + 1}", "step", when) for at in range(len(lanes) - 1)]
    edges.append(Edge(f"s{len(lanes) - 1}", "end", "end", when))
    actors = [Lane(f"role.{at}", "客服主管") for at in range(max(lanes) + 1)]
    return Flow("退换货", "客户要退货。", tuple(actors), tuple(nodes), (*edges, *more))
