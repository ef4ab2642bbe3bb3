"""A finished swimlane diagram: what the template ``shared/swimlane.svg`` draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from handbook.render.diagram.boxes import PAD, Box, Text
from handbook.render.diagram.lines import Line
from handbook.render.diagram.strokes import arrowhead, bar, clock, diamond, num, path, rectangle


class Column(NamedTuple):
    """A lane: its left edge, its width and its actor's name."""

    x: float
    width: float
    name: Text


@dataclass(frozen=True, slots=True)
class Swimlane:
    """A finished diagram. Sizes are CSS pixels at natural size."""

    width: float
    height: float
    title: str
    description: str
    trigger: Text
    head: tuple[float, float]
    """Top and height of the band with the actors' names."""
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def forward(self) -> str:
        """The lines that lead on, as one path."""
        return "".join(path(line.points) for line in self.lines if not line.back)

    @property
    def backward(self) -> str:
        """The lines that lead back."""
        return "".join(path(line.points) for line in self.lines if line.back)

    @property
    def arrows(self) -> str:
        """All arrowheads; lines that meet share one."""
        return "".join(dict.fromkeys(arrowhead(line.points) for line in self.lines))

    @property
    def signs(self) -> tuple[Text, ...]:
        """The numbers of the steps and the words of start and end, in their places."""
        found = ((box, box.sign) for box in self.boxes if box.sign)
        return tuple(sign._replace(x=box.x + sign.x, y=box.y + sign.y) for box, sign in found)

    def called(self, box: Box) -> str:
        """What a box says to who does not see where it stands: its number and its actor too."""
        if box.number is None:
            return " ".join(box.text.lines)
        limit = (box.limit.text,) if box.limit else ()
        told = (box.text, self.columns[box.lane].name, *limit)
        said = ", ".join("".join(text.lines) for text in told)
        return f"{box.number.lines[0]} {said}"

    @property
    def discs(self) -> str:
        """A dot for every number, to be stroked 17 thick with round ends."""
        return "".join(f"M{num(box.x + 13)} {num(box.y)}h0" for box in self.boxes if box.number)

    @property
    def pills(self) -> str:
        """Start and end, to be stroked 22 thick with round ends."""
        ends = (box for box in self.boxes if box.kind in ("start", "end"))
        return "".join(bar(box.x, box.y, box.width, box.height) for box in ends)

    @property
    def badges(self) -> str:
        """The limits on one line, to be stroked 15 thick with round ends."""
        return "".join(
            bar(box.x + limit.x, box.y + limit.y, limit.width, limit.height)
            for box in self.boxes
            if (limit := box.limit) and len(limit.text.lines) == 1
        )

    @property
    def clocks(self) -> str:
        """The clocks of all limits."""
        badges = ((box.x, box.y, box.limit) for box in self.boxes if box.limit)
        return "".join(clock(x + badge.x + 4, y + badge.y + 7.5) for x, y, badge in badges)

    @property
    def cuts(self) -> str:
        """The lines above conditions."""
        ways = ((box, way) for box in self.boxes for way in box.exits)
        return "".join(f"M{num(box.x)} {num(box.y + way.y)}h{num(box.width)}" for box, way in ways)

    @property
    def diamonds(self) -> str:
        """The marks of conditions."""
        ways = ((box, way) for box in self.boxes for way in box.exits)
        return "".join(diamond(box.x + PAD + 4, box.y + way.y + 6) for box, way in ways)

    @property
    def bands(self) -> str:
        """Every other lane, to be tinted."""
        top, height = self.head[0], self.height - self.head[0] - 0.5
        return "".join(rectangle(lane.x, top, lane.width, height) for lane in self.columns[1::2])

    @property
    def header(self) -> str:
        """The band behind the actors' names."""
        return rectangle(0.5, self.head[0], self.width - 1, self.head[1])

    @property
    def rules(self) -> str:
        """The frame, the line below the names, and the lines between the lanes."""
        top, tall = self.head
        wide, height = self.width - 1, self.height - top - 0.5
        between = (f"M{num(lane.x)} {num(top)}v{num(height)}" for lane in self.columns[1:])
        below = f"M0.5 {num(top + tall)}h{num(wide)}"
        return rectangle(0.5, top, wide, height) + below + "".join(between)
