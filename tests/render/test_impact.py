"""What a change of the sources reaches: exactly that, each by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.render.impact import State, impact
from handbook.render.reached import Impact, Named, Reread
from handbook.report.impact import FORMATS, LONGEST, MARK
from handbook.report.look import Look
from handbook.site.address import Addresses
from tests.desk import Project

HEAD = """\
id: {id}
title: {title}
version: 1.0.0
status: approved
effective: 2026-01-10
owner: service
approver: role.director
changes:
  - {{version: 1.0.0, date: 2026-01-02, class: structural, summary: 新建, author: 流程组}}
"""
MORE = {
    "scripts/a.yml": ("SCR-01", "话术", """\
scripts:
  - {id: script.wait, title: 请等候, scene: wait, channels: [phone], purpose: 告知,
     text: "[[sla.reply]]内答复您。"}
  - {id: script.bye, title: 道别, scene: wait, channels: [phone], purpose: 告知, text: 再见。}
"""),
    "cards/a.yml": ("CARD-01", "时限卡", """\
layout: service-levels
faces: [{title: 时限, show: [sla.reply]}]
"""),
    "cards/b.yml": ("CARD-02", "话术卡", """\
layout: phrases
faces: [{title: 话术, show: [script.bye]}]
"""),
    "manuals/a.yml": ("MAN-01", "全册", """\
parts: [{title: 流程, include: ["kind:sop"]}]
"""),
    "manuals/b.yml": ("MAN-02", "话术册", """\
parts: [{title: 话术, include: [SCR-01]}]
"""),
    "scorecards/a.yml": ("QA-01", "质检", """\
applies: 全部
sample: 每周十件
dimensions:
  - name: 处理
    weight: 100
    looks_at: 过程
    lines:
      - {id: qa.register, check: 登记完整, points: 50, how: 缺项扣分,
         clauses: ["SOP-RET-01#register"]}
      - {id: qa.answer, check: 按时答复, points: 50, how: 超时扣分,
         clauses: ["SOP-RET-01#answer"]}
"""),
    "training/a.yml": ("TRN-01", "培训", """\
courses:
  - id: course.returns
    title: 退货
    audience: [role.agent]
    trigger: 入职
    forms: [lecture]
    outline: [流程]
    assessment: 考试
    covers: [SOP-RET-01]
quiz:
  - id: quiz.first
    question: 先做什么？
    options: [登记, 答复]
    answer: [1]
    why: 先登记
    covers: ["SOP-RET-01#register"]
"""),
}  # fmt: skip
SCENE = "scenes: [{id: scene.wait, name: 等候}]\n"
TODAY = date(2026, 2, 1)
CHANNELS = "entries: [{id: channel.phone, name: 电话, group: online, summary: 热线}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A handbook in which everything hangs on a procedure or on a limit."""
    project = Project(tmp_path)
    settings = (tmp_path / "sop_sources" / "handbook.yml").read_text("utf-8")
    project.write("handbook.yml", settings + SCENE)
    project.write("channels.yml", HEAD.format(id="REF-CH", title="渠道") + CHANNELS)
    for file, (id_, title, body) in MORE.items():
        project.write(file, HEAD.format(id=id_, title=title) + body)
    assert project.library.problems == ()
    project.release()
    return project


@pytest.fixture
def changed(project: Project) -> Callable[[], Impact]:
    """What has changed since the test began."""
    before = State(project.library, project.histories)

    def compare() -> Impact:
        after = State(project.library, project.histories)
        return impact(before, after, "zh-Hans", Addresses(after.library).path, TODAY)

    return compare


def ids(named: tuple[Named, ...]) -> list[str]:
    return [one.address for one in named]


def test_nothing_is_reached_by_a_comment(project: Project, changed: Callable[[], Impact]) -> None:
    project.edit("# 退货的做法\n", "# 退货怎样做\n\n")
    assert changed() == Impact()


def test_a_limit_reaches_whatever_shows_it(project: Project, changed: Callable[[], Impact]) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    found = changed()
    [one] = found.revised
    assert (one.id, one.before, one.after, one.change_class) == (
        "SLA-01", "1.0.0", "1.1.0", "normative",
    )  # fmt: skip
    assert not one.is_short
    assert {one.document.address: ids(one.items) for one in found.reread} == {
        "SCR-01": ["sla.reply"],
        "SOP-RET-01": ["sla.reply"],
        "CARD-01": ["sla.reply"],
    }
    assert {one.page for one in found.pages} == {
        "service-levels/SLA-01/", "service-levels/reply/", "sops/SOP-RET-01/", "scripts/SCR-01/",
        "scripts/wait/", "cards/CARD-01/",
    }  # fmt: skip
    assert ids(found.scripts) == ["script.wait"]
    assert [ids((print_.piece,)) for print_ in found.cards] == [["CARD-01"]]
    assert [(one.piece.address, ids(one.because)) for one in found.manuals] == [
        ("MAN-01", ["SOP-RET-01"]),
        ("MAN-02", ["SCR-01"]),
    ]
    assert {one.on for one in (*found.cards, *found.manuals)} == {date(2026, 3, 1)}


