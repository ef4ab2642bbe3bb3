"""Every command and option is documented, and nothing else is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from handbook.cli import main
from tests.docs.fields import FOLDERS, ROOT
from tests.docs.pages import PAGES, blocks, code_spans, named

_SECTION = re.compile(r"^## (.*?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTIONS: dict[str, dict[str, str]] = {
    language: dict(_SECTION.findall((folder / "commands.md").read_text("utf-8")))
    for language, folder in FOLDERS.items()
}
in_each_language = pytest.mark.parametrize("language", SECTIONS)
_USED = re.compile(r"(?:^|[\s$/])handbook ([a-z]+)((?: --?[a-z-]+)*)")
_RUN = re.compile(r"\./run ([a-z]+)")


def section(language: str, name: str) -> tuple[str, str]:
    """Head and text of a command's section."""
    sections = SECTIONS[language].items()
    return next((h, t) for h, t in sections if re.match(rf"`handbook {name}\b", h))


@in_each_language
@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_command_has_its_section(language: str, name: str) -> None:
    head, _ = section(language, name)
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Argument):
            assert parameter.human_readable_name.upper() in head


@in_each_language
@pytest.mark.parametrize(
    ("name", "option"),
    [
        (name, option)
        for name, command in sorted(main.commands.items())
        for option in command.params
        if isinstance(option, click.Option)
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_an_option_is_in_its_command_s_table(
    language: str, name: str, option: click.Option
) -> None:
    _, text = section(language, name)
    rows = [line for line in text.split("\n") if line.startswith(f"| `{option.opts[0]}")]
    (row,) = rows
    for other in option.opts + option.secondary_opts:
        assert f"`{other}" in row
    if isinstance(option.default, str) and option.default:
        assert option.default in row
    if isinstance(option.type, click.Choice):
        assert all(f"`{choice}`" in row for choice in option.type.choices)


@in_each_language
def test_no_section_is_about_a_command_that_is_gone(language: str) -> None:
    heads = (re.match(r"`handbook ([a-z-]+)", head) for head in SECTIONS[language])
    assert {match[1] for match in heads if match} == set(main.commands)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_names_only_commands_and_options_that_exist(page: Path) -> None:
    for text in shown(page):
        for match in _USED.finditer(text):
            command = main.commands.get(match[1])
            assert command, f"handbook {match[1]}"
            known = {opt for parameter in command.params for opt in parameter.opts}
            assert set(match[2].split()) <= {*known, "--help", "-h"}, match[0]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_names_only_what_run_can_do(page: Path) -> None:
    used = {name for text in shown(page) for name in _RUN.findall(text)}
    assert used <= run_commands()


@in_each_language
def test_every_command_of_run_is_documented(language: str) -> None:
    _, text = next((h, t) for h, t in SECTIONS[language].items() if "./run" in h)
    assert set(_RUN.findall(text)) == run_commands()


def shown(page: Path) -> list[str]:
    """What a reader may type: code spans, and the lines of a console."""
    typed = [block.text for block in blocks(page) if block.language == "console"]
    return [
        *code_spans(page),
        *(line for text in typed for line in text.split("\n") if line[:1] == "$"),
    ]


def run_commands() -> set[str]:
    usage = (ROOT / "run").read_text("utf-8").partition("<<'EOF'\n")[2].partition("\nEOF")[0]
    return set(re.findall(r"^  ([a-z]+) ", usage, re.MULTILINE))


@in_each_language
def test_every_key_of_the_json_report_is_documented(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sop_sources").mkdir()
    twice = "name: 手册\norganisation: 公司\nname: 手册\n"
    (tmp_path / "handbook.yml").write_text(twice, "utf-8")
    monkeypatch.chdir(tmp_path)
    report = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).output)
    keys = {*report, *report["summary"], *(key for one in report["findings"] for key in one)}
    _, text = section(language, "check")
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []
