"""A row was changed in the sheet, and in the source since the sheet went out.

Taking the row would undo what somebody else has done.

Wrong::

    the sheet of Monday, changed on Friday; the source changed on Wednesday

Right::

    the sheet of Thursday with the change of Friday
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH10",
    severity=Severity.ERROR,
    title=Words("导出之后源文件改过", "Changed since it went out"),
    message=Words(
        "这一行改过，而 {document} 里的这一条在导出之后也改过",
        "the row was changed, and so was the thing in {document} since it went out",
    ),
    hint=Words("重新导出，把改动再写一遍", "export anew and make the change again"),
    module=__name__,
)
