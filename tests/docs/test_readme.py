"""The two READMEs are twins, and say what is installed."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.docs.fields import ROOT
from tests.docs.pages import READMES, blocks, named, prose
from tests.docs.test_links import links

ENGLISH, CHINESE = READMES
BUILT = {"site", "dist", "public"}


def test_the_twins_have_the_same_sections_and_tables() -> None:
    def shape(page: Path) -> list[str]:
        return [found[0] for line in prose(page) if (found := re.match(r"#+|\||- ", line))]

    assert shape(ENGLISH) == shape(CHINESE)


def test_the_twins_show_the_same_commands_and_files() -> None:
    def shown(page: Path) -> list[tuple[str, str]]:
        return [(one.title, re.sub(r" +# .*", "", one.text)) for one in blocks(page)]

    assert shown(ENGLISH) == shown(CHINESE)


def test_the_twins_link_to_the_same_places() -> None:
    assert [in_chinese(link) for link in links(ENGLISH)[1:]] == links(CHINESE)[1:]
    assert links(ENGLISH)[0] == CHINESE.name
    assert links(CHINESE)[0] == ENGLISH.name


def in_chinese(link: str) -> str:
    """Where the Chinese README leads in place of an English guide."""
    return link.replace("guide/en/rules", "rules").replace("guide/en/", "guide/")


@pytest.mark.parametrize("page", READMES, ids=named)
def test_every_system_package_is_named(page: Path) -> None:
    system = load_system()
    packages = {*system.LIBRARIES.values(), *system.FONTS.values()}
    packages |= {*system.TEST_LIBRARIES.values(), *system.TEST_COMMANDS.values()}
    text = page.read_text("utf-8")
    assert [name for name in sorted(packages) if f"`{name}`" not in text] == []


def test_every_folder_is_on_the_map() -> None:
    text = ENGLISH.read_text("utf-8")
    stages = [path for path in (ROOT / "handbook").iterdir() if any(path.glob("[!_]*.*"))]
    folders = [path for path in ROOT.iterdir() if path.is_dir() and path.name not in BUILT]
    seen = [path.name for path in (*stages, *folders) if path.name[0] not in "._"]
    assert [name for name in seen if f"`{name}/`" not in text] == []


def load_system() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system", ROOT / "requirements" / "system.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
