"""The workflows' scripts at work, against a forge on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.report.impact import MARK
from tests.desk import Project
from tests.forges import ROBOT, TOKEN, Forge, serving
from tests.repository import commit, git

HOME = Path(__file__).parent.parent
SCAFFOLD = HOME / "scaffold"
API = "/api/v4/projects/7"
GITEA_API = "/api/v1/repos/shop/handbook"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("jq") and shutil.which("curl")), reason="needs jq and curl"
    ),
]


def gitlab(job: str) -> str:
    """What a job on GitLab runs, but for installing and building."""
    jobs = yaml.safe_load((SCAFFOLD / "gitlab/.gitlab-ci.yml").read_text("utf-8"))
    parts = chain.from_iterable(
        [one] if isinstance(one, str) else one for one in jobs[job]["script"]
    )
    left_out = ("apt-get", "python -m pip", "handbook build")
    return "\n".join(part for part in parts if not part.startswith(left_out))


def step(file: str, name: str) -> str:
    """What a step of a workflow runs; the file is named from the scaffold."""
    jobs = yaml.safe_load((SCAFFOLD / file).read_text("utf-8"))["jobs"]
    steps = (one for job in jobs.values() for one in job["steps"])
    return str(next(one["run"] for one in steps if one.get("name") == name))


def tip(root: Path, name: str = "HEAD") -> str:
    done = subprocess.run(["git", "rev-parse", name], cwd=root, capture_output=True, check=True)
    return done.stdout.decode().strip()


class Owner:
    """A project at a forge, and what its jobs run with."""

    def __init__(self, root: Path, forge: Forge) -> None:
        self.forge = forge
        self.project = Project(root / "owner")
        self.root = self.project.root
        self.project.release()
        self.bare = forge.repositories / "shop" / "handbook.git"
        self.bare.mkdir(parents=True)
        git(self.bare, "init", "-q", "--bare", "-b", "main")
        git(self.bare, "config", "receive.advertisePushOptions", "true")
        git(self.root, "init", "-q", "-b", "main")
        git(self.root, "config", "user.name", "陈")
        git(self.root, "config", "user.email", "chen@example.com")
        commit(self.root, "start")
        git(self.root, "remote", "add", "origin", str(self.bare))
        self.push()
        self.folder = root / "job"
        tools = root / "bin"
        tools.mkdir()
        command = f'#!/bin/sh\nPYTHONPATH={HOME} exec "{sys.executable}" -m handbook "$@"\n'
        for name, text in (("handbook", command), ("gh", "#!/bin/sh\n")):
            (tools / name).write_text(text, "utf-8")
            (tools / name).chmod(0o755)
        self.given = {
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": str(root),
            "SOURCE_DATE_EPOCH": "1772452800",
            "CI_API_V4_URL": f"{forge.address}/api/v4",
            "CI_PROJECT_ID": "7",
            "CI_PROJECT_URL": f"{forge.address}/shop/handbook",
            "CI_SERVER_URL": forge.address,
            "CI_SERVER_HOST": "forge.example.com",
            "CI_DEFAULT_BRANCH": "main",
            "GITLAB_USER_LOGIN": "lin",
            "HANDBOOK_TOKEN": TOKEN,
            "HANDBOOK_USER": ROBOT,
            "HANDBOOK_CONFIRM": "",
            "API": f"{forge.address}{GITEA_API}",
            "SERVER": forge.address,
            "TOKEN": TOKEN,
            "MARK": MARK,
            "GITHUB_OUTPUT": str(root / "output"),
            "GITHUB_ENV": str(root / "env"),
            "GITHUB_STEP_SUMMARY": str(root / "summary"),
            "RUNNER_TEMP": str(root),
        }

    def push(self) -> None:
        git(self.root, "push", "-q", "origin", "HEAD")

    def revise(self, limit: str = "10 min", version: str = "1.1.0") -> None:
        """A change on the web, without a word of who approves it."""
        self.project.edit("within: sla.reply", f"within: {limit}")
        self.project.revise(version, effective="2026-03-02")
        self.project.edit("    approved: {by: role.director, on: 2026-03-01}\n", "")

    def merge(self) -> tuple[str, str]:
        """A branch is merged. What main was before and is now."""
        before = tip(self.root)
        git(self.root, "checkout", "-q", "-b", "branch")
        self.revise()
        commit(self.root, "shorter")
        git(self.root, "checkout", "-q", "main")
        git(self.root, "merge", "-q", "--no-ff", "-m", "merge", "branch")
        self.push()
        return before, tip(self.root)

    def checkout(self, name: str) -> None:
        """The job's folder, fresh as a runner makes it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        git(self.root.parent, "clone", "-q", str(self.bare), str(self.folder))
        git(self.folder, "checkout", "-q", "--detach", name)

    def run(self, script: str, **given: str) -> str:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.folder, env=self.given | given, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def released(self) -> tuple[str, str]:
        """Version and approver that main's history holds last."""
        git(self.root, "pull", "-q", "--rebase", "origin", "main")
        last = self.project.histories["SOP-RET-01"].last
        assert last is not None
        return last.version, last.approver


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Owner]:
    with serving(tmp_path / "server") as forge:
        yield Owner(tmp_path, forge)


