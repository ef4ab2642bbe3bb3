"""The world around a command: closed streams, other encodings, full disks, clocks out of order."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import edge, main
from tests.desk import Project


def shell(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """A command line of a shell, in which ``handbook`` is the tool."""
    line = command.replace("handbook", f"{sys.executable} -m handbook")
    here = {"PYTHONPATH": str(Path(__file__).parent.parent.parent), **env}
    return subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, env={**os.environ, **here}, check=False
    )


@pytest.mark.parametrize("below", ["sop_sources", "sop_sources/sops"])
def test_a_command_may_be_run_among_the_sources(
    project: Project, below: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.root / below).mkdir(exist_ok=True)
    monkeypatch.chdir(project.root / below)
    assert edge.project().root == project.root.resolve()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_as_good_as_an_empty_one(project: Project, closed: str) -> None:
    done = shell(f"handbook due {closed}")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a device of Linux")
def test_a_full_disk_is_told(project: Project) -> None:
    done = shell("handbook due > /dev/full")
    assert done.returncode == 1
    assert "磁盘满了".encode() in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
def test_what_a_system_refuses_is_told_wherever_it_shows(project: Project) -> None:
    done = shell("ulimit -f 20; handbook build", HANDBOOK_PRESS="0")
    assert done.returncode == 1
    assert "超过了系统允许的文件大小" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(project: Project) -> None:
    (project.root / "templates" / "site").mkdir(parents=True)
    (project.root / "templates").chmod(0)
    done = shell("handbook check")
    (project.root / "templates").chmod(0o755)
    assert done.returncode == 1
    assert str(project.root / "templates") in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows deletes no folder that is in use")
def test_a_folder_that_is_gone_is_no_project(project: Project) -> None:
    done = shell("mkdir gone; cd gone; rmdir ../gone; handbook check")
    assert done.returncode == 2
    assert "这里不是手册项目" in done.stderr.decode()


@pytest.mark.parametrize("jobs", ["0", "9" * 20])
def test_a_number_of_processes_that_nobody_has_is_wrong_usage(project: Project, jobs: str) -> None:
    told = CliRunner().invoke(main, ["build", "--jobs", jobs], catch_exceptions=False)
    assert told.exit_code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such files")
@pytest.mark.parametrize("name", ["a.md", "a.css"])
def test_a_pipe_among_the_pages_is_not_waited_for(project: Project, name: str) -> None:
    (project.root / "docs").mkdir()
    os.mkfifo(project.root / "docs" / name)
    done = shell("handbook build", HANDBOOK_PRESS="0")
    assert done.returncode == 1
    assert f"docs/{name}" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_a_terminal_may_know_few_characters(project: Project, encoding: str) -> None:
    done = shell("handbook schema sop", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    told = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)
    assert json.loads(told)["title"] == "标准作业程序"


@pytest.mark.parametrize("epoch", ["soon", "-9999999999", "²", "9" * 20, "253402300799"])
def test_a_moment_that_is_none_is_wrong_usage(
    project: Project, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    told = CliRunner().invoke(main, ["due"], catch_exceptions=False)
    assert told.exit_code == 2
    assert epoch in told.output


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "soon", ""])
def test_a_day_that_nobody_can_mean_is_wrong_usage(project: Project, day: str) -> None:
    told = CliRunner().invoke(main, ["confirm", "SOP-RET-01", "--on", day], catch_exceptions=False)
    assert told.exit_code == 2


def test_the_epoch_itself_is_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert edge.now().year == 1970


@pytest.mark.parametrize("argument", ["SOP\x1b[31m", "\udcff", "a\x00b", "\x07"])
@pytest.mark.parametrize(
    "command",
    [["log"], ["confirm", "SOP-RET-01", "--by"], ["check", "--base"], ["new", "sop", "--title"]],
)
def test_an_argument_that_is_no_text_is_wrong_usage(
    project: Project, command: list[str], argument: str
) -> None:
    told = CliRunner().invoke(main, [*command, argument], catch_exceptions=False)
    assert told.exit_code == 2
    assert "UTF-8" in told.output
    assert argument not in told.output


@pytest.mark.parametrize("command", ["bump SOP-RET-01 -m", "retire SOP-RET-01 --because"])
def test_a_reason_says_something(project: Project, command: str) -> None:
    before = project.text()
    told = CliRunner().invoke(main, [*command.split(), " "], catch_exceptions=False)
    assert told.exit_code == 2
    assert project.text() == before


@pytest.mark.parametrize("address", ["127.0.0.1:99999", "127.0.0.1:{taken}"])
def test_an_address_that_cannot_be_served_is_told_at_once(project: Project, address: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:
        wanted = address.format(taken=there.getsockname()[1])
        told = CliRunner().invoke(main, ["serve", "--address", wanted], catch_exceptions=False)
    assert told.exit_code == 1
    assert wanted in told.output
