"""A small handbook with cards, and what is printed of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handbook.config import Project
from handbook.load.tree import load_tree
from handbook.model.card import Card
from handbook.model.library import build_library
from handbook.press.cards.run import Cards, set_cards
from handbook.render.environment import environment
from handbook.render.view import Book

TODAY = date(2026, 12, 1)
POINT = 72 / 25.4
CONTROL = """version: 1.1.0
status: approved
effective: 2026-11-02
owner: dept.service
approver: role.manager
"""
CHANGES = """changes:
  - {version: 1.1.0, date: 2026-10-20, class: normative, summary: 改, author: 客户服务部}
  - {version: 1.0.0, date: 2026-01-20, class: structural, summary: 新建, author: 客户服务部}
"""
HANDBOOK = """name: 客服手册
organisation: 样例公司
site: https://handbook.example.com/
print_expiry: 90 days
scenes:
  - {id: scene.a, name: 场景}
"""
ROLES = f"""id: REF-ROLES
title: 岗位
{CONTROL}departments:
  - {{id: dept.service, name: 客户服务部}}
roles:
  - {{id: role.manager, name: 经理, summary: 管理, approves: [card]}}
  - {{id: role.agent, name: 客服, summary: 接待}}
{CHANGES}"""
CHANNELS = f"""id: REF-CHANNELS
title: 渠道
{CONTROL}entries:
  - {{id: channel.phone, name: 电话, group: online, summary: 热线}}
{CHANGES}"""
LEVELS = f"""id: SLA-01
title: 服务时限
{CONTROL}levels:
  - {{id: sla.first, name: 首次回应, touchpoint: 首次回应, measure: response, limit: 24h}}
  - {{id: sla.other, name: 退款到账, touchpoint: 退款, measure: resolution, limit: 3 workdays}}
  - {{id: sla.unseen, name: 回访, touchpoint: 回访, measure: follow-up, limit: 2 days}}
{CHANGES}"""


def scripts(*texts: str) -> str:
    """A library of scripts, ``script.one`` and so on."""
    names = ("one", "two", "three", "four")
    items = "".join(
        f"  - {{id: script.{name}, title: 第{name}句, scene: scene.a, channels: [phone], "
        f'purpose: 说话, text: "{text}"}}\n'
        for name, text in zip(names, texts, strict=False)
    )
    return f"id: SCR-01\ntitle: 话术\n{CONTROL}scripts:\n{items}{CHANGES}"


def card(id_: str = "CARD-01", faces: str = "", more: str = "layout: service-levels\n") -> str:
    """A card's source."""
    shown = faces or "  - {title: 多久回应, show: [sla.first]}\n"
    return f"id: {id_}\ntitle: 时限卡\n{CONTROL}{more}faces:\n{shown}{CHANGES}"


def no_pool() -> Executor:
    """Few cards are set in this process."""
    raise AssertionError("no processes are needed")


@pytest.fixture
def printed(write: Callable[..., Path]) -> Callable[..., Cards]:
    """Sets the cards of a small handbook: sources by path, beside those that are always there."""

    def make(
        files: dict[str, str], below: str = ".", *, site: bool = True, more: str = ""
    ) -> Cards:
        handbook = (
            HANDBOOK if site else HANDBOOK.replace("site: https://handbook.example.com/\n", "")
        )
        always = {
            "handbook.yml": handbook + more, "roles.yml": ROLES, "channels.yml": CHANNELS,
            "service-levels/SLA-01.yml": LEVELS,
            "scripts/SCR-01.yml": scripts("请稍等。", "[[sla.first]]内回复您。"),
        }  # fmt: skip
        root = write(
            {f"sop_sources/{name}": text for name, text in {**always, **files}.items()}, below
        )
        library = build_library(load_tree(root))
        assert not library.problems
        book = Book(library, TODAY, "zh-Hans", environment(Project(root).templates))
        return set_cards(book, library.of_kind(Card.KIND), root / "cache", no_pool)

    return make


def pages(data: bytes) -> list[pikepdf.Page]:
    """The pages of a PDF, which stays open as long as they are looked at."""
    return list(_opened(data).pages)


@lru_cache(maxsize=8)
def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def box(page: pikepdf.Page, name: str) -> list[float]:
    """A box of a page, in millimetres."""
    return [round(float(edge) / POINT, 2) for edge in getattr(page, name)]