# The comment


def gitlab_review(owner: Owner, iid: int, text: str, project: int = 7) -> str:
    """Tell the forge of a merge request whose check has left a text. The address of its notes."""
    request, jobs = f"{API}/merge_requests/{iid}", f"/api/v4/projects/{project}"
    owner.forge.answers |= {
        f"{request}/pipelines": [
            {"id": 90 + iid, "project_id": project, "source": "push"},
            {"id": 50 + iid, "project_id": project, "source": "merge_request_event"},
        ],
        f"{jobs}/pipelines/{50 + iid}/jobs": [
            {"id": 1, "name": "preview"},
            {"id": iid, "name": "check"},
        ],
        f"{jobs}/jobs/{iid}/artifacts/impact.md": text.encode(),
    }
    owner.forge.answers.setdefault(f"{request}/notes", [])
    return f"{request}/notes"


def test_gitlab_keeps_one_comment_up_to_date(owner: Owner) -> None:
    owner.checkout("main")
    owner.forge.answers[f"{API}/merge_requests"] = [{"iid": 3}]
    notes = gitlab_review(owner, 3, f"{MARK}\n影响：一份 & 100%\n")
    owner.forge.say("writer", notes, f"{MARK}\nforged")
    for _ in range(2):
        owner.run(gitlab("comment"))
    assert [one["body"] for one in owner.forge.answers[notes]][1:] == [
        f"{MARK}\n影响：一份 & 100%\n"
    ]
    assert owner.forge.written == [f"POST {notes}"]
    gitlab_review(owner, 3, f"{MARK}\n影响：两份\n")
    owner.run(gitlab("comment"))
    assert [one["body"] for one in owner.forge.answers[notes]][1:] == [f"{MARK}\n影响：两份\n"]
    assert owner.forge.answers[notes][0]["body"] == f"{MARK}\nforged"


def test_one_merge_request_that_fails_leaves_the_others_their_comment(owner: Owner) -> None:
    owner.checkout("main")
    owner.forge.answers[f"{API}/merge_requests"] = [{"iid": iid} for iid in (1, 2, 3, 4)]
    strange = gitlab_review(owner, 2, "@everybody look\n")
    of_fork = gitlab_review(owner, 3, f"{MARK}\n影响\n", project=8)
    unready = gitlab_review(owner, 4, f"{MARK}\n影响\n")
    owner.forge.answers[f"{API}/pipelines/54/jobs"] = []
    told = owner.run(gitlab("comment"))
    assert owner.forge.written == [f"POST {of_fork}"]
    assert not owner.forge.answers[strange]
    assert not owner.forge.answers[unready]
    assert "!1:" in told


