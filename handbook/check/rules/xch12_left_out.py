"""A Word file holds something that a draft cannot take over as it is.

Pictures, notes, deleted or hidden words and the like stay behind, a table stands in the text as it
was. No word is lost: each stands in the draft, at its place, as a TODO. Somebody must look whether
readers need it.

Wrong::

    a table of limits in the middle of the steps

Right::

    the limits as service levels, quoted by the steps
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_TODO = Words(
    "要紧的写进正文，再删去草稿里的「待填写」",
    "write what matters into the text, then delete the TODO in the draft",
)
_CASES = {
    "table": Case(
        Words(
            "表格照原样放进了正文，开头是「{value}」",
            "a table that begins with “{value}” was put into the text as it is",
        ),
        Words(
            "是步骤、时限或表单的，改写成步骤、服务时限或表单",
            "write it as steps, as service levels or as a form, if it is that",
        ),
    ),
    "picture": Case(
        Words("图片没有带过来", "a picture was left out"),
        Words(
            "图片存到 sop_sources/images/ 里，在步骤的 pictures 里引用",
            "save it in sop_sources/images/ and name it under pictures of a step",
        ),
    ),
    "object": Case(
        Words("嵌入的文件没有带过来", "an embedded file was left out"),
        Words(
            "另存为图片放到 sop_sources/images/ 里，或把内容写进正文",
            "save it as a picture in sop_sources/images/, or write what it says into the text",
        ),
    ),
    "note": Case(
        Words("批注、脚注「{value}」没有带过来", "the comment or note “{value}” was left out"),
        _TODO,
    ),
    "inserted": Case(
        Words(
            "「{value}」是修订中插入的文字，按已接受处理，放进了正文",
            "“{value}” is a tracked insertion; it was taken as accepted",
        ),
        Words("没有定下来的，删去", "delete it if that is not settled"),
    ),
    "deleted": Case(
        Words(
            "「{value}」在修订里已删去，没有带过来",
            "“{value}” is deleted by a tracked change and was left out",
        ),
        _TODO,
    ),
    "struck": Case(
        Words("「{value}」画了删除线，没有带过来", "“{value}” is struck through and was left out"),
        _TODO,
    ),
    "hidden": Case(
        Words("「{value}」是隐藏文字，没有带过来", "“{value}” is hidden text and was left out"),
        _TODO,
    ),
    "text": Case(
        Words(
            "「{value}」在文本框里，没有带过来", "“{value}” stands in a text box and was left out"
        ),
        _TODO,
    ),
    "head": Case(
        Words(
            "「{value}」在页眉或页脚里，没有带过来",
            "“{value}” stands in a page header or footer and was left out",
        ),
        _TODO,
    ),
    "contents": Case(
        Words("目录没有带过来", "a table of contents was left out"),
        Words("网页和手册会自己生成目录", "the site and the manuals make their own"),
    ),
    "link": Case(
        Words("链接的地址没有带过来：{value}", "the address of a link was left out: {value}"),
        Words(
            "要紧的写成 [文字](地址)，内部系统的写成普通文字",
            "write it as [words](address) if it matters, or as plain words if it is internal",
        ),
    ),
    "formula": Case(
        Words("公式「{value}」只保留了文字", "of the formula “{value}” only its signs were taken"),
        Words("照原文写成一行，例如 a ÷ b", "write it on one line, such as a ÷ b"),
    ),
    "sign": Case(
        Words("不认识的符号没有带过来：{value}", "an unknown sign was left out: {value}"),
        Words("在「〓」处写上原来的符号", "write it where “〓” stands"),
    ),
}

RULE = Rule(
    code="XCH12",
    severity=Severity.WARNING,
    title=Words("Word 文件里有带不过来的内容", "Left out of a Word file"),
    message=Words("{what}没有带过来", "{what} was left out"),
    hint=Words(
        "看看是否要紧，要紧的写进草稿", "look whether it matters, and write it into the draft"
    ),
    module=__name__,
    cases=_CASES,
)
