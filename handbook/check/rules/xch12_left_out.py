"""A Word file holds something that a draft cannot take over.

Tables, pictures, notes and the like stay behind; somebody must look whether they say something
that readers need.

Wrong::

    a table of limits in the middle of the steps

Right::

    the limits as service levels, quoted by the steps
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "table": Case(
        Words(
            "表格没有带过来，开头是「{value}」", "a table that begins with “{value}” was left out"
        ),
        Words(
            "写成步骤、表单或正文里的表格",
            "write it as steps, as a form, or as a table in the text",
        ),
    ),
    "picture": Case(
        Words("图片没有带过来", "a picture was left out"),
        Words(
            "图片存到 sop_sources/ 里，在步骤的 pictures 里引用",
            "save it below sop_sources/ and name it under pictures of a step",
        ),
    ),
    "note": Case(
        Words("批注、脚注或修订没有带过来", "comments, footnotes or tracked changes were left out"),
        Words(
            "先接受或拒绝全部修订，把要紧的批注和脚注写进正文",
            "accept or reject all changes, and write notes that matter into the text",
        ),
    ),
    "text": Case(
        Words(
            "「{value}」在文本框、页眉或页脚里，没有带过来",
            "“{value}” stands in a box, header or footer and was left out",
        ),
        Words("要紧的写进草稿", "write it into the draft if it matters"),
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
