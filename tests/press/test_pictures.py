"""The pictures of a step and of a rule are printed where they are shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from page import validate_pdf_bytes
from PIL import Image

from handbook.config import SOURCES, data
from handbook.load.tree import load_tree
from handbook.model.library import build_library
from handbook.press.run import Press, Shop, Wanted
from handbook.render.environment import environment
from handbook.render.view import Book
from tests.site.conftest import SMALL

pytestmark = pytest.mark.slow

GUIDE = """\
id: ETQ-01
title: 礼仪
version: 1.0.0
status: approved
effective: 2026-11-01
owner: dept.service
approver: role.manager
rules:
  - id: etiquette.stand
    topic: 站姿
    name: 站立
    do: 站直
    why: 让客户放心
    picture: {file: images/柜台 1.png, alt: 站姿图}
changes:
  - {version: 1.0.0, date: 2026-10-20, class: structural, summary: 首次发布, author: 客户服务部}
"""


def test_a_picture_is_printed_at_its_step_and_at_its_rule(
    tmp_path: Path, opened: Callable[[bytes], pikepdf.Pdf]
) -> None:
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    sources = tmp_path / SOURCES
    (sources / "images").mkdir()
    Image.new("RGB", (1280, 960), "teal").save(sources / "images" / "柜台 1.png")
    sop = sources / "sops" / "SOP-RET-01.yml"
    text = sop.read_text("utf-8")
    first = next(line for line in text.splitlines() if line.startswith("    do: "))
    picture = "    pictures: [{file: images/柜台 1.png, alt: 登记台}]"
    sop.write_text(text.replace(first, f"{first}\n{picture}", 1), "utf-8")
    (sources / "etiquette").mkdir()
    (sources / "etiquette" / "ETQ-01.yml").write_text(GUIDE, "utf-8")
    library = build_library(load_tree(tmp_path))
    assert not library.problems
    book = Book(library, date(2026, 12, 1), "zh-Hans", environment((data("templates"),)))

    def sizes(name: str) -> set[tuple[int, int]]:
        """Of the pictures in a document that is printed, which is accessible."""
        with ThreadPoolExecutor(1) as pool:
            shop = Shop(pool, pool, 1, sources, tmp_path / "cache")
            press = Press(book, Wanted((), (library.documents[name],)), shop)
            press.start()
            press.finish(tmp_path)
        data_ = (tmp_path / f"{name}.pdf").read_bytes()
        assert validate_pdf_bytes(data_, profile="ua1").failures == []
        pdf = opened(data_)
        shown = [one for page in pdf.pages for one in page.get_images().values()]
        return {(int(one.Width), int(one.Height)) for one in shown}

    assert [sizes(name) for name in ("SOP-RET-01", "ETQ-01")] == [{(1280, 960)}] * 2
    Image.new("RGB", (1200, 900), "navy").save(sources / "images" / "柜台 1.png")
    assert sizes("ETQ-01") == {(1200, 900)}, "of the same name, and another picture"
