"""Ids for what has none yet: out of its words, in pinyin where they are Chinese."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from handbook.diagnostics import Problem
from handbook.exchange.columns import ID
from handbook.exchange.heads import Head
from handbook.exchange.lines import Line, Target, refused
from handbook.exchange.rows import Keys, forms, state
from handbook.model.base import Item
from handbook.render.pinyin import syllables

_SIGNS = 8
"""So many characters make the id of a row."""


def spelled(text: str, signs: int) -> str:
    """The beginning of a text as an id says it; empty where it has no letters."""
    runs = re.findall(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+", text)
    words = [word.lower() for run in runs for word in syllables(run)]
    return re.sub(r"[^a-z0-9]+", "-", "-".join(words[:signs])).strip("-")


def proposed(
    head: Head,
    item: type[Item],
    lines: Sequence[Line],
    index: Mapping[Keys, Target],
    used: Container[str],
) -> tuple[list[Line], list[Problem], list[Problem]]:
    """Rows with ids for those that are new and have none; what these are, and what is wrong.

    No number makes an id another: a sheet that comes twice would bring everything twice. So what
    says the same as a thing that is there is that thing, and an id that is used is refused.
    """
    if all(line.keys[-1] or line.state(head.sheet) for line in lines):
        return list(lines), [], []
    ids = {line.keys[-1] for line in lines}
    there = {
        state(forms(head.sheet, one.value)): one.keys[-1]
        for one in index.values()
        if one.keys[-1] not in ids
    }
    found: list[Line] = []
    told: list[Problem] = []
    wrong: list[Problem] = []
    for line in lines:
        own = line.keys[-1]
        if not own and not line.state(head.sheet):
            own = there.get(state(line.values(head.sheet)), "")
            words = spelled(line.texts.get(f"{head.sheet.name}:{item.LABEL}", ""), _SIGNS)
            if not own and words:
                own = item.ID_PREFIX + words
                if own in used or own in ids:
                    wrong += refused(head, line.row, ID, why="used", value=own).problems
                    continue
                here = head.at(line.row, head.sheet.keys[-1])
                told.append(Problem("XCH15", here, {"value": own}))
            ids.add(own)
        found.append(replace(line, keys=(*line.keys[:-1], own)))
    return found, told, wrong
