"""Diagrams: pure functions from values to geometry, which the templates ``shared/*.svg`` draw."""

from __future__ import annotations

from handbook.render.diagram.fitting import PAGE, PHONE, Room
from handbook.render.diagram.flow import Edge, Flow, Lane, Node, Words, flow_of, words_in
from handbook.render.diagram.layout import swimlane
from handbook.render.diagram.picture import Swimlane
from handbook.render.diagram.stairs import Climb, Ladder, Rung, climb_of, ladder

__all__ = [
    "PAGE",
    "PHONE",
    "Climb",
    "Edge",
    "Flow",
    "Ladder",
    "Lane",
    "Node",
    "Room",
    "Rung",
    "Swimlane",
    "Words",
    "climb_of",
    "flow_of",
    "ladder",
    "swimlane",
    "words_in",
]
