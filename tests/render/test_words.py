"""The interface's words stand in catalogues: the same in each language, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

import handbook
from handbook.config import data
from handbook.model.base import Model
from handbook.model.escalation import Grade, Hop
from handbook.model.scorecard import Line
from handbook.render.environment import environment
from handbook.render.words import called, catalogue, translator

HAN = re.compile("[\u3400-\u9fff]")
ROOT = data("templates").parent
PACKAGE = Path(handbook.__file__).parent
UNSEEN = frozenset({"print/specimen.html", "print/stamps.html"})
"""Sheets that nobody reads: what is set on them is taken to others."""
TEMPLATES = sorted(
    path
    for kind in ("html", "svg", "xml")
    for path in (ROOT / "templates").rglob(f"*.{kind}")
    if path.relative_to(ROOT / "templates").as_posix() not in UNSEEN
)
SCRIPTS = sorted((ROOT / "docs/assets/js").glob("*.js"))
MODULES = sorted(
    path
    for stage in ("render", "site", "press", "search")
    for path in (PACKAGE / stage).rglob("*.py")
)
SPOKEN = frozenset({"title", "alt", "aria-label", "placeholder", "aria-description"})
"""Attributes that a reader sees or hears."""
SAME_EVERYWHERE = re.compile("PDF|XLSX|PDCA|SOP|CMP|handbook")
"""What is written alike in every language."""
# Chinese in code that nobody is shown: how text is read, not what is said.
OF_THE_LANGUAGE = {
    "render/numerals.py",  # numerals of chapters, asked for in Chinese alone
    "render/measure.py",  # units that a line does not part from their number
    "search/normal.py",  # characters that stand for each other
    "search/words.py",  # what no word ends with
    "search-query.js",  # numerals in questions
    "reply-figures.js",  # units of figures
    "render/spacing.py",  # between which signs a blank belongs
}


def test_every_language_has_the_same_words() -> None:
    assert catalogue("zh-Hans").keys() == catalogue("en").keys() == catalogue("zh-Hant").keys()


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_words_take_the_same_particulars(language: str) -> None:
    slot = re.compile(r"\{(\w*)[^}]*\}")
    own = catalogue(language)
    for key, text in catalogue("zh-Hans").items():
        assert set(slot.findall(text)) == set(slot.findall(own[key])), key


@pytest.mark.parametrize(
    ("model", "page"), [(Line, "qa.how"), (Grade, "escalation.how"), (Hop, "escalation.how")]
)
def test_a_field_is_called_as_on_its_page(model: type[Model], page: str) -> None:
    t = translator("zh-Hans")
    assert called(model, "how", t) == t(page)
    assert called(model, "unheard-of", t) == "unheard-of"


def test_english_words_hold_no_chinese() -> None:
    assert [key for key, text in catalogue("en").items() if HAN.search(text)] == []


def test_chinese_words_have_chinese_punctuation() -> None:
    half = re.compile(rf"{HAN.pattern}[,;:?!()]|[,;:?!()]{HAN.pattern}")
    told = {key: re.sub(r"\{\w+\}", "字", text) for key, text in catalogue("zh-Hans").items()}
    assert [key for key, text in told.items() if half.search(text)] == []


def test_traditional_words_hold_no_simplified() -> None:
    simple = re.compile("[这们个为时发动务应复录产业员过对开关]")
    assert [key for key, text in catalogue("zh-Hant").items() if simple.search(text)] == []


def test_traditional_words_count_strokes_as_they_are_called() -> None:
    assert catalogue("zh-Hant")["back.strokes"].format(number=3) == "3 畫"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_what_is_in_no_manual_is_as_long_as_a_page_to_turn_to(language: str) -> None:
    own = catalogue(language)
    turned_to = own["print.see_before"] + "123" + own["print.see_after"]
    letters = sum(1 if HAN.match(sign) else 0.5 for sign in turned_to)
    assert abs(len(own["print.elsewhere"]) - letters) <= 1


# --- Templates ----------------------------------------------------------------------------------


_STATEMENT = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)


class _Texts(HTMLParser):
    """What a reader would see of a template's own HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if value and name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def said_by_template(path: Path) -> list[str]:
    """Texts, spoken attributes and constants in expressions of a template that hold words."""
    source = _STATEMENT.sub("", path.read_text("utf-8"))
    parser = _Texts()
    parser.feed(_EXPRESSION.sub("\ue000", source))
    parser.close()
    tree = environment((ROOT / "templates",)).parse(path.read_text("utf-8"))
    constants = [each.value for each in tree.find_all(nodes.Const) if isinstance(each.value, str)]
    return [*_words(parser.found), *filter(_is_sentence, constants)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_says_nothing_of_its_own(path: Path) -> None:
    assert said_by_template(path) == []


_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz\d\s.,\ue000-]+")
"""Data of an SVG path."""


