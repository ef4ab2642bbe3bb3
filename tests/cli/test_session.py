"""What MkDocs is told when it begins, and when something fails."""

from __future__ import annotations

import pytest

from handbook.cli.session import Session
from tests.desk import Project


@pytest.fixture(autouse=True)
def _without_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_PRESS", "0")


def prepared(project: Project, command: str) -> tuple[Session, str]:
    session = Session()
    session.begin(command=command, dirty=False)
    return session, session.prepare(project.root / "mkdocs.yml", project.root / "site", None)


def test_sources_in_order_are_built(project: Project) -> None:
    session, why = prepared(project, "build")
    assert why == ""
    assert not session.preview
    assert session.build.presses.offered == {}


def test_what_waits_for_its_release_is_previewed_and_not_built(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.edit("问清订单号", "问清")
    assert "VER01" in prepared(project, "build")[1]
    session, why = prepared(project, "serve")
    assert why == ""
    assert session.preview
    told = capsys.readouterr().err
    assert "VER01" in told
    assert "预览照常显示" in told


def test_only_a_mistake_in_a_template_is_told_as_one(project: Project) -> None:
    assert Session().fault(ValueError()) == ""
    session, _ = prepared(project, "build")
    assert session.fault(ValueError()) == ""
    own = project.root / "templates" / "site" / "home.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nothing }}")
    session, _ = prepared(project, "build")
    with pytest.raises(Exception, match="nothing") as raised:
        session.build.pages()
    assert f"{own}" in session.fault(raised.value)
