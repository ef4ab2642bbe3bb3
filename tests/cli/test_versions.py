"""An owner's way from an edit to a release, in a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.desk import EARLIER, SOP, Project
from tests.repository import commit, project, run

ROOT = Path(__file__).parents[2]

__all__ = ["project"]


def test_from_an_edit_to_a_release(project: Project) -> None:
    project.edit("within: sla.reply   # 统一时限", "within: 10 min   # 统一时限")
    assert "VER01" in run("check", status=1).output
    shown = run("diff", "sop-ret-01").output
    assert "答复客户 › 时限" in shown
    assert "10 分钟" in shown
    run("bump", "SOP-RET-01", "-m", "答复改为 10 分钟", "--effective", "2026-03-09")
    assert project.text() == (
        SOP.replace("version: 1.0.0\nstatus", "version: 1.1.0\nstatus")
        .replace("effective: 2026-01-10", "effective: 2026-03-09")
        .replace("within: sla.reply   #", "within: 10 min   #")
        .replace(
            "changes:\n",
            "changes:\n  - version: 1.1.0\n    date: 2026-03-02\n    class: normative\n"
            "    summary: 答复改为 10 分钟\n    author: 流程组\n",
        )
    )
    run("release", "--approver", "role.director")
    assert "VER" not in run("check").output
    log = run("log", "SOP-RET-01").output
    assert "1.1.0" in log
    assert "客服总监" in log
    between = run("diff", "SOP-RET-01", "1.0.0..1.1.0", "--format", "markdown").output
    assert "| 修改 | 答复客户 › 时限 |" in between
    assert run("release").output == "没有等待发布的版本。\n"


def test_versions_from_before_the_history_are_told_by_their_entries(project: Project) -> None:
    assert "没有存档" not in run("log", "SOP-RET-01").output
    project.path().write_text(project.text() + EARLIER, "utf-8")
    assert run("log", "SOP-RET-01").output.endswith(
        "  更早的版本没有存档，修订记录是这样写的：\n  0.9.0  2025-12-01  结构调整\n    试行\n"
    )
    assert "0.9.0 没有存档" in run("diff", "SOP-RET-01", "0.9.0", status=1).output
    assert "没有发布过 0.8.0" in run("diff", "SOP-RET-01", "0.8.0", status=1).output


def test_versions_are_compared_with_what_each_quoted(project: Project) -> None:
    project.edit("再登记。", "[[sla.reply]]内登记。")
    run("bump", "SOP-RET-01", "-m", "限时登记")
    run("release", "--approver", "role.director")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短")
    project.edit("问清订单号", "问清订单")
    run("bump", "SOP-RET-01", "-m", "订单")
    commit(project.root, "before")
    run("release", "--approver", "role.director")
    between = run("diff", "SOP-RET-01", "1.1.0..1.1.1").output
    assert "- 问清订单号，30 分钟内登记。" in between
    assert "+ 问清订单，20 分钟内登记。" in between
    project.edit("limit: 20 min", "limit: 10 min", "SLA-01")
    project.edit("问清订单", "先问清订单")
    for told in (run("diff", "SOP-RET-01").output, run("diff", "--base", "HEAD").output):
        assert "- 问清订单，20 分钟内登记。" in told
        assert "+ 先问清订单，10 分钟内登记。" in told


def test_the_hook_before_a_commit_leaves_the_approval_to_the_review(project: Project) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    _, *hooked = hook["entry"].split()
    project.edit("within: sla.reply", "within: 10 min")
    assert "VER01" in run(*hooked, status=1).output
    run("bump", "SOP-RET-01", "-m", "答复改为 10 分钟")
    assert "VER06" in run("check", status=1).output
    run(*hooked)
    commit(project.root, "first")
    project.edit("答复改为 10 分钟", "答复改成 10 分钟")
    run(*hooked)


def test_a_push_releases_what_it_changed_and_nothing_else(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    project.revise("1.1.0")
    commit(project.root, "one")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0", id_="SLA-01")
    commit(project.root, "two")
    assert "没有等待发布" in run("release", "--base", "HEAD").output
    run("release", "--base", "HEAD~1")
    last = {id_: history.last for id_, history in project.histories.items()}
    assert {id_: one.version for id_, one in last.items() if one} == {
        "ROLE-01": "1.0.0", "SLA-01": "1.1.0", "SOP-RET-01": "1.0.0",
    }  # fmt: skip
    assert "git" in run("release", "--base", "nowhere", status=1).output


def test_what_was_changed_again_is_left_to_the_later_push(project: Project) -> None:
    for id_, old, new in (
        ("SLA-01", "limit: 30 min", "limit: 20 min"),
        ("SOP-RET-01", "within: sla.reply", "within: 10 min"),
    ):
        project.edit(old, new, id_)
        project.revise("1.1.0", id_=id_)
    commit(project.root, "one")
    project.edit("within: 10 min", "within: 5 min")
    commit(project.root, "two")
    shown = run("release", "--base", "HEAD~2..HEAD~1").output
    assert "SLA-01 1.1.0" in shown
    assert "SOP-RET-01 1.1.0" not in shown
    assert "没有等待发布" in run("release", "--base", "HEAD~2..HEAD~1").output


def test_nothing_changed_needs_no_version(project: Project) -> None:
    assert "没有变化" in run("bump", "SOP-RET-01", "-m", "x").output
    assert project.text() == SOP


def test_the_tenth_version_is_above_the_ninth(project: Project) -> None:
    project.revise("1.9.0")
    project.edit("within: sla.reply", "within: 20 min")
    run("release", "--approver", "role.director")
    project.edit("within: 20 min", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "答复改为 10 分钟")
    assert "\nversion: 1.10.0\n" in project.text()


def test_a_bump_before_the_release_writes_the_entry_anew(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "答复改为 10 分钟", "--effective", "2026-04-01")
    head, _, rest = project.text().partition("    author: 流程组\n")
    approved = "    author: 流程组   # 起草\n    approved: {by: role.director, on: 2026-03-02}\n"
    project.path().write_text(head + approved + rest, "utf-8")
    project.edit("within: 10 min", "within: 5 min")
    told = run("bump", "SOP-RET-01", "-m", "答复改为 5 分钟", "--author", "李").output
    assert "答复改为 10 分钟" in told
    assert "客服总监 2026-03-02" in told
    assert project.text() == (
        head.replace("10 分钟", "5 分钟").replace("within: 10 min", "within: 5 min")
        + "    author: 李   # 起草\n"
        + rest
    )
    assert "改写" in run("bump", "SOP-RET-01", "-m", "缩短", "--effective", "2026-05-01").output
    assert "author: 李" in project.text()
    assert "effective: 2026-05-01" in project.text()
    assert "改写" not in run("bump", "SOP-RET-01", "-m", "缩短").output


def test_less_cannot_be_claimed(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    before = project.text()
    run("bump", "SOP-RET-01", "-m", "x", "--class", "editorial", status=1)
    assert project.text() == before


def test_a_release_with_errors_writes_nothing(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    project.revise("1.1.0")
    project.revise("1.0.1", id_="SLA-01")
    before = project.history_path().read_bytes()
    output = run("release", status=1).output
    assert "VER02" in output
    assert project.history_path().read_bytes() == before


def test_a_release_names_what_has_to_be_read_again(project: Project) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短")
    told = run("release", "--approver", "role.director").output
    assert "SOP-RET-01 引用的内容变了（答复 (sla.reply)）" in told
    assert "VER14" in run("check").output
    run("confirm", "SOP-RET-01", "sla.none", status=1)
    assert "2026-" in run("confirm", "SOP-RET-01", "--on", "2062-01-01", status=1).output
    run("confirm", "SOP-RET-01", "--on", "2001-01-01", status=1)
    run("confirm", "SOP-RET-01", "sla.reply", "--by", "role.director")
    assert run("check").output == "没有发现问题\n"
    run("confirm", "SOP-RET-01", "--by", "流程组")
    log = run("log", "SOP-RET-01").output
    assert "2026-03-02 重读确认：客服总监  答复\n" in log
    assert "2026-03-02 重读确认：流程组  重读全文\n" in log


def test_what_one_limit_changed_is_read_again_at_once(project: Project) -> None:
    more = SOP.replace("SOP-RET-01", "SOP-EXC-01").replace("sla.reply ", "sla.reply")
    project.write("sops/b.yml", more.replace("title: 退货处理", "title: 换货处理"))
    run("release", "--approver", "role.director")
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短")
    run("release", "--approver", "role.director")
    unknown = run("confirm", "--everywhere", "sla.none", status=1).output
    assert "sla.reply" in unknown
    project.edit("问清订单号", "问清")
    done = run("confirm", "--everywhere", "sla.reply", "--owner", "客户服务部", "--by", "陈").output
    assert "SOP-EXC-01 1.0.0 已于 2026-03-02 确认继续有效" in done
    assert "SOP-RET-01 的内容变了" in done
    assert done.endswith("以上 1 份，由 陈 一人声明：引用之处都已重读，仍然成立。\n")
    [*_, read] = project.histories["SOP-EXC-01"].records
    assert (read.event, set(read.upstream)) == ("confirm", {"sla.reply"})
    assert "SOP-EXC-01" not in run("check", "--select", "VER14").output


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["SOP-RET-01", "--everywhere", "sla.reply"],
        ["SOP-RET-01", "--owner", "客户服务部"],
        ["--everywhere", "sla.reply", "--owner", "没有的部门"],
    ],
)
def test_a_reading_names_either_a_document_or_what_is_quoted(
    project: Project, options: list[str]
) -> None:
    run("confirm", *options, status=2)


@pytest.mark.parametrize(
    ("approver", "told"),
    [
        ("role.nobody", "没有岗位 role.nobody"),
        ("role.agent", "VER07"),
        ("agent", "VER07"),
    ],
)
def test_who_may_not_approve_cannot_be_named_for_a_release(
    project: Project, approver: str, told: str
) -> None:
    project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    run("bump", "SLA-01", "-m", "缩短")
    before = project.history_path("SLA-01").read_bytes()
    assert told in run("release", "--approver", approver, status=1).output
    assert project.history_path("SLA-01").read_bytes() == before


@pytest.mark.parametrize("effective", ["2026-03-02", "2026-04-01"])
def test_nothing_is_released_without_approval(project: Project, effective: str) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "x", "--effective", effective)
    before = project.history_path().read_bytes()
    refused = run("release", status=1).output
    assert refused.count("VER06") == 1
    assert project.history_path().read_bytes() == before
    run("release", "--approver", "陈经理")
    last = project.histories["SOP-RET-01"].last
    assert last is not None
    assert last.approver == "陈经理"


@pytest.mark.parametrize("approver", ["role.director", "陈经理"])
def test_nobody_approves_what_has_begun(project: Project, approver: str) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "x", "--effective", "2026-03-02")
    project.edit("effective: 2026-03-02", "effective: 2026-03-01")
    project.edit("date: 2026-03-02", "date: 2026-03-01")
    assert "VER05" in run("release", "--approver", approver, status=1).output
    head, _, rest = project.text().partition("    author: 流程组\n")
    noted = "    author: 流程组\n    approved: {by: role.director, on: 2026-03-01}\n"
    project.path().write_text(head + noted + rest, "utf-8")
    run("release", "--approver", approver)


def test_what_is_to_come_is_given_another_day(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "改为 10 分钟", "--effective", "2026-04-01")
    run("release", "--approver", "role.director")
    project.edit("effective: 2026-04-01", "effective: 2026-04-15")
    assert "VER22" in run("check", status=1).output
    assert "VER22" in run("release", status=1).output
    run("bump", "SOP-RET-01", "-m", "推迟到 4 月 15 日", "--effective", "2026-04-15")
    run("release", "--approver", "role.director")
    assert "VER" not in run("check").output
    history = project.histories["SOP-RET-01"]
    assert [(line.version, str(line.effective)) for line in history.effects] == [
        ("1.0.0", "2026-01-10"), ("1.2.0", "2026-04-15"),
    ]  # fmt: skip
    assert "没有变化" in run("bump", "SOP-RET-01", "-m", "x").output


def test_a_draft_replaces_nothing(project: Project) -> None:
    project.edit("status: approved", "status: draft", "SLA-01")
    before = project.text()
    refused = run("retire", "SOP-RET-01", "--because", "x", "--successor", "SLA-01", status=1)
    assert "草稿" in refused.output
    assert project.text() == before


def test_what_waits_to_be_released_is_told_by_its_day(project: Project) -> None:
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "x")
    assert "1.1.0  待批准，未发布" in run("log", "SOP-RET-01").output
    approved = "    author: 流程组\n    approved: {by: role.director, on: 2026-03-02}\n"
    head, _, rest = project.text().partition("    author: 流程组\n")
    project.path().write_text(head + approved + rest, "utf-8")
    assert "1.1.0  有效，未发布" in run("log", "SOP-RET-01").output
    project.edit("effective: 2026-03-02", "effective: 2026-04-01")
    assert "1.1.0  待生效，未发布" in run("log", "SOP-RET-01").output


def test_a_document_is_retired_with_its_reason(project: Project) -> None:
    run("retire", "SOP-RET-01", "--because", "并入总则", "--effective", "2026-03-09")
    run("release", "--approver", "role.director")
    [record] = [one for one in project.histories["SOP-RET-01"].releases if one.status == "retired"]
    assert record.content["retired_because"] == "并入总则"
    assert run("check").output == "没有发现问题\n"


def test_what_still_refers_to_a_retired_document_is_counted(project: Project) -> None:
    other = project.text().replace("SOP-RET-01", "SOP-RET-02")
    project.path().with_name("SOP-RET-02.yml").write_text(
        f"{other}related: [SOP-RET-01]\n", "utf-8"
    )
    assert "1 处引用它，在 1 个文件里" in run("retire", "SOP-RET-01", "--because", "并入").output
    assert "REF04]: 「SOP-RET-01」所在的文件 SOP-RET-01 已作废" in run("check", status=1).output


def test_what_refers_to_a_document_that_is_to_end_hears_when(project: Project) -> None:
    later = SOP.replace("SOP-RET-01", "SOP-RET-02")
    project.write("sops/b.yml", f"{later}related: [SOP-RET-01]\n")
    run("retire", "SOP-RET-01", "--because", "并入", "--effective", "2026-03-09")
    told = "所在的文件 SOP-RET-01 将于 2026-03-09 作废"
    assert told in run("check", status=1).output
    assert told not in run("check", "--as-of", "2026-03-09", status=1).output
    project.edit("retired_because:", "superseded_by: SOP-RET-02\nretired_because:")
    output = run("check", status=1).output
    assert told in output
    assert "替代它的文件是 SOP-RET-02" in output


def test_what_was_never_released_has_changed_since_then(project: Project) -> None:
    assert run("diff").output == "意思没有变化。\n"
    project.write("sops/b.yml", SOP.replace("SOP-RET-01", "SOP-RET-02"))
    assert run("diff").output == "SOP-RET-02《退货处理》：首次发布，没有可比较的版本。\n"


def test_a_clock_that_is_behind_the_last_authors_sets_no_day_before(project: Project) -> None:
    project.edit("date: 2026-01-02", "date: 2026-03-03")
    project.edit("within: sla.reply", "within: 10 min")
    run("bump", "SOP-RET-01", "-m", "答复改为 10 分钟")
    assert project.text().count("date: 2026-03-03") == 2


@pytest.mark.parametrize(("command", "option"), [("bump", "-m"), ("retire", "--because")])
def test_out_of_a_terminal_what_would_be_asked_for_is_missing(
    project: Project, command: str, option: str
) -> None:
    told = run(command, "SOP-RET-01", status=1).output
    assert told == f"错误：还缺：{option}。在终端里运行会逐项询问。\n"


def test_unknown_ids_and_versions_are_told(project: Project) -> None:
    assert "SOP-RET-01" in run("log", "SOP-RET-1", status=1).output
    assert "1.0.0" in run("diff", "SOP-RET-01", "9.0.0..1.0.0", status=1).output
    run("check", "--as-of", "tomorrow", status=2)


def test_a_document_that_cannot_be_read_is_not_said_to_be_unknown(project: Project) -> None:
    project.edit("limit: 30 min", "limit: 7min rings", "SLA-01")
    for command in (["log"], ["diff"], ["bump", "-m", "缩短"], ["retire", "--because", "并入"]):
        told = run(command[0], "sla-01", *command[1:], status=1).output
        assert "service-levels/levels.yml 读不出内容" in told
        assert "handbook check" in told


def test_a_source_that_cannot_be_read_may_be_what_waits(project: Project) -> None:
    project.edit("version: 1.0.0\nstatus", "version: two\nstatus")
    told = run("release", status=1)
    assert "VER" in told.output or "FMT" in told.output
    assert "没有发布" in told.output
    assert project.histories["SOP-RET-01"].releases[-1].version == "1.0.0"


def test_a_damaged_history_is_told_and_not_continued(project: Project) -> None:
    path = project.history_path()
    path.write_bytes(path.read_bytes().replace(b'"content":{', b'"content":[{'))
    before = path.read_bytes()
    assert "SOP-RET-01" in run("log", "SOP-RET-01").output
    run("diff", "SOP-RET-01", "1.0.0..1.0.0", status=1)
    run("impact", "--base", "HEAD")
    run("copies")
    run("confirm", "SOP-RET-01", status=1)
    assert path.read_bytes() == before


def test_a_history_that_was_deleted_is_not_begun_anew(project: Project) -> None:
    project.history_path().unlink()
    told = run("release", status=1).output
    assert "git checkout HEAD -- sop_sources/history/SOP-RET-01.jsonl" in told
    assert not project.history_path().exists()
    commit(project.root, "without it")
    run("release")


def test_nothing_replaces_itself(project: Project) -> None:
    before = project.text()
    told = run("retire", "SOP-RET-01", "--because", "x", "--successor", "sop-ret-01", status=1)
    assert "SOP-RET-01" in told.output
    assert project.text() == before
