"""The rules about versions, on histories that were really written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.check.engine import check
from handbook.diagnostics import Diagnostic, Severity
from tests.desk import HANDBOOK, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.release()
    return made


def lines(project: Project) -> list[str]:
    return project.history_path().read_text("utf-8").splitlines(keepends=True)


def put(project: Project, *rows: str) -> None:
    project.history_path().write_text("".join(rows), "utf-8")


def errors(project: Project) -> list[Diagnostic]:
    """Errors of every family."""
    found = check(project.library, date(2026, 5, 1))
    return [one for one in found if one.severity is Severity.ERROR]


def grown(project: Project) -> None:
    """Three releases of the procedure."""
    for number, limit in enumerate(("20 min", "10 min"), 1):
        project.edit("登记退货", f"登记退货，第 {limit}")
        project.revise(f"1.{number}.0", f"2026-0{number + 1}-01")
        project.release(f"2026-0{number + 1}-01")


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
        ("on: 2026-01-05", "on: 2026-01-01"),
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
    assert project.codes(base=base) == []
    assert "VER06" in project.codes()


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


def test_ver09_an_edited_line_is_named(project: Project) -> None:
    grown(project)
    assert project.codes() == []
    rows = lines(project)
    put(project, rows[0], rows[1].replace("流程组", "别人"), rows[2])
    [found] = project.found()
    assert (found.code, found.span.line) == ("VER09", 2)
    assert "edited" in found.message


def test_ver09_an_edited_last_line_is_named(project: Project) -> None:
    grown(project)
    rows = lines(project)
    put(project, *rows[:2], rows[2].replace("20 min", "25 min"))
    assert [(one.code, one.span.line) for one in project.found() if one.code != "VER01"] == [
        ("VER09", 3)
    ]


@pytest.mark.parametrize("order", [[0, 2], [1, 2], [0, 2, 1]])
def test_ver09_deleted_and_moved_lines_are_named(project: Project, order: list[int]) -> None:
    grown(project)
    rows = lines(project)
    put(project, *(rows[number] for number in order))
    assert "VER09" in project.codes()


def test_ver09_a_resealed_forgery_breaks_the_chain(project: Project) -> None:
    grown(project)
    rows = lines(project)
    forged = replace(project.histories["SOP-RET-01"].records[1], summary="别的")
    put(project, rows[0], forged.line(), rows[2])
    assert [(one.code, one.span.line) for one in project.found()] == [("VER09", 3)]


@pytest.mark.parametrize("junk", [b"{}\n", b"nonsense\n", b"[1]\n", b"\xff\xfe\n", b'{"a":' * 9999])
def test_ver09_a_line_that_is_no_record_is_named(project: Project, junk: bytes) -> None:
    with project.history_path().open("ab") as stream:
        stream.write(junk)
    assert [(one.code, one.span.line) for one in project.found()] == [("VER09", 2)]


def test_ver09_an_emptied_history_is_named(project: Project) -> None:
    put(project)
    [found] = project.found()
    assert (found.code, found.span.file) == ("VER09", "sop_sources/history/SOP-RET-01.jsonl")


def test_ver10_two_branches_released_the_same_document(project: Project, tmp_path: Path) -> None:
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0")
    start = lines(project)
    project.release("2026-03-01")
    ours = lines(project)[-1]
    put(project, *start)
    project.edit("当面登记退货", "扫码登记退货")
    project.release("2026-03-02")
    theirs = lines(project)[-1]
    put(project, *start, ours, theirs)
    assert [(one.code, one.span.line) for one in project.found()] == [("VER10", 3)]


def test_ver11_a_cut_history_is_seen_beside_the_base(project: Project) -> None:
    grown(project)
    base = project.library
    assert project.codes(base=base) == []
    put(project, *lines(project)[:2])
    found = [one for one in project.found(base=base) if one.code == "VER11"]
    assert "1.2.0" in found[0].message
    project.history_path().unlink()
    assert "VER11" in project.codes(base=base)


def test_ver12_without_git_a_cut_history_misses_what_is_in_force(project: Project) -> None:
    grown(project)
    put(project, *lines(project)[:2])
    assert "VER12" in project.codes()


def test_ver12_what_waits_for_approval_is_told_before_its_day(project: Project) -> None:
    base = project.library
    project.revise("1.1.0", effective="2026-06-01")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    [found] = project.found()
    assert found.code == "VER12"
    assert "2026-06-01" in found.message
    assert found.severity is Severity.WARNING
    assert project.codes(base=base) == []  # all of it waits for the review
    project.release("2026-03-01")
    assert project.codes() == []


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


def test_ver14_an_editorial_change_of_what_is_quoted_makes_no_suspect(project: Project) -> None:
    project.edit("name: 答复\n", "name: 首次答复\n", "SLA-01")
    project.revise("1.0.1", class_="editorial", id_="SLA-01")
    project.release("2026-03-01")
    assert project.codes() == []


def test_ver14_says_nothing_of_what_quotes_a_file_that_cannot_be_read(project: Project) -> None:
    handover = project.text("SLA-01").replace("SLA-01", "SLA-02").replace("sla.reply", "sla.pass")
    project.write("service-levels/handover.yml", handover)
    project.edit("touchpoint: 答复", "touchpoint: 答复\n    applies: 转交[[sla.pass]]内", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    project.release("2026-03-01")
    project.confirm()
    project.write("service-levels/handover.yml", handover.replace("30 min", "30 minutos"))
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


def test_ver18_a_record_of_another_format(project: Project) -> None:
    record = project.histories["SOP-RET-01"].records[0]
    put(
        project, replace(record, content={**record.content, "once": "a key of another time"}).line()
    )
    project.revise("1.1.0", effective="2026-06-01")
    assert "VER18" in project.codes("2026-05-01")


def test_ver17_what_waits_for_approval_is_not_in_force_on_its_day(project: Project) -> None:
    project.edit("id: sla.reply", "id: sla.answer", "SLA-01")
    project.revise("2.0.0", class_="structural", id_="SLA-01", effective="2026-06-01")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "", "SLA-01")
    project.edit("within: sla.reply", "within: sla.answer")
    project.revise("1.1.0", effective="2026-06-01")
    assert "VER17" in project.codes("2026-05-01")
    project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")
    assert "VER17" not in project.codes("2026-05-01")  # neither comes


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("effective: 2026-06-01", "effective: 2026-06-15", 6),
        ("status: approved", "status: draft", 5),
        ("status: approved", "status: retired\nretired_because: 合并", 5),
    ],
)
def test_ver22_a_released_version_is_not_edited(
    project: Project, old: str, new: str, line: int
) -> None:
    project.edit("登记退货", "当面登记退货")
    project.revise("1.1.0", effective="2026-06-01")
    project.release("2026-03-01")
    assert project.codes() == []
    project.edit(old, new)
    for day in ("2026-05-01", "2026-07-01"):
        [found] = [one for one in project.found(day) if one.code not in ("VER01", "VER19")]
        assert (found.code, found.span.line) == ("VER22", line)
        assert found.severity is Severity.ERROR


def test_ver19_retired_without_a_reason(project: Project) -> None:
    project.edit("status: approved", "status: retired")
    assert "VER19" in project.codes()
    project.edit("status: retired", "status: retired\nretired_because: 合并")
    assert "VER19" not in project.codes()


def test_ver20_a_released_entry_was_lost_with_an_older_file(project: Project) -> None:
    older = project.text()
    grown(project)
    project.path().write_text(older, "utf-8")
    project.edit("登记退货", "先登记退货")
    project.revise("1.3.0", "2026-04-01")
    found = [one for one in project.found() if one.code == "VER20"]
    assert [one.message.split()[1] for one in found] == ["1.1.0", "1.2.0"]
    entry = "{version: 1.1.0, date: 2026-02-01, class: normative, summary: 修订, author: 流程组}"
    assert entry in (found[0].hint or "")


def test_ver20_the_oldest_entries_may_be_left_out(project: Project) -> None:
    grown(project)
    kept, _, _ = project.text().partition("  - version: 1.1.0")
    project.path().write_text(kept, "utf-8")
    assert project.codes() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("class: structural", "class: editorial"),
        ("date: 2026-01-02", "date: 2026-01-01"),
        ("summary: 新建", "summary: 新建 10 步"),
        ("author: 流程组", "author: 总经理"),
    ],
)
def test_ver20_a_released_entry_was_told_otherwise(project: Project, old: str, new: str) -> None:
    project.edit(old, new)
    [found] = project.found()
    assert found.code == "VER20"
    assert old.partition(": ")[2] in found.message


def test_ver20_punctuation_may_be_mended(project: Project) -> None:
    project.edit("summary: 新建", "summary: 新建。")
    assert project.codes() == []


def test_ver21_what_was_quoted_before_had_a_history(project: Project) -> None:
    project.history_path("SLA-01").unlink()
    assert project.codes() == []  # it may never have been released
    project.edit("touchpoint: 答复", "touchpoint: 首次答复", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    [found] = [one for one in project.found() if one.code == "VER21"]
    assert found.severity is Severity.WARNING
    assert "SOP-RET-01 1.0.0" in found.message


def test_ver21_what_came_with_a_record_of_its_own_is_not_suspected(project: Project) -> None:
    text = project.text().replace("SOP-RET-01", "SOP-RET-02").replace("退货处理", "换货处理")
    project.write(
        "sops/b.yml",
        text.replace("version: 1.0.0\nstatus", "version: 1.1.0\nstatus").replace(
            "changes:\n",
            "changes:\n  - {version: 1.1.0, date: 2026-03-01, class: normative, summary: 改, "
            "author: 流程组, approved: {by: role.director, on: 2026-03-01}}\n",
        ),
    )
    assert "VER21" not in project.codes()


def test_ver19_what_replaces_it_is_a_draft(project: Project) -> None:
    end = "status: retired\nretired_because: 合并\nsuperseded_by: SLA-01"
    project.edit("status: approved", end)
    project.revise("2.0.0", class_="structural")
    assert "VER19" not in project.codes()
    project.edit("status: approved", "status: draft", "SLA-01")
    [found] = [one for one in project.found() if one.code == "VER19"]
    assert "SLA-01" in found.message
