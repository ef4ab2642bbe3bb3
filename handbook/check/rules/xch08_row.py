"""It cannot be told which thing a row is.

A row is known by its id, or by its document and number; with two rows of one id, or a row that
belongs nowhere, somebody would be misled.

Wrong::

    script.greet    您好，请问有什么可以帮您？
    script.greet    您好，欢迎光临

Right::

    script.greet         您好，请问有什么可以帮您？
    script.greet-shop    您好，欢迎光临
"""

from handbook.check.rule import Case, Rule, Words
from handbook.diagnostics import Severity

_CASES = {
    "missing": Case(
        Words("这一行没有编号", "the row has no id"),
        Words(
            "新的一行也要编号，例如 {example}；定了不再改",
            "a new row needs an id, too, such as {example}; it stays for ever",
        ),
    ),
    "used": Case(
        Words(
            "这一行没有编号，按内容拟的「{value}」已经用了",
            "the row has no id, and “{value}”, made of its words, is used",
        ),
        Words(
            "就是那一条的，写上 {value}；是新的一条，写一个没有用过的编号",
            "write {value} if it is that thing, or else an id that was never used",
        ),
    ),
    "twice": Case(
        Words("「{value}」有两行", "“{value}” has two rows"),
        Words(
            "新的一行要用新的编号或留空序号",
            "give a new row an id of its own, or leave its number empty",
        ),
    ),
    "moved": Case(
        Words(
            "「{value}」不是这一条所在的文件，它在 {document} 里",
            "“{value}” is not where this thing is: it is in {document}",
        ),
        Words(
            "文件编号改回 {document}；要搬到别的文件，在源文件里搬",
            "write {document} again; move things in the sources",
        ),
    ),
    "document": Case(
        Words("没有这种文件「{value}」", "there is no such document: “{value}”"),
        Words(
            "写上这一行要加进的文件编号：{known}；要另起一份，先运行 handbook new {kind}",
            "write the id of the document that the row is for: {known}; or begin one with "
            "handbook new {kind}",
        ),
    ),
    "unsaid": Case(
        Words("没有写加进哪份文件", "it is not said which document the row is for"),
        Words("写上文件编号：{known}", "write the id of a document: {known}"),
    ),
    "none": Case(
        Words("还没有可以加进的文件", "there is no document yet that the row could be added to"),
        Words(
            "先运行 handbook new {kind} 建一份，再写上它的编号",
            "begin one with handbook new {kind}, then write its id",
        ),
    ),
    "renamed": Case(
        Words(
            "这一行在表里写成「{value}」，在源文件里是「{now}」",
            "the row is “{value}” in the sheet, and “{now}” in the source",
        ),
        Words(
            "改回「{now}」，编号不改；要加新的一条，另加一行",
            "write “{now}” again, ids stay; add a row of its own for a new thing",
        ),
    ),
    "gone": Case(
        Words(
            "「{value}」导出之后已从源文件里删去，或者改了编号",
            "“{value}” was deleted in the source since it went out, or given another id",
        ),
        Words(
            "不要的，删掉这一行；还要的，在源文件里恢复，或者清空这一行「导出时的状态」（隐藏的列），当作新的一条",
            "delete the row; or restore the thing in its source, or empty the state of the row, a "
            "hidden column, to have it as a new thing",
        ),
    ),
    "lost": Case(
        Words(
            "这一行导出之后在源文件里改过或删去，序号也变了，认不出是哪一条",
            "this was changed or deleted in the source since it went out, and has another number: "
            "it cannot be told which it is",
        ),
        Words("重新导出，把改动再写一遍", "export anew and make the change again"),
    ),
    "order": Case(
        Words(
            "导出时的第 {now} 条现在是第 {value} 条，与其他条目调换了次序",
            "number {now} is number {value} now, and has changed places with others",
        ),
        Words(
            "序号改回 {now}；要换先后，在源文件里换",
            "write {now} again; change the order in the source",
        ),
    ),
    "holder": Case(
        Words(
            "没有「{value}」，不知道这一行加到哪里",
            "there is no “{value}” to which the row could be added",
        ),
        Words("写上已有的编号或序号", "write an id or number that is there"),
    ),
}

RULE = Rule(
    code="XCH08",
    severity=Severity.ERROR,
    title=Words("行的编号不对", "Id of a row"),
    message=Words("不知道这一行是哪一条", "it cannot be told which thing this row is"),
    hint=Words("写上编号", "write its id"),
    module=__name__,
    cases=_CASES,
    vocabulary={"label": {"first": Words("第一次在这里", "here for the first time")}},
)
