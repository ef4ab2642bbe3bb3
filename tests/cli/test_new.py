"""A new document of every kind: complete, commented, and without an error from the first moment."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handbook.build import Build
from handbook.cli import edge, main
from handbook.config import Project
from handbook.diagnostics import Severity
from handbook.load.tree import load_tree
from handbook.model.base import Document
from handbook.model.kinds import KINDS
from handbook.model.library import Library, build_library

ROOT = Path(__file__).parents[2]
NEW = [kind.name for kind in KINDS if kind.name not in ("roles", "channels")]
HAN = re.compile("[\u4e00-\u9fff]")
_OFFERED = re.compile(r"^(\s*)# (?=(?: *(?:- )?)[a-z_]+:)", re.MULTILINE)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-12-01


def start(folder: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = ["--name", "手册", "--organisation", "公司"]
    done = CliRunner().invoke(main, ["init", str(folder), "--language", language, *names])
    assert done.exit_code == 0, done.output
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return start(tmp_path / "zh", "zh", monkeypatch)


def new(*arguments: str, status: int = 0, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["new", *arguments], input=typed)
    assert result.exit_code == status, result.output
    return result


def library(root: Path) -> Library:
    return build_library(load_tree(root))


def begun(root: Path, kind: str) -> Document:
    """The document that ``handbook new`` writes of a kind."""
    before = set(library(root).documents)
    new(kind, "--title", "Title")
    after = library(root).documents
    (fresh,) = set(after) - before
    return after[fresh]


def errors(root: Path) -> list[str]:
    found = Build(Project(root), edge.now()).findings
    return [f"{one.span.file} {one.message}" for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", NEW)
def test_it_is_without_an_error(
    kind: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = start(tmp_path / "new", language, monkeypatch)
    document = begun(root, kind)
    assert (document.KIND, document.status, document.title) == (kind, "draft", "Title")
    assert errors(root) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_kinds_live_together(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = start(tmp_path / "new", language, monkeypatch)
    for kind in NEW:
        new(kind, "--title", f"Title of {kind}")
    assert errors(root) == []


@pytest.mark.slow
def test_the_shipped_handbook_takes_every_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "sop_sources", tmp_path / "sop_sources")
    monkeypatch.chdir(tmp_path)
    for kind in set(NEW) - {"terms"}:
        new(kind, "--title", f"{kind}之一", "--owner", "客户服务部")
    assert errors(tmp_path) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", NEW)
def test_every_key_that_is_offered_can_be_used(
    kind: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = start(tmp_path / "new", language, monkeypatch)
    fresh = begun(root, kind).id
    path = root / library(root).file_of(fresh)
    text = path.read_text("utf-8")
    whole = text
    while (used := _OFFERED.sub(r"\1", whole)) != whole:
        whole = used
    assert len(whole.split("\n")) == len(text.split("\n"))
    assert whole != text
    path.write_text(whole, "utf-8")
    read = library(root)
    assert [problem.code for problem in read.problems] == []
    assert fresh in read.documents


def test_what_is_written_is_explained_and_leads_to_its_schema(handbook: Path) -> None:
    new("sop", "SOP-RET-", "--title", "换货", "--audience", "客服", "--channel", "phone",
        "--set", "purpose=让客户换到: 要的货", "--author", "张三")  # fmt: skip
    path = handbook / "sop_sources/sops/SOP-RET-02.yml"
    text = path.read_text("utf-8")
    first = text.split("\n")[0]
    assert (path.parent / first.partition("$schema=")[2]).is_file()
    assert re.search(r"^    do: 待填写步骤 +# 几个字说清动作", text, re.MULTILINE)
    assert re.search(r"^    # within: 10min +# 时限", text, re.MULTILINE)
    document = library(handbook).documents["SOP-RET-02"]
    assert document.audience == ("role.agent",)
    assert document.channels == ("channel.phone",)
    assert document.purpose == "让客户换到: 要的货"  # type: ignore[attr-defined]
    assert document.changes[0].author == "张三"
    assert "SOP-RET-02" in (handbook / "schemas/card.schema.json").read_text("utf-8")


def test_what_is_not_written_yet_holds_up_its_approval(handbook: Path) -> None:
    new("sop", "--title", "换货")
    path = handbook / "sop_sources/sops/SOP-01.yml"
    text = path.read_text("utf-8").replace("status: draft", "status: approved")
    path.write_text(text.replace("# effective", "effective"), "utf-8")
    assert any("待填写" in message for message in errors(handbook))


def test_ids_count_on_and_are_never_used_again(handbook: Path) -> None:
    new("service-levels", "--title", "甲")
    assert (handbook / "sop_sources/service-levels/SLA-02.yml").is_file()
    (handbook / "sop_sources/history").mkdir()
    (handbook / "sop_sources/history/SOP-RET-09.jsonl").write_bytes(b"")
    new("sop", "SOP-RET-", "--title", "乙")
    assert (handbook / "sop_sources/sops/SOP-RET-10.yml").is_file()
    taken = new("sop", "sop-ret-09", "--title", "丙", status=1).output
    assert "编号 SOP-RET-09 已经用过" in taken
    assert "例如 SOP-RET-，" in taken
    assert "SLA-01.yml" in new("sop", "SLA-01", "--title", "丙", status=1).output


@pytest.mark.parametrize("id_", ["退货", "SOP_1-X", "-"])
def test_what_is_no_id_is_refused(id_: str, handbook: Path) -> None:
    before = sorted((handbook / "sop_sources").rglob("*"))
    new("sop", "--title", "甲", "--", id_, status=1)
    assert sorted((handbook / "sop_sources").rglob("*")) == before


def test_a_file_that_is_there_is_kept(handbook: Path) -> None:
    path = handbook / "sop_sources/sops/SOP-07.yml"
    path.write_text("", "utf-8")
    assert "SOP-07.yml" in new("sop", "SOP-07", "--title", "甲", status=1).output
    assert path.read_text("utf-8") == ""


def test_some_kinds_are_one_file(handbook: Path) -> None:
    assert "sop_sources/roles.yml" in new("roles", "--title", "甲", status=1).output
    new("terms", "--title", "术语")
    assert "sop_sources/terms.yml" in new("terms", "--title", "术语", status=1).output


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sop_sources", tmp_path / "sop_sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        output = new("sop", status=1).output
    assert "--title --owner" in output
    assert len(output.strip().split("\n")) == 1


def test_what_is_not_given_is_asked_for(handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "asking", lambda: True)
    typed = ["SOP-RET-", "", "换货", "没有的部门", "", "客服经理", "客服, role.manager", "",
             "", "换到要的货", "客户要换货"]  # fmt: skip
    output = new("sop", typed="\n".join(typed) + "\n").output
    assert "没有的部门" in output
    document = library(handbook).documents["SOP-RET-02"]
    assert document.title == "换货"
    assert document.audience == ("role.agent", "role.manager")
    assert document.purpose == "换到要的货"  # type: ignore[attr-defined]


def test_a_name_may_hold_blanks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = start(tmp_path / "en", "en", monkeypatch)
    who = ["--owner", "Customer service", "--audience", "Service manager, agent"]
    new("sop", "SOP-RET-02", "--title", "Exchange", *who)
    document = library(root).documents["SOP-RET-02"]
    assert document.owner == "dept.service"
    assert document.audience == ("role.manager", "role.agent")


def test_who_is_not_there_cannot_own_it(handbook: Path) -> None:
    for owner in ("财务部", "，", " "):
        assert "dept.service" in new("sop", "--title", "甲", "--owner", owner, status=1).output
    new("sop", "--title", "甲", "--set", "nonsense=1", status=2)
    new("nonsense", status=2)


def test_a_reference_that_nothing_answers_is_said(handbook: Path) -> None:
    settings = handbook / "sop_sources/handbook.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text[: text.index("scenes:")], "utf-8")
    assert "场景" in new("scripts", "--title", "甲", status=1).output


def test_a_handbook_that_cannot_be_read_is_mended_first(handbook: Path) -> None:
    (handbook / "sop_sources/handbook.yml").write_text("name: [", "utf-8")
    assert "handbook check" in new("sop", "--title", "甲", status=1).output


def test_a_file_that_came_meanwhile_is_kept(
    handbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = handbook / "sop_sources/sops/SOP-X-01.yml"

    def somebody(self: object, name: str, file: str, found: object) -> str:
        path.write_text("theirs")
        return "ours"

    monkeypatch.setattr("handbook.cli.new._Writer.text", somebody)
    assert "SOP-X-01.yml" in new("sop", "SOP-X-01", "--title", "x", status=1).output
    assert path.read_text() == "theirs"


def test_ways_to_print_a_manual_are_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = start(tmp_path / "en", "en", monkeypatch)
    new("manual", "MAN-01", "--title", "Manual")
    text = (root / "sop_sources/manuals/MAN-01.yml").read_text("utf-8")
    assert re.search("variants: .*# Further ways in which it is printed", text)


def test_keys_for_chinese_are_offered_in_chinese_alone(
    handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for root, offered in ((handbook, True), (start(tmp_path / "en", "en", monkeypatch), False)):
        monkeypatch.chdir(root)
        new("terms", "--title", "Terms")
        text = (root / "sop_sources/terms.yml").read_text("utf-8")
        assert ("pinyin" in text) is offered
        assert not (HAN.search(text) and not offered)
