"""The command line as a person meets it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import quote

import click
import pytest
from click.testing import CliRunner, Result

from handbook.cli import edge, main
from handbook.cli.alone import alone
from handbook.cli.build import swap
from handbook.config import data
from handbook.report.formats import FORMATS
from tests.repository import git

EXAMPLE = Path(__file__).parent.parent / "check" / "base"


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_outside_a_project_one_sentence_says_so(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, ["check"])
    assert result.exit_code == 2
    assert "这里不是手册项目" in result.output
    assert "Traceback" not in result.output


def test_a_clean_project_is_found_clean(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    result = runner.invoke(main, ["check"])
    assert result.exit_code == 0, result.output


def test_a_mistake_is_told_with_its_place_and_status_1(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sop_sources" / "sops"
    folder.mkdir(parents=True)
    (tmp_path / "sop_sources" / "handbook.yml").write_text("name: 手册\norganisation: 公司\n")
    (folder / "A.yml").write_text("id: SOP-A-01\ntitle: 甲\ntitle: 乙\n")
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, ["check", "--format", "json"])
    assert result.exit_code == 1
    found = json.loads(result.output)["findings"]
    assert ("FMT04", 3, 1) in {(each["code"], each["line"], each["column"]) for each in found}


@pytest.fixture
def careless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a warning that can be mended, and an error; the working folder."""
    shutil.copytree(EXAMPLE / "sop_sources", tmp_path / "sop_sources")
    sop = tmp_path / "sop_sources" / "sops" / "SOP-RET-01.yml"
    text = sop.read_text("utf-8").replace("客户要求退货", "客户来电,要求退货")
    sop.write_text(text.replace("10min", "sla.none"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return sop


def codes_of(result: Result) -> list[str]:
    return [each["code"] for each in json.loads(result.output)["findings"]]


@pytest.mark.parametrize(
    ("options", "codes", "status"),
    [
        ([], ["WRD07", "REF01"], 1),
        (["--select", "WRD"], ["WRD07"], 0),
        (["--select", "ref01,WRD"], ["WRD07", "REF01"], 1),
        (["--select", "REF", "--select", "WRD07"], ["WRD07", "REF01"], 1),
        (["--ignore", "REF"], ["WRD07"], 0),
        (["--select", "REF", "--ignore", "REF01"], [], 0),
    ],
)
def test_findings_are_chosen_by_code_and_by_family(
    runner: CliRunner, careless: Path, options: list[str], codes: list[str], status: int
) -> None:
    result = runner.invoke(main, ["check", "--format", "json", *options])
    assert codes_of(result) == codes
    assert result.exit_code == status


def test_what_nobody_asked_for_still_covers_a_number(runner: CliRunner, careless: Path) -> None:
    text = careless.read_text("utf-8").replace("客户来电,", "客户来电 13810975264,")
    careless.write_text(text, "utf-8")
    said = runner.invoke(main, ["check", "--select", "WRD"]).output
    assert "138******64" in said
    assert "13810975264" not in said


def test_of_many_findings_one_rule_can_be_seen_alone(runner: CliRunner, careless: Path) -> None:
    assert "--select" not in runner.invoke(main, ["check"]).output
    text = careless.read_text("utf-8")
    careless.write_text(text.replace("来电,", "来电" + ",来" * 20), "utf-8")
    shown = runner.invoke(main, ["check"]).output.splitlines()
    assert shown[-1] == "只看其中一种：handbook check --select 规则代码"
    assert shown[-4] == "WRD07 10 · REF01 1"
    assert "--select" not in runner.invoke(main, ["check", "--select", "WRD07"]).output


@pytest.mark.parametrize(
    "options",
    [["--select", "XYZ"], ["--ignore", "WRD99"], ["--write"], ["--fix", "--format", "json"]],
)
def test_a_command_that_makes_no_sense_has_status_2(
    runner: CliRunner, careless: Path, options: list[str]
) -> None:
    result = runner.invoke(main, ["check", *options])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_fix_is_shown_first_and_written_when_asked(runner: CliRunner, careless: Path) -> None:
    before = careless.read_text("utf-8")
    shown = runner.invoke(main, ["check", "--fix"])
    assert "-trigger: 客户来电,要求退货\n+trigger: 客户来电，要求退货\n" in shown.stdout
    assert "--write" in shown.stderr
    assert shown.exit_code == 1
    assert careless.read_text("utf-8") == before
    written = runner.invoke(main, ["check", "--fix", "--write"])
    assert careless.read_text("utf-8") == before.replace("来电,", "来电，")
    assert "REF01" in written.stdout
    assert written.exit_code == 1
    again = runner.invoke(main, ["check", "--fix", "--write"])
    assert "没有可以自动改好的地方" in again.stderr


def test_fixes_can_be_chosen_too(runner: CliRunner, careless: Path) -> None:
    before = careless.read_text("utf-8")
    result = runner.invoke(main, ["check", "--fix", "--write", "--ignore", "WRD07"])
    assert result.exit_code == 1
    assert careless.read_text("utf-8") == before


@pytest.mark.parametrize("style", ["github", "gitlab", "sarif"])
def test_a_forge_is_told_paths_from_the_root_of_the_repository(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    project = tmp_path / "apps" / "客服 手册"
    sops = project / "sop_sources" / "sops"
    sops.mkdir(parents=True)
    (sops / "a.yml").write_text("bogus: [\n", "utf-8")
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(project)
    told = runner.invoke(main, ["check", "--format", style])
    assert told.exit_code == 1
    file = "apps/客服 手册/sop_sources/sops/a.yml"
    assert (quote(file) if style == "sarif" else file) in told.output


@pytest.mark.parametrize("asked", [["forge", "github"], ["owners", "--write"]])
def test_what_a_forge_looks_for_at_the_root_of_the_repository_is_said_to_be_elsewhere(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    project = tmp_path / "apps" / "客服 手册"
    shutil.copytree(EXAMPLE / "sop_sources", project / "sop_sources")
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(project)
    told = runner.invoke(main, asked)
    assert told.exit_code == 0, told.output
    assert "apps/客服 手册/" in told.stderr


def test_a_failed_build_leaves_the_published_site_alone(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "roles.yml").write_bytes("角色".encode("gbk"))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("published")
    (tmp_path / "site" / "manifest.json").write_text('{"edition": "", "documents": {}}')
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(main, ["build"])
    assert result.exit_code == 1
    assert "FMT01" in result.output
    assert (tmp_path / "site" / "index.html").read_text() == "published"


def test_explain_shows_a_wrong_and_a_right_example(runner: CliRunner) -> None:
    result = runner.invoke(main, ["explain", "fmt04"])
    assert result.exit_code == 0
    assert "Wrong" in result.output
    assert "Right" in result.output


def test_explain_names_the_rules_there_are(runner: CliRunner) -> None:
    result = runner.invoke(main, ["explain", "XYZ99"])
    assert result.exit_code == 1
    assert "FMT04" in result.output


def test_every_report_can_be_asked_for() -> None:
    (style,) = (one for one in main.commands["check"].params if one.name == "style")
    assert isinstance(style.type, click.Choice)
    assert set(style.type.choices) == set(FORMATS)


def test_a_preview_of_a_day_stays_on_it(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    seen = []
    monkeypatch.setattr("handbook.cli.build.serve_site", lambda *_: seen.append(edge.now().date()))
    result = runner.invoke(main, ["serve", "--as-of", "2027-03-04"])
    assert result.exit_code == 0, result.output
    assert seen == [date(2027, 3, 4)]


def test_one_build_at_a_time(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLE / "sop_sources", tmp_path / "sop_sources")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDBOOK_PRESS", "0")
    with alone(tmp_path / ".handbook", patient=False):
        result = runner.invoke(main, ["build"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "这里正在生成" in result.output
    assert not (tmp_path / "site").exists()


def test_a_site_that_is_a_link_is_filled_where_it_leads(tmp_path: Path) -> None:
    served, fresh = tmp_path / "served", tmp_path / "work" / ".handbook" / "next"
    served.mkdir()
    (tmp_path / "old").mkdir()
    (served / "index.html").write_text("published")
    fresh.mkdir(parents=True)
    (fresh / "index.html").write_text("new")
    site = tmp_path / "work" / "site"
    site.symlink_to(served)
    swap(fresh, site)
    assert site.is_symlink()
    assert (served / "index.html").read_text() == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"old", "served", "work"}


@pytest.mark.parametrize("fails", [False, True])
def test_a_site_on_a_disk_of_its_own_is_filled_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    site, fresh = tmp_path / "site", tmp_path / ".handbook" / "next"
    for folder, text in ((site, "published"), (fresh, "new")):
        (folder / "sops").mkdir(parents=True)
        (folder / "index.html").write_text(text)
        (folder / "sops" / f"{text}.html").write_text(text)
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == site)
    served = site.stat().st_ino
    if fails:
        rename = Path.rename

        def full(path: Path, target: Path) -> Path:
            if path == site / ".new" / "sops":
                raise OSError(28, "No space left on device")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", full)
        with pytest.raises(OSError, match="No space"):
            swap(fresh, site)
    else:
        swap(fresh, site)
    left = "published" if fails else "new"
    assert site.stat().st_ino == served
    assert {path.name for path in site.rglob("*")} == {"index.html", "sops", f"{left}.html"}
    assert (site / "index.html").read_text() == left


def test_a_site_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("published")
    (tmp_path / ".handbook").mkdir()
    (tmp_path / ".handbook" / "old").write_text("in the way")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / ".handbook" / "next", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "published"


@pytest.fixture
def approved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose documents are in force; the working folder."""
    shutil.copytree(EXAMPLE / "sop_sources", tmp_path / "sop_sources")
    for path in (tmp_path / "sop_sources").rglob("*.yml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("status: draft", "status: approved\neffective: 2026-11-01"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    return tmp_path


@pytest.mark.parametrize(
    ("template", "old", "new"),
    [
        ("chapter.html", "<body>", '<body><img src="docs/logo.png" alt="">'),
        ("chapter.html", "<body>", '<body><img src="data:image/png;base64,AA==" alt="">'),
        ("style.css", "", "body { background: url(logo.png) }"),
    ],
)
def test_what_a_template_cannot_print_is_told_with_what_works(
    runner: CliRunner, approved: Path, template: str, old: str, new: str
) -> None:
    own = approved / "templates/print" / template
    own.parent.mkdir(parents=True)
    text = (data("templates") / "print" / template).read_text("utf-8")
    assert old in text
    own.write_text(text.replace(old, new, 1), "utf-8")
    result = runner.invoke(main, ["build"])
    assert result.exit_code == 1
    assert "打印模板要的" in result.output
    assert '写成 <img src="images/…">' in result.output


@pytest.mark.parametrize(
    ("template", "wrong", "why"),
    [
        ("site/home.html", "{{ nothing_like_it }}", "'nothing_like_it' is undefined"),
        ("site/home.html", "{% if %}", "Expected an expression"),
        ("site/home.html", "{{ v.link('SOP-NO-01') }}", "SOP-NO-01"),
        ("site/home.html", "首页".encode("gbk"), "UTF-8?"),
        ("site/theme/main.html", "{{ nothing.like_it }}", "'nothing' is undefined"),
        ("site/theme/main.html", "{% if %}", "Expected an expression"),
        ("site/theme/partials/frame.html", "{% if %}", "Expected an expression"),
        ("print/chapter.html", "{{ nothing_like_it }}", "'nothing_like_it' is undefined"),
    ],
)
def test_a_mistake_in_a_template_of_the_projects_own_is_told_with_its_place(
    runner: CliRunner,
    approved: Path,
    monkeypatch: pytest.MonkeyPatch,
    template: str,
    wrong: str | bytes,
    why: str,
) -> None:
    own = approved / "templates" / template
    own.parent.mkdir(parents=True)
    wrong = wrong if isinstance(wrong, bytes) else wrong.encode()
    own.write_bytes(b"<p>\n" + wrong + b"\n</p>\n")
    (approved / "site").mkdir()
    (approved / "site" / "manifest.json").write_text('{"edition": "", "documents": {}}')
    (approved / "site" / "index.html").write_text("published")
    monkeypatch.setenv("HANDBOOK_PRESS", "1" if template.startswith("print") else "0")
    result = runner.invoke(main, ["build"])
    assert ("不含 PDF" in result.output) is not template.startswith("print")
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert f"{own} 第 2 行有误" in result.output
    assert why in result.output
    assert (approved / "site" / "index.html").read_text() == "published"