@pytest.mark.parametrize("line", ["/merge", " \t/approve", "影响\r/merge", "<!--\n/merge\n-->"])
def test_gitlab_is_given_no_text_that_it_would_carry_out(owner: Owner, line: str) -> None:
    owner.checkout("main")
    owner.forge.answers[f"{API}/merge_requests"] = [{"iid": 3}]
    notes = gitlab_review(owner, 3, f"{MARK}\n影响：a/b\n{line}\n", project=8)
    assert "!3:" in owner.run(gitlab("comment"))
    assert not owner.forge.answers[notes]


def test_gitea_keeps_one_comment_up_to_date(owner: Owner) -> None:
    owner.checkout("main")
    comments = f"{GITEA_API}/issues/3/comments"
    owner.forge.answers[comments] = []
    owner.forge.robot = "gitea-actions"
    owner.forge.say("writer", comments, f"{MARK}\nforged")
    script = step("gitea/.gitea/workflows/handbook-review.yml", "Comment")
    for text in (f"{MARK}\n影响：「一份」\n", f"{MARK}\n影响：两份\n"):
        (owner.folder / "impact.md").write_text(text, "utf-8")
        owner.run(script, NUMBER="3")
        assert [one["body"] for one in owner.forge.answers[comments]][1:] == [text]


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab", "gitlab merged"])
def test_a_branch_behind_main_is_told_by_its_own_changes(owner: Owner, forge: str) -> None:
    start = tip(owner.root)
    git(owner.root, "checkout", "-q", "-b", "branch")
    owner.revise()
    commit(owner.root, "branch")
    owner.push()
    git(owner.root, "checkout", "-q", "main")
    owner.project.edit("limit: 30 min", "limit: 20 min", "SLA-01")
    owner.project.revise("1.1.0", id_="SLA-01")
    commit(owner.root, "meanwhile")
    owner.push()
    owner.checkout("origin/branch")
    given = {}
    if forge in ("github", "gitlab merged"):
        git(owner.folder, "checkout", "-q", "--detach", "origin/main")
        git(
            owner.folder,
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.c",
            "merge",
            "-q",
            "origin/branch",
        )
    if forge in ("github", "gitea"):
        name = f"{forge}/.{forge}/workflows/handbook-review.yml"
        env = yaml.safe_load((SCAFFOLD / name).read_text("utf-8"))["jobs"]["check"]["env"]
        given["BASE"] = env["BASE"] if forge == "github" else tip(owner.root)
        owner.run(step(name, "Impact"), **given)
    else:
        given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": start}
        if forge == "gitlab merged":
            given["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = tip(owner.root)
        owner.run(gitlab("check"), **given)
    text = (owner.folder / "impact.md").read_text("utf-8")
    assert text.startswith(MARK)
    assert "SOP-RET-01" in text
    assert "SLA-01" not in text.partition("### 检查")[0]
    assert "### 检查" in text


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab"])
def test_a_preview_needs_no_approval(owner: Owner, forge: str) -> None:
    before, after = owner.merge()
    owner.checkout(after)
    with pytest.raises(AssertionError, match="VER06"):
        owner.run("handbook check")
    name = f"{forge}/.{forge}/workflows/handbook-review.yml"
    script = gitlab("preview") if forge == "gitlab" else step(name, "Release as it would be")
    owner.run(script, BASE=before, CI_MERGE_REQUEST_DIFF_BASE_SHA=before)
    owner.run("handbook check")


# The release


def approve(owner: Owner, merged: str, **changes: Any) -> None:
    """Tell GitLab of a merge request that was merged as a commit, and approved."""
    request = f"{API}/merge_requests/3"
    found = {"iid": 3, "state": "merged", "target_branch": "main", "author": {"username": "chen"}}
    seen = [{"created_at": "2026-03-01T10:00", "head_commit_sha": "b", "patch_id_sha": "p"}]
    by = [{"user": {"username": "wang"}, "approved_at": "2026-03-01T11:00"}]
    told = {"author": "chen", "versions": seen, "approved_by": by} | changes
    owner.forge.answers |= {
        f"{API}/repository/commits/{merged}/merge_requests": [found],
        request: found | {"author": {"username": told["author"]}},
        f"{request}/versions": told["versions"],
        f"{request}/approvals": {"approved_by": told["approved_by"]},
    }


def gitlab_release(owner: Owner, before: str, after: str, **given: str) -> str:
    owner.checkout(after)
    return owner.run(gitlab("release"), CI_COMMIT_BEFORE_SHA=before, CI_COMMIT_SHA=after, **given)


def test_gitlab_releases_what_was_merged_although_main_has_moved(owner: Owner) -> None:
    before, after = owner.merge()
    (owner.root / "note.txt").write_text("later", "utf-8")
    commit(owner.root, "moved")
    owner.push()
    approve(owner, after)
    gitlab_release(owner, before, after)
    assert owner.released() == ("1.1.0", "wang")
    assert (owner.root / "note.txt").exists()
    assert "git git-receive-pack" in owner.forge.calls


EARLIER = {"created_at": "2026-03-01T08:00", "head_commit_sha": "a", "patch_id_sha": "o"}
LATER = {"created_at": "2026-03-01T12:00", "head_commit_sha": "c", "patch_id_sha": "p"}
SEEN = {"created_at": "2026-03-01T10:00", "head_commit_sha": "b", "patch_id_sha": "p"}


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"versions": [SEEN, EARLIER]}, True),
        ({"versions": [LATER, SEEN]}, True),  # moved onto a newer main, and nothing else
        ({"versions": [LATER | {"patch_id_sha": "q"}, SEEN]}, False),
        ({"versions": [LATER | {"patch_id_sha": None}, SEEN | {"patch_id_sha": None}]}, False),
        ({"author": "wang"}, False),
        ({"approved_by": []}, False),
        (
            {"approved_by": [{"user": {"username": ROBOT}, "approved_at": "2026-03-01T11:00"}]},
            False,
        ),
        ({"approved_by": [{"user": {"username": "wang"}}]}, False),  # an older GitLab tells no time
    ],
)
def test_gitlab_counts_an_approval_of_what_was_merged(
    owner: Owner, changes: dict[str, Any], counts: bool
) -> None:
    before, after = owner.merge()
    approve(owner, after, **changes)
    if counts:
        gitlab_release(owner, before, after)
        assert owner.released() == ("1.1.0", "wang")
    else:
        with pytest.raises(AssertionError, match="VER06"):
            gitlab_release(owner, before, after)
        assert owner.released()[0] == "1.0.0"


