"""A thing that the handbook has is not in the sheet.

Nothing is deleted by an import: ids are quoted elsewhere and never used again, and a row is soon
lost by a filter.

Wrong (the row was deleted)::

    script.greet

Right::

    script.greet    （不再使用）
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH09",
    severity=Severity.WARNING,
    title=Words("表里少了一条", "A row is missing"),
    message=Words(
        "{document} 里的「{value}」不在表里，原样保留",
        "“{value}” of {document} is not in the sheet, and stays as it is",
    ),
    hint=Words("要删去，在源文件里删；不删就不用管", "delete it in its source if it is to go"),
    module=__name__,
)