def test_a_step_reaches_who_checks_and_teaches_it(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("do: 登记退货", "do: 登记并拍照")
    found = changed()
    assert ids(found.checks) == ["qa.register"]
    assert ids(found.courses) == ["course.returns"]
    assert ids(found.questions) == ["quiz.first"]
    assert found.cards == ()
    assert found.revised[0].is_short
    assert found.revised[0].needed == "1.1.0"


def test_a_better_wording_is_printed_but_not_taught(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("问清订单号，再登记。", "问清楚订单号，再登记。")
    found = changed()
    assert found.change_class == "editorial"
    assert (found.checks, found.courses, found.questions) == ((), (), ())
    assert [one.piece.address for one in found.manuals] == ["MAN-01"]


def test_a_document_alone_may_change_its_head(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("effective: 2026-01-10", "effective: 2026-01-20")
    found = changed()
    assert [(one.id, one.found, one.change_class) for one in found.revised] == [
        ("SOP-RET-01", (), None)
    ]
    assert found.pages == ()
    assert [one.piece.address for one in found.manuals] == ["MAN-01"]


def test_prints_are_new_and_withdrawn(project: Project, changed: Callable[[], Impact]) -> None:
    (project.root / "sop_sources" / "cards" / "b.yml").unlink()
    file, (_, title, body) = "cards/c.yml", MORE["cards/b.yml"]
    project.write(file, HEAD.format(id="CARD-03", title=title) + body)
    found = changed()
    assert [(one.piece.address, one.way) for one in found.cards] == [
        ("CARD-03", "new"),
        ("CARD-02", "withdraw"),
    ]
    assert [(one.id, one.before, one.after) for one in found.revised] == [
        ("CARD-03", "", "1.0.0"),
        ("CARD-02", "1.0.0", ""),
    ]


def test_what_is_deleted_must_be_replaced_from_today(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.path().unlink()
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", id_="SLA-01", effective="2026-06-01")
    found = changed()
    days = {one.piece.address: one.on for one in found.manuals}
    assert days == {"MAN-01": TODAY, "MAN-02": date(2026, 6, 1)}


def test_no_print_is_to_be_replaced_in_the_past(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    assert {one.on for one in changed().cards} == {TODAY}


def test_a_scene_by_another_name_reaches_its_pages(
    project: Project, changed: Callable[[], Impact]
) -> None:
    settings = (project.root / "sop_sources" / "handbook.yml").read_text("utf-8")
    project.write("handbook.yml", settings.replace("等候", "请稍候"))
    for told in (FORMATS[style](changed(), Look()) for style in ("text", "markdown")):
        assert "没有变化" not in told
        assert "scripts/wait/" in told


def test_what_is_revised_need_not_be_read_again(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.edit("do: 答复客户", "do: 答复客户并记录")
    project.revise("1.1.0")
    assert "SOP-RET-01" not in ids(tuple(one.document for one in changed().reread))


def test_the_comment_can_be_found_and_forges_nothing(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("title: 退货处理", "title: '@all <img src=x> | [a](b) `c`'")
    comment = FORMATS["markdown"](changed(), Look())
    assert comment.startswith(f"{MARK}\n")
    assert comment.count("<!--") == 1
    assert "<img" not in comment
    assert " @all" not in comment


def test_a_long_comment_is_cut_to_what_a_forge_takes(
    project: Project, changed: Callable[[], Impact]
) -> None:
    for number in range(900):
        head = HEAD.format(id=f"SOP-N-{number:03}", title="新流程" * 20)
        steps = "purpose: 试\ntrigger: 试\nsteps:\n  - {id: do, do: 做, who: role.agent}\n"
        project.write(f"sops/n{number}.yml", head + steps)
    comment = FORMATS["markdown"](changed(), Look())
    assert LONGEST / 2 < len(comment) < LONGEST + 200
    assert "handbook impact" in comment.splitlines()[-1]


def test_what_a_long_comment_keeps_is_the_change(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    found = changed()
    many = tuple(Named(f"SOP-{number:03}", "流程" * 20, "") for number in range(900))
    again = replace(found.manuals[0], because=many)
    long = replace(
        found, pages=many, manuals=(again,), reread=tuple(Reread(one, many) for one in many)
    )
    comment = FORMATS["markdown"](long, Look())
    assert len(comment) < LONGEST
    assert "| 30 分钟 | 20 分钟 |" in comment
    assert f"- SOP-019 {'流程' * 20}：{'、'.join(['流程' * 20] * 3)}、另有 897 项" in comment
    assert "- 另有 880 项" in comment
    assert "handbook impact" in comment.splitlines()[-1]
    listed = FORMATS["markdown"](replace(found, reread=long.reread[:30]), Look())
    assert "- SOP-029" in listed, "only what does not fit is told in short"


def test_every_format_tells_the_same(project: Project, changed: Callable[[], Impact]) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    found = changed()
    for look in (Look(), Look(language="en")):
        text, comment = FORMATS["text"](found, look), FORMATS["markdown"](found, look)
        for name in ("SLA-01", "CARD-01", "MAN-02", "script.wait", "1.1.0"):
            assert name in text
            assert name in comment or name == "script.wait"
    told = json.loads(FORMATS["json"](found, Look()))
    assert told["version"] == 1
    assert told["class"] == "normative"
    assert told["documents"][0]["needed"] == "1.1.0"
    assert told["cards"][0]["piece"]["id"] == "CARD-01"
    assert FORMATS["text"](Impact(), Look()) in FORMATS["markdown"](Impact(), Look())


def test_a_version_is_told_with_its_day(project: Project, changed: Callable[[], Impact]) -> None:
    project.edit("status: approved", "status: retired\nretired_because: 合并")
    project.revise("2.0.0", class_="structural", effective="2026-12-15")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", id_="SLA-01", effective="2026-12-01")
    for style in ("text", "markdown"):
        told = FORMATS[style](changed(), Look())
        assert "2026-12-15 起作废" in told
        assert "2026-12-01 起生效" in told


def test_nothing_stands_under_no_heading(project: Project, changed: Callable[[], Impact]) -> None:
    project.edit("effective: 2026-01-10", "effective: 2026-01-20")
    assert "还涉及" not in FORMATS["markdown"](changed(), Look())


def test_what_would_come_before_its_day_is_told(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    project.revise("1.1.0", "2026-02-01", effective="2026-06-01")
    project.release("2026-02-01")
    project.edit("trigger:", "asks: [要退货]\ntrigger:")
    project.revise("1.1.1", "2026-02-01", "editorial")
    for style in ("text", "markdown"):
        told = FORMATS[style](changed(), Look())
        assert "1.1.0（2026-06-01）将提前到 2026-02-01 生效" in told
    assert json.loads(FORMATS["json"](changed(), Look()))["documents"][0]["ahead"] == "1.1.0"


VARIABLES = "variables:\n  order_no: {name: 订单号, example: A1}\n"
LANGUAGES = "languages: [zh-Hans, zh-Hant]\n"


def test_a_blank_by_another_name_reaches_the_scripts(project: Project, tmp_path: Path) -> None:
    settings = (tmp_path / "sop_sources" / "handbook.yml").read_text("utf-8")
    project.write("handbook.yml", settings + VARIABLES)
    script = tmp_path / "sop_sources/scripts/a.yml"
    script.write_text(script.read_text("utf-8").replace("再见。", "'再见，{order_no}。'"), "utf-8")
    assert project.library.problems == ()
    before = State(project.library, project.histories)
    project.write("handbook.yml", settings + VARIABLES.replace("订单号", "订单编号"))
    after = State(project.library, project.histories)
    found = impact(before, after, "zh-Hans", Addresses(after.library).path, TODAY)
    assert ids(found.scripts) == ["script.bye"]
    assert [ids((one.piece,)) for one in found.cards] == [["CARD-02"]]
    assert [ids((one.piece,)) for one in found.manuals] == [["MAN-02"]]
    for style in ("text", "markdown"):
        told = FORMATS[style](found, Look())
        assert "没有变化" not in told
        assert "订单号 → 订单编号" in told


def test_words_of_the_traditional_edition_are_told(project: Project, tmp_path: Path) -> None:
    settings = (tmp_path / "sop_sources" / "handbook.yml").read_text("utf-8") + LANGUAGES
    project.write("handbook.yml", settings)
    before = State(project.library, project.histories)
    project.write("handbook.yml", settings + "traditional: {words: {再见: 不見}}\n")
    after = State(project.library, project.histories)
    found = impact(before, after, "zh-Hans", Addresses(after.library).path, TODAY)
    assert sorted(one.page for one in found.traditional) == [
        "cards/CARD-02/", "scripts/SCR-01/", "scripts/bye/",
    ]  # fmt: skip
    assert (found.pages, found.cards, found.manuals) == ((), (), ())
    for style in ("text", "markdown"):
        told = FORMATS[style](found, Look())
        assert "没有变化" not in told
        assert "再見 → 不見" in told
        assert "scripts/bye/" in told
    assert json.loads(FORMATS["json"](found, Look()))["worded"] == [
        {"what": "traditional", "name": "再见", "before": "再見", "after": "不見"}
    ]


def test_another_thing_of_the_same_name_is_told_by_its_id(
    project: Project, changed: Callable[[], Impact]
) -> None:
    project.edit("id: sla.reply", "id: sla.answer", "SLA-01")
    project.edit("within: sla.reply", "within: sla.answer")
    told = FORMATS["markdown"](changed(), Look())
    assert "sla.reply | sla.answer" in told