def test_a_release_that_is_repeated_on_another_day_adds_nothing(owner: Owner) -> None:
    before, after = owner.merge()
    approve(owner, after)
    gitlab_release(owner, before, after)
    done = tip(owner.bare, "main")
    told = gitlab_release(owner, before, after, SOURCE_DATE_EPOCH="1772712000")
    assert "没有等待发布" in told
    assert tip(owner.bare, "main") == done


def test_a_release_that_runs_late_dates_the_approval_by_the_review(owner: Owner) -> None:
    before, after = owner.merge()
    reviewed = {"user": {"username": "wang"}, "approved_at": "2026-03-01T23:30:00Z"}
    approve(owner, after, approved_by=[reviewed])
    gitlab_release(owner, before, after, SOURCE_DATE_EPOCH="1772712000")
    assert owner.released() == ("1.1.0", "wang")


def test_what_was_refused_is_released_once_its_record_names_the_approval(owner: Owner) -> None:
    before, after = owner.merge()
    approve(owner, after, approved_by=[])
    with pytest.raises(AssertionError, match="VER06"):
        gitlab_release(owner, before, after)
    signed = "    author: 流程组\n    approved: {by: role.director, on: 2026-03-01}\n"
    head, _, rest = owner.project.text().partition("    author: 流程组\n")
    owner.project.path().write_text(head + signed + rest, "utf-8")
    commit(owner.root, "approved")
    owner.push()
    last = tip(owner.root)
    owner.forge.answers[f"{API}/repository/commits/{last}/merge_requests"] = []
    gitlab_release(owner, after, last)
    assert owner.released() == ("1.1.0", "role.director")


