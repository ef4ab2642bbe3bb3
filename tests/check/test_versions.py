"""The rules about versions, on histories that were really written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.diagnostics import Diagnostic, Severity
from tests.desk import HANDBOOK, Project


def errors(project: Project) -> list[Diagnostic]:
    """Errors of every family."""
    found = check(project.library, date(2026, 5, 1))
    return [one for one in found if one.severity is Severity.ERROR]


def test_what_was_released_and_not_touched_is_found_clean(project: Project) -> None:
    assert project.codes() == []


def test_ver01_content_changed_under_its_version(project: Project) -> None:
    project.edit("登记退货", "当面登记退货")
    [found] = project.found()
    assert (found.code, found.span.line) == ("VER01", 4)
    project.revise("1.1.0")
    assert project.codes() == ["VER12"]  # it only waits to be released


def test_ver01_layout_and_comments_are_no_change(project: Project) -> None:
    project.edit("# 退货的做法", "# 写在最前面\n")
    project.edit(
        "who: role.agent\n    detail: 问清订单号，再登记。",
        "detail: |\n      问清订单号，再登记。\n    who: role.agent",
    )
    assert project.codes() == []


def test_ver02_a_bump_too_small(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    project.revise("1.0.1")
    assert "VER02" in project.codes()
    project.edit("version: 1.0.1", "version: 1.1.0")
    assert "VER02" not in project.codes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("within: sla.reply", "within: 20 min"),
        ("who: role.agent\n    detail", "who: role.director\n    detail"),
        ("问清订单号，再登记。", "问清订单号，不必登记。"),
        ("问清订单号，再登记。", "问清订单号，30分钟内登记。"),
        ("问清订单号，再登记。", "问清订单号，再由客服总监登记。"),
        ("登记退货", "登记换货"),
    ],
)
def test_ver03_editorial_is_claimed_of_what_binds(project: Project, old: str, new: str) -> None:
    project.edit(old, new)
    project.revise("1.1.0", class_="editorial")
    assert "VER03" in project.codes()
    project.edit("class: editorial", "class: normative")
    assert "VER03" not in project.codes()


def test_ver03_is_silent_of_an_entry_that_was_released(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    project.revise("1.1.0")
    project.release("2026-03-01")
    project.edit("steps:\n", "steps:\n  - {id: greet, do: 问好, who: role.agent}\n")
    assert project.codes() == ["VER01"]


def test_ver03_a_better_wording_may_be_called_editorial(project: Project) -> None:
    project.edit("问清订单号，再登记。", "问清楚订单号码，再登记。")
    project.revise("1.0.1", class_="editorial")
    project.release("2026-03-01")
    assert project.codes() == []


def test_ver04_a_version_without_an_entry(project: Project) -> None:
    project.edit("version: 1.0.0\nstatus", "version: 1.1.0\nstatus")
    assert "VER04" in project.codes()
    assert "VER04" not in Project(project.root).codes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("effective: 2026-01-10", "effective: 2026-01-04"),
        ("effective: 2026-01-10", "effective: 2026-01-01"),
        ("on: 2026-01-05", "on: 2025-12-31"),
        ("effective: 2026-01-10\n", ""),
    ],
)
def test_ver05_dates_out_of_order(tmp_path: Path, old: str, new: str) -> None:
    project = Project(tmp_path)
    assert "VER05" not in project.codes()
    project.edit(old, new)
    assert "VER05" in project.codes()


def test_ver05_a_version_older_than_the_one_before(project: Project) -> None:
    project.revise("1.1.0", "2025-12-01")
    assert "VER05" in project.codes()


def test_ver06_in_force_and_not_approved(project: Project) -> None:
    base = project.library
    project.revise("1.1.0")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    assert project.codes("2026-02-28") == ["VER12"]
    assert project.codes("2026-03-01") == ["VER12", "VER06"]
    assert project.codes("2026-03-01", base=base) == []


def test_ver06_what_is_being_reviewed_needs_no_approval_yet(project: Project) -> None:
    base = project.library
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    assert project.codes("2026-03-01", base=base) == []
    assert "VER06" in project.codes("2026-03-01")


def test_ver07_approvers_need_authority_and_another_pen(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert project.codes() == []
    project.edit("approver: role.director", "approver: role.agent")
    assert project.codes() == ["VER07"]
    project.edit("approver: role.agent", "approver: role.director")
    project.edit("author: 流程组", "author: 客服总监")
    assert set(project.codes()) == {"VER07"}


def test_ver08_a_review_overdue_until_it_is_confirmed(project: Project) -> None:
    assert "VER08" in project.codes("2027-02-01")
    project.confirm()
    assert "SOP-RET-01" not in " ".join(one.message for one in project.found("2027-02-01"))


def test_ver06_an_end_needs_approval_too(project: Project) -> None:
    project.edit("status: approved", "status: retired\nretired_because: 合并")
    project.revise("2.0.0", class_="structural")
    assert "VER06" not in project.codes()
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    assert "VER06" in project.codes()


def test_ver13_a_version_goes_back(project: Project) -> None:
    project.revise("0.9.0")
    assert "VER13" in project.codes()


def test_ver14_what_is_quoted_changed_in_meaning(project: Project) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    project.release("2026-03-01")
    [found] = project.found()
    assert (found.code, found.span.file) == ("VER14", "sop_sources/sops/a.yml")
    assert "sla.reply" in found.message
    project.confirm(items=["sla.reply"])
    assert project.codes() == []


def test_ver14_who_corrects_a_word_has_not_read_again_what_is_quoted(project: Project) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    project.release("2026-03-01")
    project.edit("问清订单号", "问清楚订单号")
    project.revise("1.0.1", "2026-03-02", "editorial")
    project.release("2026-03-02")
    assert project.codes() == ["VER14"]
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0", "2026-03-03")
    project.release("2026-03-03")
    assert project.codes() == []


def test_ver14_an_editorial_change_of_what_is_quoted_makes_no_suspect(project: Project) -> None:
    project.edit("name: 答复\n", "name: 首次答复\n", "SLA-01")
    project.revise("1.0.1", class_="editorial", id_="SLA-01")
    project.release("2026-03-01")
    assert project.codes() == []


def with_handover(project: Project) -> None:
    """A limit that is told in the one that the procedure quotes, read as it stands."""
    handover = project.text("SLA-01").replace("SLA-01", "SLA-02").replace("sla.reply", "sla.pass")
    project.write("service-levels/handover.yml", handover.replace("name: 答复", "name: 转交"))
    project.edit("touchpoint: 答复", "touchpoint: 答复\n    applies: 转交[[sla.pass]]内", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    project.release("2026-03-01")


def shorten(project: Project, file: str) -> None:
    path = project.root / "sop_sources" / file
    path.write_text(path.read_text("utf-8").replace("limit: 30 min", "limit: 20 min"), "utf-8")


def test_ver14_names_what_changed_and_what_it_is_quoted_through(project: Project) -> None:
    with_handover(project)
    project.confirm()
    shorten(project, "service-levels/handover.yml")
    found = [one for one in project.found() if one.span.file == "sop_sources/sops/a.yml"]
    [suspect] = [one for one in found if one.code == "VER14"]
    assert suspect.message.endswith(": 答复 (sla.reply) ← 转交 (sla.pass)")
    assert [(one.span.file, one.label) for one in suspect.related] == [
        ("sop_sources/service-levels/handover.yml", "what changed"),
        ("sop_sources/service-levels/levels.yml", "quoted through this"),
    ]
    shorten(project, "service-levels/levels.yml")
    found = [one for one in project.found() if one.span.file == "sop_sources/sops/a.yml"]
    [suspect] = [one for one in found if one.code == "VER14"]
    assert suspect.message.endswith(": 答复 (sla.reply), 答复 (sla.reply) ← 转交 (sla.pass)")


def test_ver14_names_the_whole_item_where_no_release_says_what_was_read(project: Project) -> None:
    with_handover(project)
    shorten(project, "service-levels/handover.yml")
    project.confirm()  # before that was released
    shorten(project, "service-levels/levels.yml")
    [suspect] = [one for one in project.found() if one.span.file == "sop_sources/sops/a.yml"]
    assert suspect.message.endswith(": 答复 (sla.reply)")


def test_ver14_a_card_is_not_asked_about_a_role_that_it_only_names(project: Project) -> None:
    project.edit("summary: 接待客户,", "summary: 接待客户, duties: [当班复核2次],", "ROLE-01")
    project.revise("1.1.0", id_="ROLE-01")
    card = project.text("SLA-01").partition("levels:")[0].replace("SLA-01", "CARD-01")
    card += "audience: [role.agent]\nlayout: service-levels\n"
    card += "faces:\n  - {title: 时限, show: [sla.reply]}\n"
    changes = "changes:" + project.text("SLA-01").partition("changes:")[2]
    project.write("cards/card.yml", card + changes)
    project.release("2026-03-01")
    project.edit("复核2次", "复核3次", "ROLE-01")
    project.revise("1.2.0", "2026-03-02", id_="ROLE-01")
    project.release("2026-03-02")
    assert project.codes() == []
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", "2026-03-03", id_="SLA-01")
    project.release("2026-03-03")
    asked = [one.span.file for one in project.found() if one.code == "VER14"]
    assert asked == ["sop_sources/cards/card.yml", "sop_sources/sops/a.yml"]


def test_ver14_says_nothing_of_what_quotes_a_file_that_cannot_be_read(project: Project) -> None:
    with_handover(project)
    project.confirm()
    handover = project.root / "sop_sources/service-levels/handover.yml"
    handover.write_text(handover.read_text("utf-8").replace("30 min", "30 minutos"), "utf-8")
    assert [one.code for one in errors(project)] == ["FMT25"]
    assert project.codes() == []


def test_ver15_a_document_was_deleted(project: Project) -> None:
    project.path().unlink()
    assert "VER15" in project.codes()


def test_ver15_speaks_for_all_that_refers_to_what_was_deleted(project: Project) -> None:
    project.path("SLA-01").unlink()
    [found] = errors(project)
    assert found.code == "VER15"
    assert "1 处引用" in found.message
    assert [one.span.file for one in found.related] == ["sop_sources/sops/a.yml"]
    waived = "checks:\n  waive:\n    - {rule: VER15, reason: 已迁出, until: 2026-12-31}\n"
    project.write("handbook.yml", HANDBOOK + waived)
    assert [one.code for one in errors(project)] == ["REF01"]
    project.write("handbook.yml", HANDBOOK + "checks:\n  severity: {VER15: warning}\n")
    assert [one.code for one in errors(project)] == ["REF01"]


def test_ver15_a_changed_id_is_one_mistake(project: Project) -> None:
    project.edit("id: SLA-01", "id: SLA-02", "SLA-01")
    assert [one.code for one in errors(project)] == ["VER15"]


def test_a_file_of_another_encoding_is_told_once(project: Project) -> None:
    project.revise("1.1.0", effective="2026-06-01")  # till then the former version is in force
    project.release("2026-03-01")
    project.path("SLA-01").write_bytes(project.text("SLA-01").encode("gb18030"))
    assert [one.code for one in errors(project)] == ["FMT01"]


def test_ver16_an_id_is_used_again(project: Project) -> None:
    project.edit("id: register", "id: enter")
    project.revise("2.0.0", class_="structural")
    project.release("2026-03-01")
    assert project.codes() == []
    project.edit("id: enter", "id: register")
    project.revise("3.0.0", "2026-04-01", "structural")
    [found] = [one for one in project.found() if one.code == "VER16"]
    assert "SOP-RET-01#register" in found.message


def test_ver17_a_quotation_of_what_is_not_in_force_yet(project: Project) -> None:
    project.edit("id: sla.reply", "id: sla.answer", "SLA-01")
    project.revise("2.0.0", class_="structural", id_="SLA-01", effective="2026-06-01")
    project.edit("within: sla.reply", "within: sla.answer")
    project.revise("1.1.0")
    project.release("2026-03-01")
    assert "VER17" in project.codes("2026-05-01")
    assert "VER17" not in project.codes("2026-06-01")


def test_ver17_what_waits_for_approval_is_not_in_force_on_its_day(project: Project) -> None:
    project.edit("id: sla.reply", "id: sla.answer", "SLA-01")
    project.revise("2.0.0", class_="structural", id_="SLA-01", effective="2026-06-01")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "", "SLA-01")
    project.edit("within: sla.reply", "within: sla.answer")
    project.revise("1.1.0", effective="2026-06-01")
    assert "VER17" in project.codes("2026-05-01")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    assert "VER17" not in project.codes("2026-05-01")  # neither comes


def test_ver19_retired_without_a_reason(project: Project) -> None:
    project.edit("status: approved", "status: retired")
    assert "VER19" in project.codes()
    project.edit("status: retired", "status: retired\nretired_because: 合并")
    assert "VER19" not in project.codes()


def test_ver19_what_replaces_it_is_a_draft(project: Project) -> None:
    end = "status: retired\nretired_because: 合并\nsuperseded_by: SLA-01"
    project.edit("status: approved", end)
    project.revise("2.0.0", class_="structural")
    assert "VER19" not in project.codes()
    project.edit("status: approved", "status: draft", "SLA-01")
    [found] = [one for one in project.found() if one.code == "VER19"]
    assert "SLA-01" in found.message


NOTICE = f"{HANDBOOK}checks:\n  notice: {{}}\n"


def hasty(project: Project, day: str) -> list[str]:
    return [one.message for one in project.found(day) if one.code == "VER23"]


@pytest.fixture
def noticed(project: Project) -> Project:
    """A change approved on Friday 5 June 2026, with a notice of three working days."""
    project.write("handbook.yml", NOTICE.format("3 workdays"))
    project.edit("登记退货", "当面登记退货")
    return project


def test_ver23_a_change_takes_effect_too_soon_after_its_approval(noticed: Project) -> None:
    noticed.revise("1.1.0", "2026-06-05", effective="2026-06-09")
    for _ in ("waiting", "released"):
        [told] = hasty(noticed, "2026-06-08")
        assert "approved on 2026-06-05" in told
        assert "less than 3 working days: 1 days before 2026-06-10" in told
        noticed.release("2026-06-05")
    [found] = [one for one in noticed.found("2026-06-08") if one.code == "VER23"]
    assert "bump SOP-RET-01 -m … --effective 2026-06-11" in found.hint  # approved on the 8th
    assert hasty(noticed, "2026-06-09") == []  # it is in force


@pytest.mark.parametrize(
    ("class_", "effective"), [("normative", "2026-06-10"), ("editorial", "2026-06-06")]
)
def test_ver23_time_enough_or_none_needed(noticed: Project, class_: str, effective: str) -> None:
    noticed.revise("1.1.0", "2026-06-05", class_, effective=effective)
    assert hasty(noticed, "2026-06-05") == []


def test_ver23_what_nobody_approved_counts_as_approved_today(noticed: Project) -> None:
    noticed.revise("1.1.0", "2026-06-05", effective="2026-06-10")
    noticed.edit("\n    approved: {by: role.director, on: 2026-06-05}", "")
    assert hasty(noticed, "2026-06-05") == []
    [told] = hasty(noticed, "2026-06-08")
    assert "not approved yet" in told
    assert len(hasty(noticed, "2026-06-10")) == 1  # it may still be given another day


def test_ver23_the_notice_may_be_a_standard_of_the_handbook(noticed: Project) -> None:
    noticed.revise("1.1.0", "2026-06-05", effective="2026-06-06")
    standard = "standards:\n  - {id: std.lead, name: 培训, value: 2 days, applies: 修订}\nchanges:"
    noticed.edit("changes:", standard, "SLA-01")
    for notice, count in (("std.lead", 1), ("1 days", 0), ("std.none", 0)):
        noticed.write("handbook.yml", NOTICE.format(notice))
        assert len(hasty(noticed, "2026-06-05")) == count
    noticed.write("handbook.yml", NOTICE.format("std.lead"))
    noticed.edit("value: 2 days", "value: 3 items", "SLA-01")
    assert hasty(noticed, "2026-06-05") == ["the notice is no length of time: std.lead"]
    noticed.write("handbook.yml", HANDBOOK)
    assert hasty(noticed, "2026-06-05") == []
