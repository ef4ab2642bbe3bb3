"""The engine fetches nothing from elsewhere and swallows no warning."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from handbook.press.engine import page_pack
from handbook.press.error import PressError, UnshownError
from handbook.press.pictures import pictures
from handbook.press.weasy import HTML
from tests.press.conftest import PAGE

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path d="M0 0h4v4"/></svg>'
SHOWN = '<img src="in.svg" alt="x">'


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
    html = f'<img src="{address}" alt="x">'
    with pytest.raises(UnshownError, match="not a file of the project"):
        pictures(html, inside)
    with pytest.raises(UnshownError, match="not a file of the project"):
        page_pack(html, {})


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    (tmp_path / "outside.svg").write_bytes(PIXEL)
    (inside / "in.svg").symlink_to(tmp_path / "outside.svg")
    with pytest.raises(PressError):
        pictures(SHOWN, inside)


def test_a_picture_inside_the_folder_is_printed(tmp_path: Path) -> None:
    (tmp_path / "in.svg").write_bytes(PIXEL)
    assert pictures(SHOWN, tmp_path) == {"in.svg": PIXEL}
    assert page_pack(PAGE.format(body=SHOWN), {"in.svg": PIXEL})


def test_a_missing_picture_fails_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(PressError, match=r"gone\.png"):
        pictures('<img src="gone.png" alt="x">', tmp_path)


def test_a_style_sheet_cut_short_sets_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = "<ol><li>甲</li><li><ul><li>乙</li></ul></li></ol>"
    page = PAGE.format(body=f"{lists}<table><tr><th>丙<td><q>丁</q><br>戊</table>")
    cut = page_pack(page, {})
    monkeypatch.setattr(HTML, "_ua_stylesheets", weasyprint.HTML._ua_stylesheets)
    assert page_pack(page, {}) == cut


def test_a_footnote_is_set() -> None:
    noted = "<style>.n { float: footnote }</style>"
    page = PAGE.format(body='<p>甲<span class="n">乙</span></p>')
    assert page_pack(page.replace("</head>", f"{noted}</head>"), {})


def test_a_style_that_is_not_understood_fails() -> None:
    with pytest.raises(PressError, match="colour"):
        page_pack("<style>p { colour: red }</style><p>x</p>", {})


def test_the_same_input_gives_the_same_bytes() -> None:
    html = PAGE.format(body="<p>退换货</p>")
    assert page_pack(html, {}) == page_pack(html, {})