def test_a_first_push_to_gitlab_records_what_is_in_force(owner: Owner) -> None:
    shutil.rmtree(owner.root / "sop_sources" / "history")
    commit(owner.root, "start anew")
    owner.push()
    gitlab_release(owner, "0" * 40, tip(owner.root))
    assert owner.released() == ("1.0.0", "role.director")


def test_a_reading_is_confirmed_by_hand_on_gitlab(owner: Owner) -> None:
    gitlab_release(owner, "0" * 40, tip(owner.root), HANDBOOK_CONFIRM="SOP-RET-01 SLA-01")
    owner.released()
    last = owner.project.histories["SOP-RET-01"].records[-1]
    assert (last.event, last.author) == ("review", "lin")


GITEA_RELEASE = "gitea/.gitea/workflows/handbook-release.yml"


@pytest.mark.parametrize(
    ("review", "login"),
    [
        ({}, "wang"),
        ({"stale": True}, ""),
        ({"dismissed": True}, ""),
        ({"official": False}, ""),
        ({"state": "REQUEST_CHANGES"}, ""),
    ],
)
def test_gitea_tells_who_approved(owner: Owner, review: dict[str, Any], login: str) -> None:
    before, after = owner.merge()
    given = {"state": "APPROVED", "official": True, "dismissed": False, "stale": False}
    told = given | {"user": {"login": "wang"}, "submitted_at": "2026-03-01"} | review
    owner.forge.answers |= {
        f"{GITEA_API}/commits/{after}/pull": {"number": 3, "merged": True},
        f"{GITEA_API}/pulls/3/reviews": [told],
    }
    owner.checkout(after)
    owner.run(step(GITEA_RELEASE, "Who approved"), BEFORE=before, GITHUB_SHA=after)
    output = Path(owner.given["GITHUB_OUTPUT"]).read_text("utf-8")
    assert output == f"logins={login}\nat={'2026-03-01' if login else ''}\n"


@pytest.mark.parametrize("forge", ["github", "gitea"])
def test_the_history_reaches_a_main_that_has_moved(owner: Owner, forge: str) -> None:
    before, after = owner.merge()
    owner.checkout(after)
    (owner.root / "note.txt").write_text("later", "utf-8")
    commit(owner.root, "moved")
    owner.push()
    if forge == "gitea":
        origin = f"{owner.forge.address}/shop/handbook.git"
        git(owner.folder, "remote", "set-url", "origin", origin)
    name = f"{forge}/.{forge}/workflows/handbook-release.yml"
    owner.run(step(name, "Release"), APPROVERS="wang", BEFORE=before, GITHUB_SHA=after)
    owner.run(step(name, "Commit the history"), DEPLOY_KEY="")
    assert owner.released() == ("1.1.0", "wang")
    assert (owner.root / "note.txt").exists()


@pytest.mark.parametrize("forge", ["github", "gitea"])
def test_a_reading_is_confirmed_by_hand(owner: Owner, forge: str) -> None:
    owner.checkout("main")
    script = step(f"{forge}/.{forge}/workflows/handbook-release.yml", "Confirm")
    owner.run(script, IDS="SOP-RET-01 SLA-01", READER="lin")
    project = owner.folder / "sop_sources" / "history" / "SOP-RET-01.jsonl"
    assert '"event":"review"' in project.read_text("utf-8").splitlines()[-1]
