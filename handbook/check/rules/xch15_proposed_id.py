"""A new row of a sheet has no id, and was given one.

It is made of the first words of the row, Chinese ones in pinyin, so that two hundred scripts of an
old table need none by hand. An id stays for ever: whoever wants another writes it into the row
before anything is written.

Wrong (no id)::

    安抚愤怒客户

Right::

    script.calm-down    安抚愤怒客户
"""

from handbook.check.rule import Rule, Words
from handbook.diagnostics import Severity

RULE = Rule(
    code="XCH15",
    severity=Severity.NOTE,
    title=Words("拟定的编号", "Id of a new row"),
    message=Words("新的一行没有编号，拟作 {value}", "the new row has no id; it will be {value}"),
    hint=Words(
        "编号定了不再改；要用别的，先写在这一格里",
        "an id stays for ever; write another into the cell first, if you want one",
    ),
    module=__name__,
)
