"""Pages of what was, is and will be in force."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from handbook.build import Build
from handbook.config import Project as Place
from handbook.site.page import Finished
from handbook.stamp.meaning import Upstream
from handbook.stamp.release import Release, confirmed, released
from tests.desk import EARLIER, ENTRY, HANDBOOK, Project

FORMS = """\
id: FRM-01
title: 表单
version: 1.0.0
status: approved
effective: 2026-01-10
owner: dept.service
approver: role.director
forms:
  - id: form.receipt
    name: 收货单
    purpose: 记下收到的商品
    filled_by: [role.agent]
    sections: [{title: 商品, fields: [{id: number, label: 编号}]}]
changes:
  - version: 1.0.0
    date: 2026-01-02
    class: structural
    summary: 新建
    author: 流程组
    approved: {by: role.director, on: 2026-01-05}
"""
FORM = """\
  - id: form.close
    name: 结案单
    purpose: 记下怎样办完
    filled_by: [role.agent]
    sections: [{title: 结果, fields: [{id: result, label: 结果}]}]
"""
LEVEL = """\
  - id: sla.close
    name: 结案
    touchpoint: 结案
    measure: resolution
    limit: 40 min
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Two releases of the procedure, a third to come, and a service level that will change."""
    made = Project(tmp_path)
    made.release()
    made.edit("登记退货", "当面登记退货")
    made.revise("1.1.0", "2026-03-01")
    made.release("2026-03-01")
    made.edit("    within: sla.reply   # 统一时限\n", "")
    made.revise("1.2.0", "2026-04-01", effective="2026-06-01")
    made.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    made.revise("1.1.0", "2026-04-01", id_="SLA-01", effective="2026-07-01")
    made.release("2026-04-01")
    return made


def build(project: Project, day: str) -> Build:
    return Build(Place(project.root), datetime.fromisoformat(f"{day}T04:00:00").replace(tzinfo=UTC))


def pages(project: Project, day: str) -> dict[str, Finished]:
    return {one.page.path: one for one in build(project, day).pages()}


def documents(project: Project, day: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(build(project, day).files()["manifest.json"])["documents"]
    return found


def test_pages_show_what_is_in_force_on_their_day(project: Project) -> None:
    may, june = pages(project, "2026-05-01"), pages(project, "2026-06-01")
    assert "1.1.0" in may["sops/SOP-RET-01/"].html
    assert "30 分钟" in may["sops/SOP-RET-01/"].html
    assert "1.2.0" in june["sops/SOP-RET-01/"].html
    assert "30 分钟" not in june["sops/SOP-RET-01/"].html
    assert "30 分钟" in june["service-levels/reply/"].html
    assert "20 分钟" in pages(project, "2026-07-01")["service-levels/reply/"].html


def test_a_page_that_will_differ_leads_to_what_it_will_be(project: Project) -> None:
    found = pages(project, "2026-05-01")
    turns = found["sops/SOP-RET-01/"].page.turns
    assert [(str(one.day), one.path) for one in turns] == [
        ("2026-06-01", "next/2026-06-01/sops/SOP-RET-01/"),
    ]
    assert "next/2026-07-01/sops/SOP-RET-01/" not in found, "as it was the day before"
    ahead = found["next/2026-06-01/sops/SOP-RET-01/"]
    assert "以下内容自 2026-06-01 起生效" in ahead.html
    assert "答复客户 › 时限" in ahead.html
    title, notice, stamp = map(ahead.html.index, ("<h1", "data-hb-coming", "hb-stamp"))
    assert title < notice < stamp
    assert "<details><summary>与现行内容的差异" in ahead.html, "it may be long"
    assert found["next/2026-06-01/"].page.title == "2026-06-01"
    level = found["service-levels/reply/"].page.turns
    assert [str(one.day) for one in level][-1] == "2026-07-01"


def test_a_document_that_stays_as_it_is_says_so_on_the_page_of_a_later_day(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.release()
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", "2026-04-01", id_="SLA-01", effective="2026-07-01")
    project.release("2026-04-01")
    found = pages(project, "2026-05-01")
    procedure = found["next/2026-07-01/sops/SOP-RET-01/"].html
    assert "20 分钟" in procedure
    assert "本文件没有变化；引自其他文件的内容到那天才生效" in procedure
    assert "在此之前不得使用" not in procedure
    for changed in ("service-levels/SLA-01/", "service-levels/reply/", "service-levels/", ""):
        assert "在此之前不得使用" in found[f"next/2026-07-01/{changed}"].html


def test_a_release_to_come_names_what_comes_along_with_it(project: Project) -> None:
    level = "{id: sla.later, name: 补发, touchpoint: 补发, measure: response, limit: 2 days}"
    project.edit("changes:", f"  - {level}\nchanges:", "SLA-01")
    project.revise("1.2.0", "2026-05-01", id_="SLA-01", effective="2026-08-01")
    project.edit("    do: 当面登记退货", "    do: 当面登记退货\n    within: sla.later")
    project.revise("1.3.0", "2026-05-01", effective="2026-08-01")
    project.release("2026-05-02")
    found = pages(project, "2026-05-03")
    for page in ("history", "1.3.0"):
        html = found[f"sops/SOP-RET-01/{page}/"].html
        assert "补发（2 天）" in html
        assert "sla.later" not in html


def test_changes_are_listed_by_when_they_were_news(project: Project) -> None:
    html = pages(project, "2026-07-15")["changes/"].html
    _, months = html.split('<h2 id="_2026-07"', 1)
    listed = re.findall(r'<time datetime="([\d-]+)">.*?<p>', months, re.DOTALL)
    assert listed == ["2026-07-01", "2026-06-01", "2026-03-01", "2026-01-10"]
    assert "自 2026-03-01 起执行" in months, "1.1.0 of the procedure, though 1.2.0 has followed it"
    may = pages(project, "2026-05-01")["changes/"].html
    assert re.findall(r'id="_(2026-\d\d)"', may) == ["2026-03", "2026-01"]


def test_a_feed_has_a_version_when_it_is_released_and_when_it_holds(project: Project) -> None:
    project.write("handbook.yml", f"{HANDBOOK}site: https://example.com/\n")

    def told(day: str) -> dict[str, str]:
        feed = build(project, day).files()["changes/feed.xml"].decode()
        entry = r"<id>tag:[^<]*:([A-Z0-9-]+/[\d.]+)</id>.*?<updated>([\d-]+)T"
        return dict(re.findall(entry, feed, re.DOTALL))

    assert told("2026-05-01")["SOP-RET-01/1.2.0"] == "2026-04-01"
    june = told("2026-06-05")
    assert june["SOP-RET-01/1.2.0"] == "2026-06-01"
    assert next(iter(june)) == "SOP-RET-01/1.2.0"


def test_a_page_that_stays_as_it_is_leads_nowhere(project: Project) -> None:
    assert pages(project, "2026-05-01")["roles/director/"].page.turns == ()
    assert all(not one.page.turns for one in pages(project, "2026-08-01").values())


def test_what_is_new_lies_where_it_will_be(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.edit("effective: 2026-01-10", "effective: 2026-06-01")
    project.release()
    found = pages(project, "2026-05-01")
    assert "以下内容自 2026-06-01 起生效" in found["sops/SOP-RET-01/"].html
    assert "以下内容自" not in pages(project, "2026-06-01")["sops/SOP-RET-01/"].html


@pytest.fixture
def growing(tmp_path: Path) -> Project:
    """A level, a form and a step that are new in June; the level changes again in July."""
    project = Project(tmp_path)
    project.write("forms/a.yml", FORMS)
    project.release()
    project.edit(
        "measure: response\n", "measure: response\n    applies: 见[[SOP-RET-01#close]]\n", "SLA-01"
    )
    project.edit("changes:\n", f"{LEVEL}changes:\n", "SLA-01")
    project.revise("1.1.0", "2026-04-01", id_="SLA-01", effective="2026-06-01")
    closing = "  - {id: close, do: 结案, who: role.agent, within: sla.close, record: form.close}\n"
    project.edit("changes:\n", f"{closing}changes:\n")
    project.edit("    within: sla.reply   # 统一时限\n", "    next: close\n")
    project.revise("1.1.0", "2026-04-01", effective="2026-06-01")
    later = FORMS.replace("changes:", f"{FORM}changes:").replace("1.0.0", "1.1.0", 1)
    revised = later.replace("effective: 2026-01-10", "effective: 2026-06-01", 1)
    entry = ENTRY.format(version="1.1.0", date="2026-04-01", class_="normative")
    project.write("forms/a.yml", revised.replace("changes:\n", entry))
    project.release("2026-04-02")
    project.edit("limit: 40 min", "limit: 50 min", "SLA-01")
    project.revise("1.2.0", "2026-04-03", id_="SLA-01", effective="2026-07-01")
    project.release("2026-04-04")
    return project


def test_an_item_that_is_new_has_no_other_page_till_it_changes(growing: Project) -> None:
    found = pages(growing, "2026-05-01")
    new, later = found["service-levels/close/"], found["next/2026-07-01/service-levels/close/"]
    assert "以下内容自 2026-06-01 起生效" in new.html
    assert "以下内容自 2026-07-01 起生效" in later.html
    assert "看现行内容" not in new.html + later.html
    assert [one.path for one in new.page.turns] == [later.page.path]
    assert "next/2026-07-01/forms/close/" not in found
    assert "看现行内容" in found["next/2026-06-01/service-levels/reply/"].html


def test_coming_pages_call_their_version_coming(growing: Project) -> None:
    found = pages(growing, "2026-05-01")
    badge = 'data-hb-coming="2026-06-01">待生效<'
    assert badge in found["forms/close/"].html
    assert badge in found["next/2026-06-01/sops/SOP-RET-01/"].html
    assert badge not in found["next/2026-06-01/roles/agent/"].html
    assert "待生效<" not in found["sops/SOP-RET-01/"].html


def test_coming_pages_offer_no_files_of_what_they_replace(growing: Project) -> None:
    made = build(growing, "2026-05-01")
    found = {one.page.path: one.html for one in made.pages()}
    for path in ("forms/close/", "next/2026-06-01/forms/FRM-01/"):
        assert 'href="' in found[path]
        assert ".xlsx" not in found[path]
        assert ".pdf" not in found[path]
    now = found["forms/receipt/"]
    assert "print/form.receipt.xlsx" in now
    assert "print/FRM-01.pdf#nameddest=form.receipt" in now
    assert "print/form.close.xlsx" not in made.files()


def test_links_of_coming_pages_lead_to_what_comes_with_them(growing: Project) -> None:
    found = pages(growing, "2026-05-01")
    coming = {path: one for path, one in found.items() if "data-hb-coming" in one.html}
    assert len(coming) > 10
    for path, one in coming.items():
        for link in re.findall(r'href="([^"]*)"', one.html):
            target, _, fragment = urljoin(f"/{path}", link).removeprefix("/").partition("#")
            if target.endswith("/") or not target:
                assert target in found, (path, link)
                assert not fragment or f'id="{fragment}"' in found[target].html, (path, link)
    assert 'href="../../next/2026-06-01/forms/FRM-01/"' in found["forms/close/"].html
    sop = found["next/2026-06-01/sops/SOP-RET-01/"].html
    assert 'href="#close"' in sop
    assert 'href="../../../../service-levels/close/"' in sop


def test_every_release_stays_readable_where_it_was(project: Project) -> None:
    for day in ("2026-05-01", "2026-08-01"):
        found = pages(project, day)
        first = found["sops/SOP-RET-01/1.0.0/"]
        assert "这是以前的版本" in first.html
        assert "当面登记退货" not in first.html
        assert "登记退货" in first.html
    history = pages(project, "2026-08-01")["sops/SOP-RET-01/history/"].html
    assert history.index("1.2.0") < history.index("1.0.0")
    assert "当面登记退货" in history


def test_an_old_text_shows_what_it_quoted_then(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.edit("再登记。", "[[sla.reply]]内由[[role.agent]]登记，再看[[#answer]]。")
    project.release()
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.edit("name: 客服,", "name: 坐席,", "ROLE-01")
    project.edit("do: 答复客户", "do: 回复客户")
    project.edit("问清订单号", "问清订单")
    for id_ in ("SLA-01", "ROLE-01", "SOP-RET-01"):
        project.revise("1.1.0", id_=id_)
    project.edit("summary: 修订", "summary: 答复改为[[sla.reply]]")
    project.release("2026-03-01")
    for id_ in ("SLA-01", "SOP-RET-01"):  # the item goes by another id now
        project.edit("sla.reply", "sla.answer", id_)
    project.edit("summary: 答复改为[[sla.answer]]", "summary: 答复改为[[sla.reply]]")
    found = pages(project, "2026-05-01")
    first, second = (found[f"sops/SOP-RET-01/{one}/"].html for one in ("1.0.0", "1.1.0"))
    assert "问清订单号，30 分钟内由客服登记，再看「答复客户」。" in first
    assert "（30 分钟）" in first
    assert "问清订单，20 分钟内由坐席登记，再看「回复客户」。" in second
    assert "答复改为20 分钟" in second
    history = found["sops/SOP-RET-01/history/"].html
    assert "<del" in history
    assert "问清订单号，30 分钟内由客服登记，再看「答复客户」。" in history
    assert "问清订单，20 分钟内由坐席登记，再看「回复客户」。" in history
    assert "sla.reply" not in history


@pytest.mark.parametrize("approver", ["role.director", "陈晓"])
def test_the_revision_record_names_who_approved_a_release(tmp_path: Path, approver: str) -> None:
    project = Project(tmp_path)
    project.release()
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0", "2026-03-01")
    project.edit("\n    approved: {by: role.director, on: 2026-03-01}", "")
    library, past = project.library, project.histories["SOP-RET-01"]
    by = Release(date(2026, 3, 2), approver=approver)
    record = released(library.documents["SOP-RET-01"], Upstream(library), past, by)
    project.append("SOP-RET-01", record.line())
    _, _, shown = pages(project, "2026-05-01")["sops/SOP-RET-01/"].html.partition('"_revisions"')
    name = "客服总监" if approver == "role.director" else approver
    assert f"<td>{name}<small>2026-03-02</small></td>" in shown
    assert "<td>客服总监<small>2026-01-05</small></td>" in shown


def test_the_reader_of_a_version_goes_by_name(project: Project) -> None:
    library, past = project.library, project.histories["SOP-RET-01"]
    by = Release(date(2026, 4, 2), "role.director")
    record = confirmed(library.documents["SOP-RET-01"], Upstream(library), past, by, ())
    project.append("SOP-RET-01", record.line())
    history = pages(project, "2026-05-01")["sops/SOP-RET-01/history/"].html
    assert "<li>2026-04-02 · 1.2.0 · 客服总监 · 重读全文</li>" in history


def test_an_older_entry_tells_that_the_first_release_is_not_the_first(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.path().write_text(project.text() + EARLIER, "utf-8")
    project.release()
    found = pages(project, "2026-05-01")
    assert "首次发布。" in found["service-levels/SLA-01/history/"].html
    history = found["sops/SOP-RET-01/history/"].html
    assert "首次发布。" not in history
    assert "更早的版本没有存档" in history
    assert "<li>0.9.0 · 2025-12-01 · 结构调整 · 试行</li>" in history


def test_what_is_in_force_and_to_come_is_one_document(project: Project) -> None:
    found = pages(project, "2026-05-01")["register/"].html
    assert len(re.findall(r"<td[^>]*>SOP-RET-01</td>", found)) == 2
    assert "共 3 项" in found


def test_the_register_names_the_day_of_approval(project: Project) -> None:
    register = pages(project, "2026-05-01")["register/"].html
    assert "<td>客服总监<small>2026-03-01</small></td>" in register
    assert "<td>客服总监<small>2026-04-01</small></td>" in register


def test_the_manifest_tells_what_is_coming(project: Project) -> None:
    told = documents(project, "2026-05-01")["SOP-RET-01"]
    assert told["version"] == "1.1.0"
    assert [(one["version"], one["effective"]) for one in told["coming"]] == [
        ("1.2.0", "2026-06-01")
    ]
    assert told["coming"][0]["review_due"] > told["review_due"]
    level = documents(project, "2026-05-01")["SLA-01"]
    assert [one["version"] for one in level["coming"]] == ["1.1.0"]
    later = documents(project, "2026-06-01")["SOP-RET-01"]
    assert later["digest"] == told["coming"][0]["digest"]
    assert "coming" not in documents(project, "2026-08-01")["SOP-RET-01"]


def test_the_manifest_tells_of_releases_that_the_revision_record_lost(project: Project) -> None:
    head, _, rest = project.text().partition("  - version: 1.1.0")
    project.path().write_text(head + rest[rest.index("  - version: 1.0.0") :], "utf-8")
    told = documents(project, "2026-08-01")["SOP-RET-01"]["changes"]
    assert [one["version"] for one in told] == ["1.2.0", "1.1.0", "1.0.0"]
    assert (told[1]["date"], told[1]["summary"]) == ("2026-03-01", "修订")


def test_a_document_ends_on_its_day(project: Project) -> None:
    project.edit("status: approved", "status: retired\nretired_because: 并入总则")
    project.revise("2.0.0", "2026-05-02", "structural", effective="2026-09-01")
    project.release("2026-05-02")
    before, after = pages(project, "2026-08-01"), pages(project, "2026-09-01")
    assert "当面登记退货" in before["sops/SOP-RET-01/"].html
    assert "并入总则" in after["sops/SOP-RET-01/"].html
    assert "作废" in after["register/"].html
    told = documents(project, "2026-08-01")["SOP-RET-01"]
    assert told["coming"][-1]["standing"] == "retired"
    assert told["coming"][-1]["retired_because"] == "并入总则"


def test_an_end_is_announced_and_told_like_any_change(project: Project) -> None:
    project.write("handbook.yml", f"{HANDBOOK}site: https://example.com/\napi: true\n")
    project.edit(
        "status: approved", "status: retired\nretired_because: 并入\nsuperseded_by: SLA-01"
    )
    project.edit("approver: role.director\n", "approver: role.director\naudience: [role.agent]\n")
    project.revise("2.0.0", "2026-05-02", "structural", effective="2026-09-01")
    project.edit("summary: 修订", "summary: 并入服务时限")
    project.release("2026-05-02")
    for day in ("2026-08-01", "2026-09-02"):
        made = build(project, day)
        found = {one.page.path: one.html for one in made.pages()}
        for path in ("", "changes/"):
            assert "自 2026-09-01 起作废" in found[path]
            assert 'sops/SOP-RET-01/">退货处理</a>' in found[path]
        files = made.files()
        for name in ("feed", "feed-agent"):
            feed = files[f"changes/{name}.xml"].decode()
            assert "退货处理 2.0.0（作废）" in feed
            assert "https://example.com/sops/SOP-RET-01/" in feed
            assert "退货处理 1.0.0" in feed
        assert "2.0.0（作废）" not in files["changes/feed-director.xml"].decode()
        told = made.api(made.rendition, made.index())
        [end] = [
            one
            for one in json.loads(told["api/v1/changes.json"])["changes"]
            if (one["document"], one["version"]) == ("SOP-RET-01", "2.0.0")
        ]
        assert (end["starts"], end["retired"]) == ("2026-09-01", True)
        assert end["page"] == "sops/SOP-RET-01/"
    before = build(project, "2026-08-01")
    told = before.api(before.rendition, before.index())
    every = json.loads(told["api/v1/documents.json"])
    [end] = [one["coming"] for one in every["documents"] if one["id"] == "SOP-RET-01"]
    assert end == [
        {"version": "2.0.0", "effective": "2026-09-01", "retired": True, "page": "sops/SOP-RET-01/"}
    ]
    assert "coming" not in every
    register = next(one.html for one in before.pages() if one.page.path == "register/")
    assert "待生效" not in register


def test_what_a_later_release_overtook_is_announced_nowhere(project: Project) -> None:
    project.edit("当面登记退货", "扫码登记退货")
    project.revise("1.3.0", "2026-05-01", effective="2026-05-10")
    project.release("2026-05-02")
    made = build(project, "2026-05-05")
    assert [(one.document.version, str(one.effective)) for one in made.book.coming] == [
        ("1.3.0", "2026-05-10"), ("1.1.0", "2026-07-01"),
    ]  # fmt: skip
    told = documents(project, "2026-05-05")["SOP-RET-01"]["coming"]
    assert [(one["version"], one["effective"]) for one in told] == [("1.3.0", "2026-05-10")]
    found = pages(project, "2026-05-05")
    assert not [path for path in found if path.startswith("next/2026-06-01/")]
    assert "2026-06-01" not in found[""].html + found["changes/"].html
    assert "这个版本没有生效" in found["sops/SOP-RET-01/1.2.0/"].html
    assert "将于 2026-05-10 生效" in found["sops/SOP-RET-01/1.3.0/"].html


def test_what_nobody_approved_is_announced_nowhere_but_in_a_preview(project: Project) -> None:
    project.edit("当面登记退货", "扫码登记退货")
    project.revise("1.3.0", "2026-05-01", effective="2026-08-10")
    project.edit("    approved: {by: role.director, on: 2026-05-01}\n", "")
    published = build(project, "2026-05-05")
    assert "1.3.0" not in published.files()["manifest.json"].decode()
    assert not [one for one in published.pages() if "1.3.0" in one.html]
    assert not [one for one in published.pages() if "next/2026-08-10/" in one.page.path]
    preview = build(project, "2026-05-05")
    preview.preview = True
    assert [one for one in preview.pages() if "next/2026-08-10/sops/" in one.page.path]


def test_a_draft_of_the_next_version_leaves_what_is_in_force(project: Project) -> None:
    project.edit("status: approved", "status: draft")
    found = pages(project, "2026-06-15")
    assert "1.2.0" in found["sops/SOP-RET-01/"].html
    assert "有效" in found["sops/SOP-RET-01/"].html
