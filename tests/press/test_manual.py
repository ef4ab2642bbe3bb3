"""What goes into a manual, and the text that goes into its style sheet."""

from __future__ import annotations

import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from handbook.press.chapter import css_string
from handbook.press.manual import page_mark, with_pages


def test_marks_become_page_numbers() -> None:
    html = f"<a data-page='{page_mark('SOP-A-1')}'></a><a data-page='{page_mark('SOP-A-10')}'></a>"
    done = with_pages(html, {"SOP-A-1": 7, "SOP-A-10": 12})
    assert done == "<a data-page='7'></a><a data-page='12'></a>"


@given(st.text())
def test_no_text_gets_out_of_a_css_string(text: str) -> None:
    text = text.replace("\0", "")  # CSS has no such character
    quoted = str(css_string(text))
    assert "<" not in quoted
    tokens = tinycss2.parse_component_value_list(quoted)
    assert [token.type for token in tokens] == ["string"]
    assert tokens[0].value == text
