"""A page leads to its own source, at the right line, in each forge's editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.model.settings import Settings
from handbook.site.forge import Forge, source_of
from handbook.site.page import SitePage
from tests.desk import Project


def forge(repository: str, **more: str) -> Forge:
    values = {"name": "手册", "organisation": "公司", "repository": repository, **more}
    found = Forge.of(Settings.model_validate(values))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("repository", "edit", "issue"),
    [
        ("https://github.com/a/b", "/edit/main/", "/issues/new"),
        ("https://gitlab.com/a/b/c", "/-/edit/main/", "/-/issues/new"),
        ("https://codeberg.org/a/b", "/_edit/main/", "/issues/new"),
    ],
)
def test_each_forge_has_its_own_addresses(repository: str, edit: str, issue: str) -> None:
    found = forge(repository)
    assert (found.edit, found.issue) == (repository + edit, repository + issue)


def test_a_forge_under_another_name_is_told(tmp_path: Path) -> None:
    found = forge("https://git.example.com/a/b", forge="gitea", branch="a b#1/x")
    assert found.edit == "https://git.example.com/a/b/_edit/a%20b%231/x/"


def test_no_repository_no_forge() -> None:
    assert Forge.of(Settings(name="手册", organisation="公司")) is None


def test_a_page_knows_its_source_and_line(tmp_path: Path) -> None:
    library = Project(tmp_path).library
    document = SitePage("sops/SOP-RET-01/", "kinds/sop.html", "退货", document="SOP-RET-01")
    assert source_of(document, library) == "sop_sources/sops/a.yml#L2"
    context = {"entry": library.entries["sla.reply"]}
    item = SitePage("x/", "items/sla.html", "答复", context, document="SLA-01")
    assert source_of(item, library) == "sop_sources/service-levels/levels.yml#L9"
    assert source_of(SitePage("", "home.html", "手册"), library) == ""
