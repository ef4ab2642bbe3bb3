"""A policy is not divided into chapters and articles.

Articles are quoted by their ids (``POL-CMP-01#purpose``), so each needs a heading with an id, a
text, and a chapter around it. Their numbers are given by the tool. A heading is ``##`` or ``###``
and a space: signs of full width, or without the space, are but text to Markdown.

Wrong::

    ## 总则

    ### 目的 {#purpose}

    规范投诉处理。

Right::

    ## 总则 {#general}

    ### 目的 {#purpose}

    规范投诉处理。
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_SHAPE = Words(
    "章写作「## 总则 {{#general}}」，条写作「### 目的 {{#purpose}}」，条文写在条的下面",
    "write a chapter as “## Title {{#general}}”, an article as “### Title {{#purpose}}”, "
    "and its text below",
)

_CASES = {
    "outside": Case(
        Words("这段文字不在任何一条之内", "this text belongs to no article"),
        Words(
            "在它前面加上条的标题，或移到某一条之内",
            "give it the heading of an article, or move it into one",
        ),
    ),
    "id": Case(
        Words("标题「{title}」没有编号", "the heading “{title}” has no id"),
        Words(
            "在标题末尾加上英文编号，如「{{#purpose}}」；编号定了就不再改",
            "add an id at its end such as “{{#purpose}}”; it must never change later",
        ),
    ),
    "mark": Case(
        Words(
            "标题「{title}」前面不是「#」加空格，在 Markdown 里只是正文",
            "before the heading “{title}” are no “#” signs and a space: to Markdown it is text",
        ),
        Words(
            "写英文的「#」，章两个，条三个，后面空一格",
            "write ordinary “#” signs, two for a chapter, three for an article, and a space",
        ),
    ),
    "number": Case(
        Words(
            "标题「{title}」自带编号，会显示两遍",
            "the heading “{title}” has a number of its own, which is shown twice",
        ),
        Words(
            "删去标题里的编号；章和条的编号由工具给",
            "leave the number out: chapters and articles are numbered by the tool",
        ),
    ),
    "chapter": Case(
        Words("条「{title}」之前没有章", "the article “{title}” stands in no chapter"),
        Words(
            "在前面加一行「## 总则 {{#general}}」", "put a line “## General {{#general}}” before it"
        ),
    ),
    "no_articles": Case(
        Words("章「{title}」里没有条", "the chapter “{title}” has no article"),
        _SHAPE,
    ),
    "no_text": Case(
        Words("条「{title}」没有条文", "the article “{title}” has no text"),
        Words("在标题下面写条文", "write its text below the heading"),
    ),
    "twice": Case(
        Words(
            "「{title}」写在了文件头里，但正文也会读成它",
            "“{title}” is in the control block, but the text below it is read as that too",
        ),
        Words("从文件头里删去这个键", "delete the key from the control block"),
    ),
}

RULE = Rule(
    code="FMT11",
    severity=Severity.ERROR,
    title=Words("制度没有分成章和条", "Policy without chapters and articles"),
    message=Words("正文没有章和条", "the text has no chapters and articles"),
    hint=_SHAPE,
    module=__name__,
    cases=_CASES,
)
