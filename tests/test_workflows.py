"""The ready workflows: least rights, nothing of a branch near a secret, and scripts that work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from handbook.cli import main
from handbook.report.impact import MARK
from tests.desk import Project

SCAFFOLD = Path(__file__).parent.parent / "scaffold"
GITHUB = SCAFFOLD / "github" / ".github" / "workflows"
GITEA = SCAFFOLD / "gitea" / ".gitea" / "workflows"
ACTIONS = sorted([*GITHUB.glob("*.yml"), *GITEA.glob("*.yml")])
GITLAB = SCAFFOLD / "gitlab" / ".gitlab-ci.yml"
RIGHTS: dict[str, dict[str, str]] = {
    "handbook-review.yml check": {"contents": "read"},
    "handbook-review.yml code-scanning": {"contents": "read", "security-events": "write"},
    "handbook-review.yml preview": {"contents": "read"},
    "handbook-comment.yml comment": {"actions": "read", "pull-requests": "write"},
    "handbook-release.yml release": {"contents": "write", "pull-requests": "read"},
    "handbook-release.yml build": {"contents": "read"},
    "handbook-release.yml publish": {"pages": "write", "id-token": "write"},
}
"""All that any job on GitHub may do."""
RUNS_THE_BRANCH = re.compile(r"handbook |pip install|\./run")


def read(path: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def triggers(workflow: dict[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = workflow[True]  # YAML 1.1 takes `on` for a truth
    return found


def steps(workflow: dict[Any, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            yield name, step


def step(file: str, name: str) -> dict[str, Any]:
    return next(one for _, one in steps(read(GITHUB / file)) if one.get("name") == name)


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: f"{path.parts[-4]} {path.name}")
def test_a_workflow_keeps_the_rules_of_the_house(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())
    assert "pull_request_target" not in triggers(workflow)
    for _, one in steps(workflow):
        if uses := one.get("uses"):
            assert re.fullmatch(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40}", uses)
        if (one.get("uses") or "").startswith("actions/checkout@"):
            assert one["with"]["persist-credentials"] is False
        assert "${{" not in one.get("run", ""), "an expression in a script is an injection"
    for line in path.read_text("utf-8").splitlines():
        assert "uses:" not in line or re.search(r"# v\d+\.\d+\.\d+(-node20)?$", line)


def test_no_job_may_do_more_than_it_must() -> None:
    found = {
        f"{path.name} {name}": job["permissions"]
        for path in sorted(GITHUB.glob("*.yml"))
        for name, job in read(path)["jobs"].items()
    }
    assert found == RIGHTS


def test_what_runs_a_branch_knows_no_secret_and_writes_nothing() -> None:
    for path in ACTIONS:
        workflow = read(path)
        if "pull_request" not in triggers(workflow):
            continue
        assert "{{ secrets." not in path.read_text("utf-8")
        for name, job in workflow["jobs"].items():
            runs = any(RUNS_THE_BRANCH.search(one.get("run", "")) for one in job["steps"])
            writes = "write" in job["permissions"].values()
            assert not (runs and writes), name


def test_what_may_comment_checks_nothing_out() -> None:
    workflow = read(GITHUB / "handbook-comment.yml")
    assert set(triggers(workflow)) == {"workflow_run"}
    assert triggers(workflow)["workflow_run"]["workflows"] == [
        read(GITHUB / "handbook-review.yml")["name"]
    ]
    for _, one in steps(workflow):
        assert "uses" not in one
        assert not RUNS_THE_BRANCH.search(one["run"])


def test_every_comment_is_found_by_its_mark() -> None:
    for path in (
        GITHUB / "handbook-comment.yml",
        GITEA / "handbook-review.yml",
        GITLAB,
    ):
        assert MARK in path.read_text("utf-8")


def test_gitlab_shows_its_token_to_main_alone() -> None:
    jobs = {name: job for name, job in read(GITLAB).items() if isinstance(job, dict)}
    for name, job in jobs.items():
        if "HANDBOOK_TOKEN" in json.dumps(job):
            [rule] = job["rules"]
            assert "merge_request_event" not in rule["if"], name
    assert {"check", "preview", "comment", "release", "pages"} <= set(jobs)


def scripts() -> list[Any]:
    found = [
        pytest.param(one["run"], id=f"{path.parts[-4]} {path.stem} {name} {one['name']}")
        for path in ACTIONS
        for name, one in steps(read(path))
        if "run" in one
    ]
    for name, job in read(GITLAB).items():
        for number, part in enumerate(job.get("script", ()) if isinstance(job, dict) else ()):
            if isinstance(part, str):
                found.append(pytest.param(part, id=f"gitlab {name} {number}"))
    return found


@pytest.mark.parametrize("script", scripts())
def test_a_script_is_sound(script: str) -> None:
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    if shutil.which("shellcheck"):
        given = ["shellcheck", "-s", "bash", "-e", "SC2016,SC2153,SC2154", "-"]
        done = subprocess.run(given, input=script, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout


GH = """#!/usr/bin/env bash
# Answers as the forge would, from files named after the address.
query=.; slurp=
while [ $# -gt 0 ]; do
  case $1 in
    --jq) query=$2; shift ;;
    -f | -F | --method) echo "$1 $2" >> "$CALLS"; shift ;;
    repos/*) address=$1 ;;
  esac
  shift
done
echo "$address" >> "$CALLS"
file=$ANSWERS/${address//\\//_}.json
[ -f "$file" ] && jq -r "$query" "$file"
exit 0
"""


@pytest.fixture
def forge(tmp_path: Path) -> dict[str, str]:
    """The environment of a step, with a forge that answers from files."""
    if not shutil.which("jq"):
        pytest.skip("needs jq")
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "gh").write_text(GH, "utf-8")
    (tools / "gh").chmod(0o755)
    (tmp_path / "answers").mkdir()
    return {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "ANSWERS": str(tmp_path / "answers"),
        "CALLS": str(tmp_path / "calls"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "RUNNER_TEMP": str(tmp_path),
        "GH_REPO": "shop/handbook",
    }


def answer(forge: dict[str, str], address: str, value: object) -> None:
    name = f"repos/shop/handbook/{address}".replace("/", "_")
    Path(forge["ANSWERS"], f"{name}.json").write_text(json.dumps(value), "utf-8")


def run(script: str, folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(root: Path, message: str) -> str:
    for arguments in (["add", "-A"], ["commit", "-q", "--allow-empty", "-m", message]):
        author = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *author, *arguments], cwd=root, check=True, capture_output=True)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, check=True)
    return done.stdout.decode().strip()


def review(login: str, state: str, commit: str, day: int) -> dict[str, Any]:
    """What the forge tells of a review."""
    user = {"login": login, "id": len(login)}
    at = f"2026-03-{day:02}"
    return {"user": user, "state": state, "commit_id": commit, "submitted_at": at}


@pytest.mark.parametrize(
    ("reviews", "login"),
    [
        ([review("wang", "APPROVED", "head", 1)], "wang"),
        ([review("wang", "APPROVED", "head", 1), review("wang", "COMMENTED", "head", 2)], "wang"),
        ([review("wang", "APPROVED", "old", 1)], ""),
        ([review("wang", "APPROVED", "head", 1), review("wang", "DISMISSED", "head", 2)], ""),
        ([review("writer", "APPROVED", "head", 1)], ""),
        (
            [review("wang", "APPROVED", "head", 1), review("zhao2", "APPROVED", "head", 2)],
            "wang zhao2",
        ),
        ([], ""),
    ],
)
def test_the_reviewer_is_who_approved_what_was_merged(
    forge: dict[str, str], tmp_path: Path, reviews: list[dict[str, Any]], login: str
) -> None:
    root = tmp_path / "work"
    root.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    forge["BEFORE"] = commit(root, "one")
    forge["GITHUB_SHA"] = commit(root, "two")
    merged = {"number": 7, "merged_at": "2026-03-03", "base": {"ref": "main"}}
    answer(forge, f"commits/{forge['GITHUB_SHA']}/pulls", [merged])
    answer(forge, "pulls/7", {"head": {"sha": "head"}, "user": {"login": "writer"}})
    answer(forge, "pulls/7/reviews", reviews)
    run(step("handbook-release.yml", "Who approved")["run"], root, forge)
    told = Path(forge["GITHUB_OUTPUT"]).read_text("utf-8")
    last = login.rpartition(" ")[2]
    days = [one["submitted_at"] for one in reviews if one["user"]["login"] == last]
    assert told == f"logins={login}\nat={days[0] if days else ''}\n"


def test_a_push_past_the_review_has_no_approver(forge: dict[str, str], tmp_path: Path) -> None:
    root = tmp_path / "work"
    root.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    forge["BEFORE"] = commit(root, "one")
    direct = commit(root, "direct")
    forge["GITHUB_SHA"] = commit(root, "merged")
    merged = {"number": 7, "merged_at": "2026-03-03", "base": {"ref": "main"}}
    answer(forge, f"commits/{forge['GITHUB_SHA']}/pulls", [merged])
    answer(forge, f"commits/{direct}/pulls", [])
    told = run(step("handbook-release.yml", "Who approved")["run"], root, forge)
    assert "revision record" in told
    assert not Path(forge["GITHUB_OUTPUT"]).exists()


def test_what_was_merged_is_released_by_its_reviewer(forge: dict[str, str], tmp_path: Path) -> None:
    project = Project(tmp_path / "work")
    project.release()
    subprocess.run(["git", "init", "-q"], cwd=project.root, check=True)
    forge["BEFORE"] = commit(project.root, "one")
    project.edit("within: sla.reply", "within: 10 min")
    project.revise("1.1.0")
    commit(project.root, "two")
    command = Path(forge["PATH"].partition(":")[0], "handbook")
    home = Path(__file__).parent.parent
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH={home} exec "{sys.executable}" -m handbook "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    forge |= {"APPROVERS": "li wang", "APPROVED": "2026-03-01T09:00:00Z"}
    forge |= {"SOURCE_DATE_EPOCH": "1772452800"}
    run(step("handbook-release.yml", "Release")["run"], project.root, forge)
    last = project.histories["SOP-RET-01"].last
    assert last is not None
    assert (last.version, last.approver) == ("1.1.0", "wang")
    commit(project.root, "released")
    forge["BEFORE"] = "0" * 40
    assert "没有等待发布" in run(
        step("handbook-release.yml", "Release")["run"], project.root, forge
    )


def test_a_text_that_is_no_comment_is_not_posted(forge: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "impact"
    folder.mkdir()
    (folder / "impact.md").write_text("@everybody look\n", "utf-8")
    script = step("handbook-comment.yml", "Fetch the text")["run"]
    forge |= {"MARK": MARK, "RUN_ID": "1"}
    with pytest.raises(AssertionError):
        run(script, tmp_path, forge)
    (folder / "impact.md").write_text(f"{MARK}\n影响\n", "utf-8")
    run(script, tmp_path, forge)
    assert Path(forge["GITHUB_OUTPUT"]).read_text("utf-8") == "found=true\n"


@pytest.mark.parametrize(("comments", "address"), [([], "issues/7/comments"), ([3], "comments/3")])
def test_there_is_one_comment_and_it_is_on_its_own_pull_request(
    forge: dict[str, str], tmp_path: Path, comments: list[int], address: str
) -> None:
    forge |= {"MARK": MARK, "HEAD_SHA": "head", "HEAD_OWNER": "shop", "HEAD_BRANCH": "b"}
    pulls = [{"number": 6, "head": {"sha": "newer"}}, {"number": 7, "head": {"sha": "head"}}]
    answer(forge, "pulls", pulls)
    bot, other = {"login": "github-actions[bot]"}, {"login": "writer"}
    forged = {"id": 1, "user": other, "body": MARK}
    told = [{"id": id_, "user": bot, "body": f"{MARK}\n旧"} for id_ in comments]
    answer(forge, "issues/7/comments", [forged, *told])
    run(step("handbook-comment.yml", "Comment")["run"], tmp_path, forge)
    calls = Path(forge["CALLS"]).read_text("utf-8").splitlines()
    assert calls[-1].endswith(address)
    assert ("--method PATCH" in calls) is bool(comments)


@pytest.mark.parametrize("forge_", ["github", "gitlab", "gitea"])
def test_a_project_is_given_its_workflows_once(
    forge_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    monkeypatch.chdir(project.root)
    written = CliRunner().invoke(main, ["forge", forge_])
    assert written.exit_code == 0
    assert "requirements.txt" in written.stderr
    names = [path.relative_to(SCAFFOLD / forge_) for path in (SCAFFOLD / forge_).rglob("*.yml")]
    assert names
    assert all((tmp_path / name).read_bytes() for name in names)
    (tmp_path / names[0]).write_text("own: true\n", "utf-8")
    assert CliRunner().invoke(main, ["forge", forge_]).exit_code == 0
    assert (tmp_path / names[0]).read_text("utf-8") == "own: true\n"
    CliRunner().invoke(main, ["forge", forge_, "--force"])
    assert (tmp_path / names[0]).read_text("utf-8") != "own: true\n"
