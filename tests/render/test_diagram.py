"""Swimlanes: whatever the procedure, nothing overlaps, nothing is lost, and all of it is drawn."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.render.diagram import PAGE, PHONE, Edge, Flow, Lane, Node, Room, Swimlane, swimlane
from handbook.render.diagram.boxes import BODY, MOST_LINES, SMALL, Box, Text
from handbook.render.measure import width

Point = tuple[float, float]
Rect = tuple[float, float, float, float]

WORDS = st.text(
    "受理客户投诉并记录安抚情绪核查金额超出权限，。（）「」A1-b ", min_size=1, max_size=40
)
WORDS = WORDS.filter(str.strip)


@st.composite
def flows(draw: st.DrawFn, steps: int = 20, lanes: int = 6) -> Flow:
    """Procedures of every shape: branches, loops, jumps, ways out, early ends."""
    names = [f"s{at}" for at in range(draw(st.integers(1, steps)))]
    actors = [Lane(f"role.{at}", draw(WORDS)) for at in range(draw(st.integers(1, lanes)))]
    nodes: list[Node] = []
    edges: list[Edge] = []
    for number, name in enumerate(names, 1):
        lane = draw(st.integers(0, len(actors) - 1))
        limit = draw(st.sampled_from(["", "30 分钟", "3 个工作日", "客户先挂机，客服后挂机"]))
        nodes.append(Node(name, f"SOP-X-01#{name}", lane, str(number), draw(WORDS), limit))
        edges += draw(_ways_out(name, names))
    return Flow("投诉处理", draw(WORDS), tuple(actors), tuple(nodes), tuple(edges))


@st.composite
def _ways_out(draw: st.DrawFn, name: str, names: list[str]) -> list[Edge]:
    following = [*names[names.index(name) + 1 :][:1], "end"][0]
    count = draw(st.sampled_from([0, 0, 0, 2, 2, 3, 5]))
    if not count:
        return [draw(_edge(name, [following, following, *names]))]
    return [draw(_edge(name, names, draw(WORDS))) for _ in range(count)]


@st.composite
def _edge(draw: st.DrawFn, name: str, targets: list[str], when: str = "") -> Edge:
    target = draw(st.sampled_from([*targets, "end", "SOP-RET-02"]))
    if target == "end":
        return Edge(name, target, "end", when)
    if target.startswith("SOP"):
        return Edge(name, target, "away", when, f"{target} 退换货", target)
    return Edge(name, target, "step", when)


@settings(max_examples=150)
@given(flow=flows(), room=st.sampled_from([PAGE, PHONE]))
def test_nothing_overlaps_and_nothing_is_lost(flow: Flow, room: Room) -> None:
    picture = swimlane(flow, room)
    for check in CHECKS:
        check(flow, picture)
    assert swimlane(flow, room) == picture


def boxes_keep_apart(_flow: Flow, picture: Swimlane) -> None:
    for one, two in combinations(picture.boxes, 2):
        assert not _overlap(_rect(one, 4), _rect(two, 4)), (one.id, two.id)


def boxes_stand_in_their_lanes(_flow: Flow, picture: Swimlane) -> None:
    for box in picture.boxes:
        lane = picture.columns[box.lane]
        assert lane.x < box.x
        assert box.x + box.width < lane.x + lane.width


def lines_keep_out_of_boxes(_flow: Flow, picture: Swimlane) -> None:
    for line in picture.lines:
        for start, end in pairwise(line.points):
            for box in picture.boxes:
                assert not _overlap(_stretch(start, end), _rect(box)), (line, box.id)


def lines_are_orthogonal_and_reach_their_boxes(_flow: Flow, picture: Swimlane) -> None:
    boxes = {box.id: box for box in picture.boxes}
    for line in picture.lines:
        assert all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise(line.points)), line
        assert _on_border(boxes[line.source], line.points[0]), line
        assert _on_border(boxes[line.target], line.points[-1]), line


def lines_to_different_places_do_not_run_on_each_other(_flow: Flow, picture: Swimlane) -> None:
    for one, two in combinations(picture.lines, 2):
        if one.target != two.target:
            for a in pairwise(one.points):
                assert not any(_run_together(a, b) for b in pairwise(two.points)), (one, two)


def everything_is_inside_the_view(_flow: Flow, picture: Swimlane) -> None:
    rects = [_rect(box, 8) for box in picture.boxes]
    rects += [(*point, *point) for line in picture.lines for point in line.points]
    for left, top, right, bottom in rects:
        assert left >= 0
        assert top >= picture.head[0] + picture.head[1]
        assert right <= picture.width
        assert bottom <= picture.height


def texts_keep_inside_and_apart(_flow: Flow, picture: Swimlane) -> None:
    for box in picture.boxes:
        tags = (leaving.tag for leaving in box.exits if leaving.tag)
        texts = [*box.texts, *(tag.text for tag in tags)]
        rects = [rect for text in texts for rect in _lines(text)]
        for left, top, right, bottom in rects:
            assert left >= 0
            assert top >= 0
            assert right <= box.width
            assert bottom <= box.height
        for one, two in combinations(rects, 2):
            assert not _overlap(one, two), (one, two, texts)


def every_step_is_there(flow: Flow, picture: Swimlane) -> None:
    steps = {box.id: box for box in picture.boxes if box.kind == "step"}
    assert list(steps) == [node.id for node in flow.nodes]
    for node in flow.nodes:
        shown = steps[node.id].text.lines
        assert len(shown) <= MOST_LINES
        assert "".join(shown).rstrip("…").rstrip() in _tidy(node.text)
        limit = steps[node.id].limit
        assert ("".join(limit.text.lines) if limit else "") == node.limit


def every_way_out_is_there(flow: Flow, picture: Swimlane) -> None:
    drawn = Counter((line.source, line.target) for line in picture.lines if line.source)
    assert drawn == Counter(
        (edge.source, edge.target if edge.leads == "step" else f"{edge.source}>")
        for edge in flow.edges
        if edge.leads == "step" or not edge.when
    )
    ways = [leaving for box in picture.boxes for leaving in box.exits]
    listed = Counter((leaving.edge, "".join(leaving.when.lines)) for leaving in ways)
    assert listed == Counter((edge, _tidy(edge.when)) for edge in flow.edges if edge.when)


def ways_out_of_the_diagram_are_tags(_flow: Flow, picture: Swimlane) -> None:
    for leaving in (leaving for box in picture.boxes for leaving in box.exits):
        assert (leaving.tag is None) == (leaving.edge.leads == "step")
        if leaving.tag:
            said = "".join(leaving.tag.text.lines).replace(" ", "")
            assert said == (leaving.edge.label or "结束").replace(" ", "")


CHECKS = (
    boxes_keep_apart,
    boxes_stand_in_their_lanes,
    lines_keep_out_of_boxes,
    lines_are_orthogonal_and_reach_their_boxes,
    lines_to_different_places_do_not_run_on_each_other,
    everything_is_inside_the_view,
    texts_keep_inside_and_apart,
    every_step_is_there,
    every_way_out_is_there,
    ways_out_of_the_diagram_are_tags,
)


def _rect(box: Box, margin: float = 0) -> Rect:
    right, bottom = box.x + box.width, box.y + box.height
    return box.x - margin, box.y - margin, right + margin, bottom + margin


def _stretch(start: Point, end: Point) -> Rect:
    (x1, y1), (x2, y2) = sorted((start, end))
    return x1, min(y1, y2), x2, max(y1, y2)


def _overlap(one: Rect, two: Rect) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _on_border(box: Box, point: Point) -> bool:
    x, y = point
    if x in (box.x, box.x + box.width):
        return box.y + 3 < y < box.bottom - 3
    return y in (box.y, box.bottom) and x == box.center


def _run_together(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    a, b = _stretch(*one), _stretch(*two)
    if a[0] == a[2] == b[0] == b[2]:
        return a[1] < b[3] and b[1] < a[3]
    return a[1] == a[3] == b[1] == b[3] and a[0] < b[2] and b[0] < a[2]


def _lines(text: Text) -> list[Rect]:
    size = BODY if text.style == "text" else SMALL
    tops = (text.y + at * text.leading - size * 0.8 for at in range(len(text.lines)))
    return [
        (text.x, top, text.x + width(line.rstrip()) * size, top + size * 0.92)
        for line, top in zip(text.lines, tops, strict=True)
    ]


def _tidy(text: str) -> str:
    return " ".join(text.split())
