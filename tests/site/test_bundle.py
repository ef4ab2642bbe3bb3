"""Pages packed together come out as they went in."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from handbook.site.bundle import bundle

MARKUP = st.text(alphabet='<>ab /"\n退货\ue000\ue001\uf8ff\u0000😀', max_size=60)


def opened(packed: dict[str, Any], path: str) -> str:
    """The page at a path, as the worker makes it."""

    def piece(sign: re.Match[str]) -> str:
        return "<" + str(packed["pieces"][ord(sign[0]) - 0xE000])

    return re.sub("[\ue000-\uf8ff]", piece, packed["pages"][path])[1:]


@given(st.dictionaries(st.sampled_from(["", "a/", "b/", "404.html"]), MARKUP))
def test_a_page_is_given_back_as_it_was(pages: dict[str, str]) -> None:
    packed = bundle(pages)
    assert {path: opened(packed, path) for path in pages} == pages


def test_what_pages_share_is_told_once() -> None:
    pages = {f"{number}/": f"<main><p>退货要在七日内办理</p><b>{number}</b>" for number in range(9)}
    assert str(bundle(pages)).count("七日内") == 1


def test_the_same_pages_give_the_same_bundle() -> None:
    pages = {"a/": "<p>one<p>two<p>one<p>two", "b/": "<p>two<p>one"}
    assert bundle(pages) == bundle(dict(pages))
