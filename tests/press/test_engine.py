"""The engine fetches nothing from elsewhere and swallows no warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.press.engine import PressError, pdf

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4"/></svg>'


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.png",
        "http://127.0.0.1:9/a.png",
        "file:///etc/hostname",
        "../outside.svg",
        "ftp://example.com/a.png",
    ],
)
def test_a_picture_from_outside_the_folder_fails_the_build(tmp_path: Path, address: str) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    (tmp_path / "outside.svg").write_bytes(PIXEL)
    with pytest.raises(PressError, match="not a file of the project"):
        pdf(f'<img src="{address}" alt="x">', inside, "x")


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    (tmp_path / "outside.svg").write_bytes(PIXEL)
    (inside / "link.svg").symlink_to(tmp_path / "outside.svg")
    with pytest.raises(PressError):
        pdf('<img src="link.svg" alt="x">', inside, "x")


def test_a_picture_inside_the_folder_is_printed(tmp_path: Path) -> None:
    (tmp_path / "in.svg").write_bytes(PIXEL)
    assert pdf('<img src="in.svg" alt="x">', tmp_path, "x").startswith(b"%PDF-")


def test_a_missing_picture_fails_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(PressError, match=r"gone\.png"):
        pdf('<img src="gone.png" alt="x">', tmp_path, "x")


def test_a_style_that_is_not_understood_fails(tmp_path: Path) -> None:
    with pytest.raises(PressError, match="colour"):
        pdf("<style>p { colour: red }</style><p>x</p>", tmp_path, "x")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    assert pdf("<p>退换货</p>", tmp_path, "x") == pdf("<p>退换货</p>", tmp_path, "x")
