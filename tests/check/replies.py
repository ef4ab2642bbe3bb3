"""Drafts of replies with what is wrong in them: the rules and the page that checks replies agree.

``replies.json`` holds for each draft the codes and the words they are found in. A draft is checked
as a script of the small handbook below.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_name("replies.json")
CODES = ("WRD01", "WRD07", "WRD13", "WRD15", "WRD24", "WRD25", "VOC11", "VOC15",
         "PRV01", "PRV02", "PRV03", "PRV04", "PRV05", "PRV06", "PRV07")  # fmt: skip


class Reply(NamedTuple):
    """A draft, the channel it is meant for, and the findings: code and words."""

    draft: str
    channel: str
    found: tuple[tuple[str, str], ...]


def replies() -> list[Reply]:
    """Every draft of ``replies.json``."""
    held: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return [
        Reply(one["draft"], one.get("channel", ""), tuple(map(tuple, one["found"]))) for one in held
    ]


CONTROL = """\
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
changes:
  - {version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组, approved: {by: role.director, on: 2026-01-05}}
"""  # noqa: E501
HANDBOOK = """\
name: 手册
organisation: 公司
variables:
  phone: {name: 电话, example: "14312607358"}
scenes: [{id: scene.reply, name: 回复}]
"""
ROLES = """\
id: REF-ROLES
title: 岗位
departments: [{id: dept.service, name: 客服部}]
roles: [{id: role.director, name: 总监, summary: 负责, approves: [all]}]
"""
CHANNELS = """\
id: REF-CHANNELS
title: 渠道
entries:
  - {id: channel.phone, name: 热线, group: offline, summary: 电话, owner: dept.service}
  - {id: channel.chat, name: 在线, group: online, summary: 聊天, owner: dept.service}
  - {id: channel.email, name: 邮箱, group: online, summary: 邮件, owner: dept.service}
"""
PHRASES = """\
id: PHR-01
title: 禁用语
phrases:
  - {id: phrase.job, kind: forbidden, text: 不归我管, forms: [不是我的事, 不归我管的], allow: [是不是我的事], asks: [别找我, 不归我, 不归我管的事], why: 推责, instead: [我来替您转交。]}
  - {id: phrase.account, kind: forbidden, text: 查帐户, why: 说法, instead: [查订单]}
  - {id: phrase.no, kind: forbidden, text: No way, forms: [ABC], why: 生硬, instead: [我来想办法。]}
  - {id: phrase.hello, kind: forbidden, text: 喂喂, channels: [phone], why: 生硬, instead: [您好。]}
  - {id: phrase.oh, kind: forbidden, text: 哦, forms: [喔], whole: true, asks: [哦好, 知道, 说], why: 敷衍, instead: [好的，我记下了。]}
"""  # noqa: E501
LEVELS = """\
id: SLA-01
title: 服务时限
levels:
  - {id: sla.first, name: 投诉首次回应, touchpoint: 首次答复投诉, measure: response, limit: 24 h, asks: [投诉几小时内回复客户, 投诉超过几天]}
  - {id: sla.refund, name: 退款到账时限, touchpoint: 退款到账, measure: resolution, limit: 3 workdays, asks: [退款几天到]}
  - {id: sla.back, name: Refund, touchpoint: Refund, measure: resolution, limit: 2 workdays}
  - {id: sla.window, name: 无理由退货期限, touchpoint: 退货申请, measure: window, limit: 7 days}
standards:
  - {id: std.coupon, name: 补偿券面额, value: 20 CNY}
"""  # noqa: E501


def sources(drafts: list[Reply]) -> dict[str, str]:
    """The small handbook with every draft as a script, each line of it as it is."""
    scripts = "".join(
        f"  - id: script.n{number}\n    title: 回复{number}\n    scene: reply\n"
        f"    channels: [{one.channel or 'email'}]\n    purpose: 回复\n    text: |2-\n"
        + "".join(f"      {line}\n" for line in one.draft.split("\n"))
        for number, one in enumerate(drafts)
    )
    documents = {
        "roles.yml": ROLES, "channels.yml": CHANNELS, "phrases/PHR-01.yml": PHRASES,
        "service-levels/SLA-01.yml": LEVELS,
        "scripts/SCR-01.yml": f"id: SCR-01\ntitle: 话术\nscripts:\n{scripts}",
    }  # fmt: skip
    texts = {name: text + CONTROL for name, text in documents.items()} | {"handbook.yml": HANDBOOK}
    return {f"sop_sources/{name}": text for name, text in texts.items()}
