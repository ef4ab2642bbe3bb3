"""Swimlane diagrams: a pure function from a flow to geometry; ``shared/swimlane.svg`` draws it.

A lane is a column and every step has a row, so that the flow reads downward on a phone and on a
page. The ways out of a step are listed below it, each condition with all its words; a line leaves
from its row. Ways out of the diagram are tags in the row and need no line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from handbook.render.diagram.bands import Link, bands, heights, links
from handbook.render.diagram.boxes import (
    BODY,
    LEADING,
    SMALL,
    SMALL_LEADING,
    Box,
    Text,
    connector,
    step_box,
    terminal,
)
from handbook.render.diagram.fitting import PAGE, Room, lane_widths
from handbook.render.diagram.flow import Edge, Flow
from handbook.render.diagram.grid import EDGE, Grid, grid_of
from handbook.render.diagram.lines import Canvas, draw
from handbook.render.diagram.picture import Column, Swimlane
from handbook.render.diagram.routing import Cell, Route, Router, Wire
from handbook.render.diagram.strokes import half
from handbook.render.diagram.tracks import Tracks, tracks
from handbook.render.measure import width, wrap

_MARGIN = 12  # above the first box and below the last


def swimlane(flow: Flow, room: Room = PAGE) -> Swimlane:
    """Lay a flow out so that it fits its room, as far as it can."""
    ways = flow.ways
    wide = lane_widths(flow, ways, room)
    rows = _rows(flow, ways, wide)
    laid = links(flow, rows)
    stacked = bands(rows, laid)
    cells = _cells(rows, stacked)
    router = Router(cells)
    routes = router.route(_wire(cells, link) for link in laid)
    return _drawn(flow, wide, _Plan(rows, stacked, routes, tracks(router, routes)))


class _Plan(NamedTuple):
    """What stands where and which way each line goes, all but the coordinates."""

    rows: Sequence[Box]
    stacked: Sequence[Mapping[int, float]]
    routes: Sequence[Route]
    tracks: Tracks


def _drawn(flow: Flow, wide: Sequence[float], plan: _Plan) -> Swimlane:
    grid = grid_of(wide, plan.tracks)
    words = flow.words.trigger + flow.trigger
    trigger = Text(EDGE, 12, wrap(words, (grid.width - 2 * EDGE) / SMALL))
    top = SMALL_LEADING * len(trigger.lines) + 8.5
    columns = _columns(flow, grid, top)
    tall = LEADING * max(len(column.name.lines) for column in columns) + 9
    placed = heights(plan.rows, plan.stacked, top + tall + _MARGIN, plan.tracks.crowding)
    boxes = tuple(_at(box, grid, y) for box, y in zip(plan.rows, placed.tops, strict=True))
    return Swimlane(
        grid.width,
        half(placed.bottom + _MARGIN),
        flow.title,
        flow.description,
        trigger,
        (top, tall),
        columns,
        boxes,
        draw(Canvas(boxes, grid, placed, plan.tracks), plan.routes),
    )


def _cells(rows: Sequence[Box], stacked: Sequence[Mapping[int, float]]) -> list[Cell]:
    tops = heights(rows, stacked, 0, {}).tops
    band_of = {row: number for number, band in enumerate(stacked) for row in band}
    return [
        Cell(box.lane, band_of[row], top, top + box.height, top + box.head / 2)
        for row, (box, top) in enumerate(zip(rows, tops, strict=True))
    ]


def _wire(cells: Sequence[Cell], link: Link) -> Wire:
    y = cells[link.source].top + link.out
    return Wire(link.source, link.target, y, link.below, link.exit)


def _rows(flow: Flow, leaving: Mapping[str, tuple[Edge, ...]], wide: Sequence[float]) -> list[Box]:
    """The boxes in their order: the start, the steps, and below a step where it ends or leaves."""
    rows = [terminal("", flow.nodes[0].lane, flow.words.start, "start")]
    for at, node in enumerate(flow.nodes):
        ways = leaving[node.id]
        below = next((other.id for other in flow.nodes[at + 1 :] if other.lane == node.lane), "")
        # The condition that goes on below comes last, so that its line is straight.
        exits = sorted((edge for edge in ways if edge.when), key=lambda edge: edge.target == below)
        rows.append(step_box(node, exits, wide[node.lane], flow.words.end))
        rows += [
            _outlet(flow, edge, node.lane, wide[node.lane])
            for edge in ways
            if not edge.when and edge.leads != "step"
        ]
    return rows


def _outlet(flow: Flow, edge: Edge, lane: int, wide: float) -> Box:
    if edge.leads == "away":
        return connector(edge, lane, wide)
    return terminal(f"{edge.source}>", lane, flow.words.end, "end")


def _columns(flow: Flow, grid: Grid, top: float) -> tuple[Column, ...]:
    columns = []
    for lane, (left, right) in zip(flow.lanes, pairwise(grid.borders), strict=True):
        lines = wrap(lane.name, (right - left - EDGE) / BODY, bold=True)
        inside = max(width(line, bold=True) for line in lines) * BODY
        name = Text(half((left + right - inside) / 2), top + LEADING, lines, LEADING)
        columns.append(Column(left, right - left, name))
    return tuple(columns)


def _at(box: Box, grid: Grid, y: float) -> Box:
    center = (grid.lefts[box.lane] + grid.rights[box.lane]) / 2
    return box._replace(x=half(center - box.width / 2), y=half(y))
