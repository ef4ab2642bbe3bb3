"""Desk guides over a corpus: one of each layout a line after the other, all sizes among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.lines import Corpus, Line, Record, changes_last, control
from benchmarks.sops import script_ids

_DRAWN = 8
"""A diagram of more steps has no room on an A4 card if many people take part."""
_Faces = Callable[[Line, int, Corpus], list[tuple[str, list[str]]]]


def cards(corpus: Corpus, count: int) -> Iterator[Record]:
    """So many desk guides, in turn of the lines: no two show the same in the same way."""
    lines = corpus.lines()
    for number in range(count):
        line, place = lines[number % len(lines)], number // len(lines)
        yield _card(number, line, place, corpus)


def _card(number: int, line: Line, place: int, corpus: Corpus) -> Record:
    layout, name, sizes, faces = _LAYOUTS[place % len(_LAYOUTS)]
    writer = line.writer(f"card {place}")
    around = place // len(_LAYOUTS)
    title = f"{line.name}{name}（第{around + 1}张）"
    record = control(f"CARD-{number + 1:03}", title, writer) | {
        "audience": ["role.frontline", "role.supervisor"],
        "layout": layout,
        "size": sizes[0],
        "also": sizes[1:],
        "faces": [
            {"title": title, "show": show} for title, show in faces(line, around, corpus)
        ],
    }  # fmt: skip
    return changes_last({key: value for key, value in record.items() if value != []})


def _spoken(each: int, titles: tuple[str, ...]) -> _Faces:
    """Faces that show some scripts of a line, other ones on the next card."""

    def faces(line: Line, around: int, _corpus: Corpus) -> list[tuple[str, list[str]]]:
        scripts = [script for scene in script_ids(line).values() for script in scene]
        first = around * each * len(titles)
        return [
            (title, [scripts[(first + at * each + n) % len(scripts)] for n in range(each)])
            for at, title in enumerate(titles)
        ]

    return faces


def _levels(line: Line, _around: int, _corpus: Corpus) -> list[tuple[str, list[str]]]:
    return [
        ("多久开口", [f"sla.{line.slug}-response", f"sla.{line.slug}-check"]),
        ("多久办完", [f"sla.{line.slug}-resolve", f"sla.{line.slug}-follow"]),
    ]


def _targets(line: Line, _around: int, _corpus: Corpus) -> list[tuple[str, list[str]]]:
    names = ("once", "days", "rework")
    return [("考核看什么", [f"kpi.{line.slug}-{name}" for name in names])]


def _ladder(line: Line, _around: int, _corpus: Corpus) -> list[tuple[str, list[str]]]:
    return [("依次找谁", [f"path.{line.slug}"])]


def _drawn(line: Line, around: int, corpus: Corpus) -> list[tuple[str, list[str]]]:
    procedures = [one for one in corpus.of_line(line) if len(one.acts) <= _DRAWN]
    procedure = procedures[around % len(procedures)]
    return [(procedure.title, [procedure.id])]


_LAYOUTS: tuple[tuple[str, str, list[str], _Faces], ...] = (
    ("answer", "应答卡", ["A5", "A6"], _spoken(2, ("接住", "办完"))),
    ("swimlane", "流程图", ["A4"], _drawn),
    ("service-levels", "时限卡", ["A6", "100x70mm"], _levels),
    ("tent", "立牌", ["A5"], _spoken(1, ("开口", "收尾"))),
    ("answer", "快答卡", ["A5"], _spoken(3, ("先说", "再说"))),
    ("escalation", "升级卡", ["A5", "A6"], _ladder),
    ("strip", "键盘条", ["320x70mm"], _spoken(2, ("从接起到挂断",))),
    ("kpis", "指标卡", ["A5"], _targets),
)
"""Layout, name, sizes and faces."""
