"""What search is told of a page."""

from __future__ import annotations

from handbook.site.page import Finished, SitePage
from handbook.site.searched import entries


def told(html: str, *, searchable: bool = True) -> list[tuple[str, str, str]]:
    page = SitePage("a/", "a.html", "页名", searchable=searchable)
    found = entries(Finished(page, html, ()))
    return [(entry["location"], entry["title"], entry["text"]) for entry in found]


def test_a_heading_with_an_id_opens_a_section() -> None:
    html = '<h1>页名</h1><p>导语</p><h2 id="b">乙</h2><p>话</p><h3>无号</h3><p>也在乙里</p>'
    assert told(html) == [("a/", "页名", "导语"), ("a/#b", "乙", "话 无号 也在乙里")]


def test_words_run_on_inside_a_line_and_stop_at_blocks() -> None:
    html = '<p>请在<a href="x">两天</a>内<br>答复</p><ul><li>一</li><li>二</li></ul>'
    assert told(html)[0][2] == "请在两天内 答复 一 二"


def test_what_is_left_out_goes_with_all_below_it() -> None:
    html = '<div data-search-exclude="1"><p>印<b>章</b></p><br></div><p hidden>无</p><p>正文</p>'
    assert told(html)[0][2] == "正文"


def test_what_stands_below_a_heading_that_is_left_out_goes_too() -> None:
    html = '<h2 id="a" data-search-exclude="1">谁引用</h2><p>许多</p><h2 id="b">乙</h2><p>话</p>'
    assert told(html) == [("a/", "页名", ""), ("a/#b", "乙", "话")]


def test_drawings_and_buttons_say_nothing() -> None:
    html = '<svg><text>图</text><path d="M0"/></svg><p>话<button>复制</button></p>'
    assert told(html)[0][2] == "话"


def test_a_heading_in_a_list_disturbs_nothing() -> None:
    assert told('<ul><li><h3 id="x">甲</h3><p>话</p></li><li>乙</li></ul>')[1][2] == "话 乙"


def test_escaped_text_stays_escaped() -> None:
    assert told("<p>1 &lt; 2 &amp; 3</p>")[0][2] == "1 &lt; 2 &amp; 3"


def test_an_empty_frame_heading_is_no_result() -> None:
    assert len(told('<h2 id="_steps">步骤</h2><h3 id="do">登记</h3>')) == 2


def test_a_page_may_stay_out_of_search() -> None:
    assert told("<p>话</p>", searchable=False) == []
