"""Scripts ask only for what Chrome 86, Firefox 113 and Safari 16.4 have, as the guides say."""

from __future__ import annotations

import re

import pytest

from handbook.config import data
from tests.sites import ROOT

DOCS = data("docs")
SCRIPTS = sorted(DOCS.rglob("*.js"))
STYLES = sorted(DOCS.rglob("*.css"))
_RULE = re.compile(r"([^{};/]+)\{([^{}]*)\}")
NEWER = {
    # What came with it, and the first versions of Chrome, Firefox and Safari that have it.
    r"\bObject\.hasOwn\b": "93, 92, 15.4",
    r"\b(?:Object|Map)\.groupBy\b": "117, 119, 17.4",
    r"\bArray\.fromAsync\b": "121, 115, 16.4",
    r"\bPromise\.(?:withResolvers|try)\b": "119, 121, 17.4",
    r"\bIntl\.(?:Segmenter|supportedValuesOf|DurationFormat)\b": "87, 125, 14.1",
    r"\bURL\.(?:canParse|parse)\(": "120, 115, 17",
    r"\bAbortSignal\.(?:abort|timeout|any)\b": "93, 88, 15",
    r"\bResponse\.json\(": "105, 115, 17",
    r"\bstructuredClone\b": "98, 94, 15.4",
    r"\brandomUUID\b": "92, 95, 15.4",
    r"\bscheduler\.": "94, 142, none",
    r"\b(?:startViewTransition|showPopover|showPicker|checkVisibility)\b": "99, 101, 16",
    r"\.(?:at|findLast|findLastIndex)\(": "92, 90, 15.4",
    r"\.(?:toSorted|toReversed|toSpliced|with)\(": "110, 115, 16",
    r"\.(?:union|intersection|difference|symmetricDifference)\(": "122, 127, 17",
    r"\.is(?:SubsetOf|SupersetOf|DisjointFrom|WellFormed)\(|\.toWellFormed\(": "111, 119, 16.4",
    r"\.(?:setHTML|moveBefore|getOrInsert)\w*\(": "133, 144, none",
    r"\badoptedStyleSheets\.push\b": "99, 101, 16.4",
    r"\.inert\b": "102, 112, 15.5",
    r"\bnew \w*Error\([^()]*, \{ cause\b": "93, 91, 15",
    r"\bstatic \{": "94, 93, 16.4",
    r"#\w+ in ": "91, 90, 15",
    r"/[gimsuy]*[dv][gimsuy]*[.,;)]": "90, 88, 15",
    r"\(\?[ims]+(?:-[ims]+)?:": "125, 132, none",
    r":(?:is|where|has)\(": "88, 78, 14",
}


@pytest.mark.parametrize("newer", NEWER)
def test_no_script_asks_for_what_is_newer(newer: str) -> None:
    found = [
        f"{path.relative_to(DOCS)}:{number}: {line.strip()}"
        for path in SCRIPTS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(newer, line)
    ]
    assert found == [], f"first in {NEWER[newer]}"


def test_struck_links_say_in_which_colour() -> None:
    """Safari strikes them in the colour that links are underlined in."""
    for path in STYLES:
        for selector, body in _RULE.findall(path.read_text("utf-8")):
            if "line-through" in body and re.search(r" a\b[^ ]*$", selector.strip()):
                assert "text-decoration-color: currentColor" in body, selector


def test_what_some_browsers_cannot_select_takes_nothing_else_with_it() -> None:
    for path in STYLES:
        for selector, _ in _RULE.findall(path.read_text("utf-8")):
            if ":has(" in selector:
                assert "," not in re.sub(r"\([^()]*\)", "", selector), selector


def test_the_guides_and_the_site_name_the_same_browsers() -> None:
    said = [DOCS / "guide" / path for path in ("agents.md", "commands.md")]
    said += [DOCS / "guide/en" / path.name for path in said]
    said += [ROOT / "handbook/locale" / language / "site.toml" for language in ("en", "zh-Hans")]
    for path in said:
        text = path.read_text("utf-8")
        assert all(one in text for one in ("Edge 86", "Firefox 113", "Safari 16.4")), path
        assert set(re.findall(r"(?:Chrome|Edge) (\d+)", text)) == {"86"}, path
