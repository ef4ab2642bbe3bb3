"""Cards without colour: legible, and told apart by character and pattern."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from handbook.config import Project
from handbook.model.card import Layout
from handbook.render.environment import environment
from handbook.render.words import translator

LAYOUTS = get_args(Layout)
_AA = 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, which is all that grey leaves."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(c * share for c, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def edges(root: Path) -> object:
    return environment(Project(root).templates).get_template("print/cards/edges.html").module


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_colour_is_legible_in_grey_on_white_and_under_white(
    layout: str, tmp_path: Path
) -> None:
    ink = edges(tmp_path).INK[layout]  # type: ignore[attr-defined]
    assert 1.05 / (luminance(ink) + 0.05) >= _AA


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_layout_has_a_character_of_its_own(language: str) -> None:
    marks = [translator(language)(f"card_mark.{layout}") for layout in LAYOUTS]
    assert all(len(mark) == 1 for mark in marks)
    assert len(set(marks)) == len(LAYOUTS)


def test_every_layout_has_a_pattern_of_its_own(tmp_path: Path) -> None:
    module = edges(tmp_path)
    drawn = [re.sub(r"#\w{6}", "", str(module.edge(layout, 105))) for layout in LAYOUTS]  # type: ignore[attr-defined]
    assert len(set(drawn)) == len(LAYOUTS)
