"""What keeps a preview from being shown, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from handbook.build import Build
from handbook.config import Project as Folder
from handbook.site.preview import follow
from tests.desk import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.release()
    return project


def build(project: Project, *, preview: bool = True) -> Build:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    return Build(Folder(project.root), now, prints=False, preview=preview)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("问清订单号", "问清", ["VER01"]),
        ("version: 1.0.0\nstatus", "version: 1.1.0\nstatus", ["VER04", "VER06"]),
        ("effective: 2026-01-10", "effective: 2026-01-20", ["VER22"]),
    ],
)
def test_a_version_that_cannot_be_released_yet_is_shown(
    project: Project, old: str, new: str, codes: list[str]
) -> None:
    project.edit(old, new)
    shown = build(project)
    assert [one.code for one in shown.unready] == codes
    assert not shown.failed
    published = build(project, preview=False)
    assert published.failed
    assert published.unready == []


def test_other_errors_hold_a_preview_up(project: Project) -> None:
    project.edit("问清订单号", "问清")
    project.edit("who: role.agent\n    within", "who: role.nobody\n    within")
    assert build(project).failed


def test_so_does_a_history_that_was_tampered_with(project: Project) -> None:
    path = project.history_path()
    path.write_text(path.read_text("utf-8").replace("问清订单号", "问清"), "utf-8")
    shown = build(project)
    assert "VER09" in {one.code for one in shown.findings}
    assert shown.failed


class Server:
    """As much of MkDocs' server as a preview takes hold of."""

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        self.builder: Callable[[], None] = self.build
        self.app: Any = None

    def build(self) -> None:
        if self.faults:
            raise click.ClickException(self.faults.pop(0))

    def serve_request(self, request: dict[str, Any], _: object) -> list[bytes]:
        return [request["PATH_INFO"].encode()]

    def set_app(self, app: object) -> None:
        self.app = app

    def get(self, path: str) -> str:
        return b"".join(self.app({"PATH_INFO": path}, lambda *_: None)).decode()


def test_a_mistake_is_told_where_a_page_was_and_files_are_served_on() -> None:
    server: Any = Server("<SOP-RET-01>")
    follow(server, lambda: "note")
    server.builder()
    assert "&lt;SOP-RET-01&gt;" in server.get("/sops/")
    assert "&lt;SOP-RET-01&gt;" in server.get("/index.html")
    assert server.get("/assets/js/search.js") == "/assets/js/search.js"
    server.builder()
    assert server.get("/sops/") == "/sops/"


def test_a_mistake_that_is_mended_while_a_page_tells_of_it_does_no_harm() -> None:
    server: Any = Server("SOP-RET-01")
    told: list[str] = []

    def note() -> str:
        if told:
            server.builder()  # as the thread that builds may at any time
        told.append("note")
        return "note"

    follow(server, note)
    server.builder()
    assert "SOP-RET-01" in server.get("/")
    assert server.get("/") == "/"
