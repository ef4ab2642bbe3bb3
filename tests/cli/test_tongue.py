"""Commands speak the handbook's language from their first word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import edge, main, tongue

CHINESE, ENGLISH = "这里不是手册项目", "no handbook here"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("declared", "spoken"),
    [
        ("languages: [en, zh-Hans]", "en"),
        ("languages:\n  - zh-Hant", "zh-Hant"),
        ("languages: en", "en"),
        ("languages: [en-GB]", "en"),
        ("name: [broken", "zh-Hans"),
    ],
)
def test_a_handbook_is_spoken_of_in_its_language(folder: Path, declared: str, spoken: str) -> None:
    (folder / "handbook.yml").write_text(f"organisation: 公司\n{declared}\n", "utf-8")
    assert tongue.languages() == (spoken,)


def test_outside_of_one_the_language_of_the_system_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = CliRunner().invoke(main, ["check"]).output
    assert said.index(CHINESE) < said.index(ENGLISH)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    said = CliRunner().invoke(main, ["check"]).output
    assert said.index(ENGLISH) < said.index(CHINESE)


@pytest.mark.parametrize(
    ("system", "first"),
    [
        ("en", "en"),
        ("en_US.UTF-8", "en"),
        ("zh_CN.UTF-8", "zh-Hans"),
        ("es_ES.UTF-8", "zh-Hans"),
        ("sv_SE@en", "zh-Hans"),
        ("C.UTF-8", "zh-Hans"),
    ],
)
def test_only_an_english_system_is_spoken_to_in_english_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, system: str, first: str
) -> None:
    monkeypatch.setenv("LANG", "en_GB")
    monkeypatch.setenv("LC_ALL", system)
    assert tongue.languages()[0] == first


def test_who_begins_in_english_is_asked_in_english(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "asking", lambda: True)
    done = CliRunner().invoke(main, ["init", "new", "--language", "en"], input="\n\n")
    assert "name of the handbook" in done.output
    assert "手册" not in done.output
    monkeypatch.chdir(folder / "new")
    asked = CliRunner().invoke(main, ["bump", "SOP-RET-01"], input="Better words\n").output
    assert asked.startswith("what changed, in a sentence: ")
    assert CliRunner().invoke(main, ["log", "NOPE"]).output == "Error: no document “NOPE”\n"
    near = CliRunner().invoke(main, ["log", "SOP-RET-02"]).output
    assert near.startswith("Error: no document “SOP-RET-02”; similar: SOP-RET-01")
    explained = CliRunner().invoke(main, ["explain", "WRD01"]).output
    assert not re.search("[\u4e00-\u9fff]", explained.split("\n")[0])
    unknown = CliRunner().invoke(main, ["check", "--base", "nowhere"]).output
    assert "no revision" in unknown
    assert unknown.isascii()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("due --within soon", 2), ("due --owner nobody", 2), ("log NOPE", 1), ("explain NOPE", 1)],
)
def test_no_message_mixes_the_languages(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, code: int
) -> None:
    assert CliRunner().invoke(main, ["init", "new"]).exit_code == 0
    monkeypatch.chdir(folder / "new")
    said = CliRunner().invoke(main, arguments.split())
    assert said.exit_code == code
    assert said.output.startswith("错误：")
    assert "Error" not in said.output
    assert "Usage" not in said.output