def _words(texts: list[str]) -> Iterator[str]:
    for text in texts:
        # A macro may write attributes into a tag of its caller's.
        shown = re.sub(r'[\w-]+="[^"]*"', "", text)
        if _PATH.fullmatch(shown):
            continue
        words = re.findall(r"[A-Za-z]{2,}|[\u3400-\u9fff]+", shown)
        if any(not SAME_EVERYWHERE.fullmatch(word) for word in words):
            yield text.strip()


def _is_sentence(text: str) -> bool:
    """Whether it is Chinese, or several English words: a name, a selector, a class is none."""
    plain = re.fullmatch(r"[A-Za-z][a-z']*([ ,]+[A-Za-z][a-z']*)+[.:?!\u2026]?", text.strip())
    return bool(re.search("[\u3400-\u9fff]{2}", text) or (plain and " " in text.strip()))


# --- Scripts ------------------------------------------------------------------------------------

_COMMENT = re.compile(r"/\*.*?\*/|(?:^|(?<=\s))//[^\n]*", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
_THROWN = re.compile(r"new Error\((?:[^()]|\([^()]*\))*\)")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?: [a-z]+)*[.:?!\u2026]?")
TECHNICAL = frozenset({
    "use strict", "a, button", "a, input", "Escape", "Tab", "Enter", "Home", "End", "Date", " Do Q",
    " S Q", " re W n\n",
})  # fmt: skip
"""What browsers call modes, elements, keys and headers, and PDF its operators."""


def said_by_script(path: Path) -> list[str]:
    """String literals of a script that read as words; what it throws is for developers."""
    code = _THROWN.sub("", _COMMENT.sub("", path.read_text("utf-8")))
    found = ["".join(match) for match in _STRING.findall(code)]
    return [
        one
        for one in found
        if one not in TECHNICAL and (_is_sentence(one) or _CAPITAL.fullmatch(one))
    ]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_nothing_of_its_own(path: Path) -> None:
    said = said_by_script(path)
    if path.name in OF_THE_LANGUAGE:
        said = [one for one in said if not HAN.search(one)]
    assert said == []


def test_only_tokens_of_style_hold_signs_of_a_language() -> None:
    sign = re.compile("content:[^;}]*[\"'][^\"']*[\u3000-\u9fff\uff00-\uffef]")
    sheets = (ROOT / "docs/assets/css").glob("*.css")
    assert [sheet.name for sheet in sheets if sign.search(sheet.read_text("utf-8"))] == []


# --- Modules ------------------------------------------------------------------------------------


def said_by_module(path: Path) -> list[str]:
    """String constants of a module that read as words, but for docstrings and errors."""
    tree = ast.parse(path.read_text("utf-8"))
    spared = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr | ast.Raise)
        for part in ast.walk(node)
        if isinstance(node, ast.Raise) or isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in spared
        and node.value not in TECHNICAL
        and _is_sentence(node.value)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_nothing_of_its_own(path: Path) -> None:
    said = said_by_module(path)
    if path.relative_to(PACKAGE).as_posix() in OF_THE_LANGUAGE:
        said = [one for one in said if not HAN.search(one)]
    assert said == []
